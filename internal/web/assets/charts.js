// Pictures: the arrow keys move among marks, a pointer or the focus names one,
// and Enter or a click on a deal opens what it rests on.

import { say } from "./live.js";

export function start() {
  document.addEventListener("keydown", (e) => {
    const mark = e.target.closest?.(".chart .mark");
    if (!mark || e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === "Enter") return evidence(mark);
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[e.key];
    if (!by) return;
    e.preventDefault();
    const marks = [...mark.closest(".chart").querySelectorAll(".mark[tabindex]")];
    const next = marks[(marks.indexOf(mark) + by + marks.length) % marks.length];
    mark.setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    next.focus();
    say(name(next));
  });
  document.addEventListener("click", (e) => {
    const mark = e.target.closest?.(".chart .mark");
    if (mark) evidence(mark);
  });
}

function name(mark) { return mark.querySelector("title")?.textContent || ""; }

// evidence opens the drawer for a mark that is named after a deal.
function evidence(mark) {
  const id = /^(D\d+)\b/.exec(name(mark))?.[1];
  if (!id || !document.body.dataset.case) return;
  const link = document.createElement("a");
  link.href = `/cases/${document.body.dataset.case}/evidence/${id}`;
  link.dataset.drawer = "";
  link.hidden = true;
  document.getElementById("main").append(link);
  link.click();
  link.remove();
}
