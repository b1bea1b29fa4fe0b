// Numbers of the form: arrow keys, sliders for numbers and ranges, and saving as
// soon as one is changed.

import { onSwap } from "./live.js";

export function start() {
  if (!document.querySelector("form[data-each]")) return;
  onSwap(() => document.querySelectorAll(".field.number > input:not([type])").forEach(slider));
  document.addEventListener("change", (e) => {
    const form = e.target.form;
    if (form?.matches("form[data-each]") && e.target.name) { e.target.dataset.sent = e.target.value; form.requestSubmit(); }
  });
  document.addEventListener("keydown", step);
  document.addEventListener("refused", (e) => {
    for (const f of e.target.querySelectorAll("[data-sent]")) if (f.value !== f.defaultValue) { f.setAttribute("aria-invalid", "true"); f.title = e.detail; }
  });
}

const tidy = (x) => String(Math.round(x * 1000) / 1000);

// parts reads a number or a range as the case file writes it.
function parts(text) {
  const m = /^\s*(-?[\d.]+?)\s*(?:\.\.\s*(-?[\d.]+))?\s*$/.exec(text);
  if (!m) return null;
  const low = Number(m[1]), high = m[2] === undefined ? low : Number(m[2]);
  return Number.isNaN(low) || Number.isNaN(high) ? null : { low, high, range: m[2] !== undefined };
}

// step moves a number by an arrow key; a range keeps its width.
function step(e) {
  const by = { ArrowUp: 1, ArrowDown: -1 }[e.key];
  const field = e.target;
  if (!by || !field.matches?.(".field.number > input:not([type])")) return;
  const now = parts(field.value);
  if (!now) return;
  e.preventDefault();
  const { min, max } = field.dataset;
  let d = by * (e.shiftKey ? 10 : 1);
  d = Math.max(Number(min) - now.low, Math.min(Number(max) - now.high, d));
  write(field, now.low + d, now.high + d, now.range);
}

function write(field, low, high, range) {
  field.value = range ? `${tidy(low)}..${tidy(high)}` : tidy(low);
  place(field);
  clearTimeout(field.waiting);
  field.waiting = setTimeout(() => { if (field.isConnected) field.dispatchEvent(new Event("change", { bubbles: true })); }, 250);
}

// slider puts one or two thumbs under a number, which hold what it says.
function slider(field) {
  if (field.parentElement.querySelector("input[type=range]")) return;
  const now = parts(field.value);
  const name = field.parentElement.querySelector("label")?.textContent || "number";
  const box = document.createElement("span");
  box.className = "two";
  const ends = now && now.range ? ["low", "high"] : ["low"];
  for (const end of ends) {
    const thumb = document.createElement("input");
    Object.assign(thumb, { type: "range", min: field.dataset.min, max: field.dataset.max, step: field.dataset.step, tabIndex: -1 });
    thumb.setAttribute("aria-label", ends.length > 1 ? `${name}, ${end} end` : name);
    thumb.dataset.end = end;
    thumb.addEventListener("input", () => {
      const [a, b] = [...box.children].map((t) => Number(t.value));
      if (ends.length > 1) write(field, Math.min(a, b), Math.max(a, b), true); else write(field, a, a, false);
    });
    box.append(thumb);
  }
  field.after(box);
  place(field);
  field.addEventListener("input", () => place(field));
}

// place sets the thumbs where the number is.
function place(field) {
  const now = parts(field.value);
  for (const thumb of field.parentElement.querySelectorAll("input[type=range]")) {
    if (thumb !== document.activeElement) thumb.value = now ? now[thumb.dataset.end] : (Number(thumb.min) + Number(thumb.max)) / 2;
  }
}
