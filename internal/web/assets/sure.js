// How sure: the drawing begins by itself, says how far it is, and can be
// cancelled. Without this module a button does it and the page waits.

import { swap, onSwap } from "./live.js";

let under = ""; // the job under way

export function start() {
  if (document.body.dataset.page !== "sure") return;
  document.addEventListener("progress", (e) => {
    const box = document.getElementById("sure-answer");
    if (e.detail.job !== box?.dataset.job) return;
    const bar = box.querySelector("progress");
    if (bar && e.detail.total) bar.value = e.detail.done / e.detail.total;
  });
  document.addEventListener("submit", (e) => {
    if (e.target.matches("#sure-answer .cancel")) cancel(e);
  });
  onSwap(begin);
}

// begin asks for the answer where the page does not have it yet.
async function begin() {
  const box = document.getElementById("sure-answer");
  if (!box || "ready" in box.dataset || under === box.dataset.job) return;
  const job = under = box.dataset.job;
  box.querySelector(".wait").hidden = true;
  box.querySelector(".cancel").hidden = false;
  try {
    const answer = await fetch(box.dataset.waitFor);
    const text = await answer.text();
    if (under !== job) return;
    under = "";
    if (answer.ok) swap(text); else stopped(new DOMParser().parseFromString(text, "text/html").querySelector("#fault .standfirst")?.textContent);
  } catch {
    under = "";
    stopped("The workbench does not answer. Is it still running?");
  }
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
