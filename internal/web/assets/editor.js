// The text of a case: line numbers, faults at their lines while one types, and
// the line of whatever is changed in the form.

import { onSwap } from "./live.js";

let text, gutter, timer;

export function start() {
  text = document.getElementById("text");
  const box = document.getElementById("editor");
  if (!text || !box) return;
  gutter = document.createElement("div");
  gutter.className = "gutter";
  gutter.setAttribute("aria-hidden", "true");
  box.prepend(gutter);
  text.addEventListener("scroll", () => { gutter.scrollTop = text.scrollTop; });
  text.addEventListener("input", () => { unsaved(); number(); clearTimeout(timer); timer = setTimeout(check, 400); });
  document.addEventListener("saved", (e) => { if (e.target.id === "text-form") text.defaultValue = e.detail.get("text").replace(/\r\n/g, "\n"); });
  document.addEventListener("click", (e) => { const f = e.target.closest(".fault > summary"); if (f) go(Number(f.parentElement.dataset.line), Number(f.parentElement.dataset.col), true); });
  document.addEventListener("focusin", (e) => { const at = e.target.closest?.("[data-line]"); if (at && at.closest("#form-side")) go(Number(at.dataset.line), 1, false); });
  addEventListener("beforeunload", (e) => { if (text.value !== text.defaultValue) e.preventDefault(); });
  onSwap(renew);
}

// renew takes over the text of a newly loaded page, unless something is written
// here that is not saved: then saving joins the two. What was written while a save
// was on its way began with what was saved.
function renew(page) {
  const now = page.getElementById("text");
  const kept = text.value !== text.defaultValue;
  if (now && now !== text && (!kept || text.defaultValue === now.defaultValue)) {
    const top = text.scrollTop;
    if (!kept) text.defaultValue = text.value = now.defaultValue;
    text.scrollTop = top;
    text.form.elements.revision.value = page.body.dataset.revision;
  }
  unsaved();
  number();
}

function unsaved() {
  const box = document.getElementById("saved");
  const is = text.value !== text.defaultValue;
  if (box) { box.dataset.as ??= box.textContent; box.textContent = is ? "Text not saved" : box.dataset.as; box.classList.toggle("unsaved", is); }
}

function number() {
  const marks = new Map();
  for (const f of document.querySelectorAll("#faults .fault")) if (!marks.has(f.dataset.line) || f.matches(".error")) marks.set(f.dataset.line, f);
  const lines = text.value.split("\n").length;
  const rows = [];
  for (let i = 1; i <= lines; i++) {
    const fault = marks.get(String(i));
    const row = document.createElement(fault ? "b" : "i");
    row.textContent = i;
    if (fault) { row.className = fault.className.replace("fault", "").trim(); row.title = fault.querySelector("summary").textContent; }
    rows.push(row);
  }
  gutter.replaceChildren(...rows);
  gutter.scrollTop = text.scrollTop;
}

// check asks what is wrong with the text as it now is; nothing is saved.
async function check() {
  const asked = text.value;
  const answer = await fetch(`/cases/${document.body.dataset.case}/check`, { method: "POST", body: new URLSearchParams({ text: asked }) });
  if (!answer.ok || asked !== text.value) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.getElementById("faults").replaceWith(document.adoptNode(page.getElementById("faults")));
  number();
}

// go shows a line of the text.
function go(line, col, take) {
  if (!line) return;
  const lines = text.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((n, l) => n + l.length + 1, 0);
  const height = parseFloat(getComputedStyle(text).lineHeight);
  text.scrollTop = Math.max(0, (line - 1) * height - text.clientHeight / 3);
  for (const row of gutter.querySelectorAll(".lit")) row.classList.remove("lit");
  gutter.children[line - 1]?.classList.add("lit");
  if (take) { text.focus(); text.setSelectionRange(start + col - 1, start + col - 1); }
}
