// Documents: keys on the statement in focus, and adding one by selecting words.

import { onSwap, say } from "./live.js";

export function start() {
  if (document.body.dataset.page !== "documents" || !document.getElementById("items")) return;
  document.addEventListener("keydown", press);
  document.addEventListener("focusin", follow);
  document.addEventListener("selectionchange", select);
  document.addEventListener("refused", (e) => { if (e.target.closest(".proposals")) say(e.detail); });
  document.addEventListener("saved", (e) => { if (e.target.id === "add-form") added(e.target); });
  addEventListener("hashchange", arrive);
  onSwap(() => light(current()));
  arrive();
}

const rows = () => [...document.querySelectorAll("#items > .item")];
const current = () => document.activeElement?.closest?.(".item");

// press does with the statement in focus what a key says.
function press(e) {
  if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey || e.isComposing || !("keys" in document.body.dataset)) return;
  if (e.target.closest?.("input, textarea, select")) return;
  const verdict = { a: "accept", x: "reject", u: "open" }[e.key];
  if (e.key === "n") return unsure(e);
  const row = current() || rows().find((r) => !/ is-/.test(r.className));
  if (!row || (!verdict && e.key !== "e")) return;
  e.preventDefault();
  e.stopImmediatePropagation();
  if (e.key === "e") return edit(row);
  const button = document.getElementById(`${verdict}-${row.id}`);
  if (!button) return;
  const next = verdict === "open" ? row : undecidedAfter(row);
  button.click();
  (next || row).querySelector(".item-id").focus();
}

// unsure goes to the next doubtful statement of the document, or else to the
// document that has one.
function unsure(e) {
  const all = rows(), at = all.indexOf(current());
  const next = [...all.slice(at + 1), ...all.slice(0, at + 1)].find((r) => r.matches(".unsure"));
  const link = next ? next.querySelector(".item-id") : document.getElementById("next-unsure");
  if (!link) return say("Nothing is left to decide.");
  e.preventDefault();
  if (next) link.focus(); else link.click();
}

function undecidedAfter(row) {
  const all = rows(), at = all.indexOf(row);
  return [...all.slice(at + 1), ...all.slice(0, at)].find((r) => !/ is-/.test(r.className));
}

function edit(row) {
  const form = document.getElementById(`edit-${row.id}`);
  if (!form) return;
  form.open = true;
  form.querySelector("input[name=party]").focus();
}

// follow shows in the text what has the focus in the list.
function follow() {
  const row = current();
  light(row);
  if (row) document.getElementById(`at-${row.id}`)?.scrollIntoView({ block: "center", behavior: motion() });
}

const motion = () => matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";

function light(row) {
  for (const old of document.querySelectorAll(".lit")) old.classList.remove("lit");
  if (!row) return;
  row.classList.add("lit");
  document.getElementById(`at-${row.id}`)?.classList.add("lit");
}

// arrive goes to the statement that the address names.
function arrive() {
  const row = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  if (row && row.matches(".item")) row.querySelector(".item-id").focus();
}

// select puts words that somebody selects into the form that adds a statement.
function select() {
  const selection = document.getSelection();
  const inside = selection.anchorNode?.parentElement?.closest("#doc-text .document");
  if (!inside || selection.isCollapsed || !inside.contains(selection.focusNode)) return;
  const words = selection.toString().replace(/\s+/g, " ").trim();
  if (words.length < 3) return;
  document.getElementById("add").open = true;
  document.getElementById("add-quote").value = words;
}

function added(form) {
  form.reset();
  document.getElementById("add").open = false;
  say("Added.");
}
