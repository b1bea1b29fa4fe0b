// Keys. Single ones work while they are switched on and no field has the focus.

let afterG = false;

export function start() { document.addEventListener("keydown", press); }

function press(e) {
  if (e.isComposing) return;
  const field = e.target.closest?.("input:not([type=range], [type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  if ((e.ctrlKey || e.metaKey) && !e.altKey) return together(e, field);
  if (e.altKey || field || !("keys" in document.body.dataset)) return;
  if (single(e.key, e)) e.preventDefault();
}

// together are the keys held with Ctrl.
function together(e, field) {
  const key = e.key.toLowerCase();
  const undo = !field && (key === "z" && (e.shiftKey ? "redo" : "undo") || key === "y" && "redo");
  if (undo) {
    e.preventDefault();
    document.getElementById(undo)?.click();
  } else if (key === "s" || e.key === "Enter") {
    const form = field?.form || document.getElementById("text-form");
    if (!form) return;
    e.preventDefault();
    form.requestSubmit();
  }
}

function single(key, e) {
  if (afterG) {
    afterG = false;
    return follow(document.querySelector(`.rail a[data-key="${CSS.escape(key)}"], .home[data-key="${CSS.escape(key)}"]`));
  }
  switch (key) {
    case "g": afterG = true; setTimeout(() => { afterG = false; }, 1500); return true;
    case "?": return follow(document.querySelector('a[data-key="?"]'));
    case "/": return focus(document.querySelector("main input[type=search]"));
    case "j": return row(1);
    case "k": return row(-1);
  }
  if (e.key.length !== 1) return false;
  return follow(document.querySelector(`main [data-key="${CSS.escape(key)}"]`));
}

function follow(link) { link?.click(); return Boolean(link); }
function focus(field) { field?.focus(); return Boolean(field); }

// row moves the focus to the next row of the table or list that has it.
function row(by) {
  const rows = [...document.querySelectorAll("main [data-row]")];
  if (!rows.length) return false;
  const at = rows.findIndex((r) => r.contains(document.activeElement));
  const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
  const inside = next.matches("a, button, [tabindex]") ? next : next.querySelector("a, button, summary, [tabindex]");
  return focus(inside || next);
}
