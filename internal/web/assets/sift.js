// Sorting, filters and pins without leaving the page: the address changes as it
// would without this module, and what is live is swapped in.

import { swap, say, reload } from "./live.js";

export function start() {
  document.addEventListener("change", (e) => {
    const form = e.target.closest?.("form[data-sift]");
    if (form && e.target.matches("input[type=checkbox], select")) form.requestSubmit();
  });
  document.addEventListener("submit", (e) => {
    const form = e.target;
    if (!form.matches("form[data-sift]")) return;
    e.preventDefault();
    go(state(form));
  });
  document.addEventListener("click", (e) => {
    const link = e.target.closest("a[data-sift], .deals thead a, a.pin, a.chip, .pager a");
    if (!link || e.ctrlKey || e.metaKey || e.shiftKey) return;
    e.preventDefault();
    go(link.href);
  });
  addEventListener("popstate", () => { if (document.querySelector("[data-sift]")) reload(); });
}

// state is the present address with what a form says of it.
function state(form) {
  const next = new URLSearchParams(location.search);
  for (const field of form.elements) if (field.name && field.type !== "hidden") next.delete(field.name);
  next.delete("page");
  for (const field of form.elements) {
    if (!field.name || field.type === "hidden" || field.type === "checkbox" && !field.checked || field.value === "") continue;
    next.append(field.name, field.value);
  }
  return `${location.pathname}?${next}`;
}

async function go(href) {
  try {
    const answer = await fetch(href);
    const text = await answer.text();
    if (!answer.ok) { location.href = href; return; }
    history.pushState(null, "", href);
    swap(text);
    const main = new DOMParser().parseFromString(text, "text/html");
    for (const id of ["filters", "try", "sides"]) faults(document.getElementById(id), main.getElementById(id));
  } catch {
    say("The workbench does not answer. Is it still running?");
  }
}

// faults shows what is wrong with what somebody typed into a form.
function faults(form, now) {
  if (!form || !now) return;
  form.querySelector("p.bad")?.remove();
  const fault = now.querySelector("p.bad");
  if (fault) form.append(document.adoptNode(fault));
  for (const field of form.querySelectorAll("input[id], input[name], textarea")) {
    if (field.type === "hidden" || field.type === "checkbox") continue;
    const wrong = now.querySelector(`[name="${CSS.escape(field.name)}"][aria-invalid]`);
    field.toggleAttribute("aria-invalid", Boolean(wrong));
    if (wrong) field.setAttribute("aria-invalid", "true");
  }
}
