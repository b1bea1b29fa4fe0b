// How sure: the drawing begins by itself, says how far it is, and can be
// cancelled; an edit ends it and begins anew. Without this module a button does
// it and the page waits.

import { swap, onSwap } from "./live.js";

let under = null; // what is under way: its job, the revision it is of, and how to leave it

export function start() {
  if (document.body.dataset.page !== "sure") return;
  document.addEventListener("progress", (e) => {
    const box = document.getElementById("sure-answer");
    const bar = box?.querySelector("progress");
    if (bar && e.detail.job === box.dataset.job && e.detail.total) bar.value = e.detail.done / e.detail.total;
  });
  document.addEventListener("submit", (e) => {
    if (e.target.matches("#sure-answer .cancel")) cancel(e);
  });
  onSwap(begin);
}

// begin asks for the answer where the page does not have it yet.
async function begin() {
  const box = document.getElementById("sure-answer");
  const key = `${document.body.dataset.revision} ${box?.dataset.job}`;
  if (!box || under?.key === key && !("ready" in box.dataset)) return show(box);
  under?.leave.abort();
  under = null;
  if ("ready" in box.dataset) return;
  const mine = under = { key, leave: new AbortController() };
  show(box);
  try {
    const answer = await fetch(box.dataset.waitFor, { signal: mine.leave.signal });
    const text = await answer.text();
    if (under !== mine) return;
    under = null;
    if (answer.ok) swap(text); else stopped(new DOMParser().parseFromString(text, "text/html").querySelector("#fault .standfirst")?.textContent);
  } catch {
    if (under !== mine) return;
    under = null;
    stopped("The workbench does not answer. Is it still running?");
  }
}

// show shows the progress instead of the link.
function show(box) {
  const note = box?.querySelector(".wait");
  if (!note) return;
  note.hidden = true;
  box.querySelector(".cancel").hidden = false;
}

function stopped(why) {
  const box = document.getElementById("sure-answer");
  const note = box.querySelector(".wait");
  if (!note) return;
  note.hidden = false;
  note.firstChild.textContent = `${why || "It was stopped."} `;
  box.querySelector(".cancel").hidden = true;
}

function cancel(e) {
  e.preventDefault();
  fetch(e.target.action, { method: "POST", body: new URLSearchParams(new FormData(e.target)) });
}
