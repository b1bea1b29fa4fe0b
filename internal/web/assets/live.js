// Pages that change while one edits. Elements with an id and data-live are
// swapped for those of the same page loaded anew: "case" after every save,
// "answers" when they have been computed again.

const swapped = [];   // called with the document after a swap
let revision = Number(document.body.dataset.revision || 0);
let line = Promise.resolve(); // one request after another, each from the latest revision

export function onSwap(f) { swapped.push(f); f(document); }

export function say(text) {
  const box = document.getElementById("said");
  box.textContent = text;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { box.textContent = ""; }, 6000);
}

export function start() {
  document.addEventListener("submit", quietly);
  if (!document.body.dataset.case) return;
  let stream = listen();
  document.addEventListener("visibilitychange", () => {
    stream.close();
    if (!document.hidden) stream = listen();
  });
  addEventListener("pagehide", () => stream.close());
}

// listen hears what happens to the case, from here and elsewhere.
function listen() {
  const stream = new EventSource(`/cases/${document.body.dataset.case}/events`);
  stream.addEventListener("saved", (e) => {
    const now = JSON.parse(e.data);
    if (now.revision > revision) {
      run("computing …");
      if (document.querySelector("main [data-live=case]")) reload();
    }
  });
  stream.addEventListener("answers", (e) => {
    const now = JSON.parse(e.data);
    run(now.failed ? "not computed" : "");
    if (now.failed) say(now.failed);
    if (now.revision > revision || document.querySelector("[data-wait]")) reload();
  });
  stream.addEventListener("progress", (e) => {
    const now = JSON.parse(e.data);
    if (now.total) run(now.done < now.total ? `computing ${Math.floor(100 * now.done / now.total)} %` : "");
    document.dispatchEvent(new CustomEvent("progress", { detail: now }));
  });
  return stream;
}

function run(text) {
  const box = document.getElementById("run");
  if (box) box.textContent = text;
}

// reload swaps in the page as it is now.
export function reload() {
  line = line.then(async () => {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (answer.ok) swap(await answer.text());
  }).catch(() => say("The workbench does not answer. Is it still running?"));
  return line;
}

// quietly sends a form without leaving the page.
function quietly(event) {
  const form = event.target;
  if (!form.matches("form[data-quiet]")) return;
  event.preventDefault();
  const sent = new URLSearchParams(new FormData(form, event.submitter));
  run("saving …");
  line = line.then(() => send(form, sent)).catch(() => { run(""); say("Not saved: the workbench does not answer. Is it still running?"); });
}

async function send(form, sent) {
  if (!form.matches("#text-form") && sent.has("revision")) sent.set("revision", revision);
  const answer = await fetch(form.action, { method: "POST", body: sent });
  const text = await answer.text();
  run("");
  if (answer.status === 409) return form.submit(); // both changed the same lines: the merge page
  if (!answer.ok) return refused(form, text);
  for (const field of form.elements) field.removeAttribute("aria-invalid");
  form.dispatchEvent(new CustomEvent("saved", { bubbles: true, detail: sent }));
  const here = new URL(answer.url).pathname;
  if (here === location.pathname) swap(text); else await fetch(location.href).then((a) => a.text()).then(swap);
}

function refused(form, text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const why = page.querySelector("#fault .standfirst")?.textContent || "This could not be saved.";
  say(why);
  form.dispatchEvent(new CustomEvent("refused", { bubbles: true, detail: why }));
}

// swap replaces what is live by what a newly loaded page has, and keeps the
// focus, what is unfolded, and what has been typed and not sent.
export function swap(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  revision = Number(page.body.dataset.revision || revision);
  document.body.dataset.revision = revision;
  const focus = document.activeElement?.id;
  const caret = document.activeElement?.selectionStart;
  const typed = new Map(), open = new Map(), said = new Map();
  for (const old of document.querySelectorAll("[data-live]")) {
    for (const f of old.querySelectorAll("input[id], textarea[id]")) if (f.value !== f.defaultValue && f.dataset.sent !== f.value) typed.set(f.id, f.value);
    for (const d of old.querySelectorAll("details[id]")) open.set(d.id, d.open);
    for (const d of old.querySelectorAll("[data-moves][id]")) said.set(d.id, d.textContent);
  }
  for (const now of page.querySelectorAll("[data-live][id]")) replace(document.getElementById(now.id), now);
  for (const [id, value] of typed) { const f = document.getElementById(id); if (f) f.value = value; }
  for (const [id, is] of open) { const d = document.getElementById(id); if (d) d.open = is; }
  for (const [id, was] of said) { const d = document.getElementById(id); if (d && d.textContent !== was) moved(d); }
  for (const f of swapped) f(page);
  if (focus && document.activeElement?.id !== focus) {
    const field = document.getElementById(focus);
    field?.focus({ preventScroll: true });
    try { if (caret != null) field?.setSelectionRange(caret, caret); } catch { /* not a text */ }
  }
}

// replace puts the new element in the old one's place. Answers that are still
// being computed leave the earlier ones in sight, marked as such.
function replace(old, now) {
  if (!old) return;
  if (now.dataset.live === "answers" && now.querySelector("[data-wait]") && !old.querySelector("[data-wait]")) {
    old.dataset.wait = "";
    old.setAttribute("aria-busy", "true");
  } else {
    old.replaceWith(document.adoptNode(now));
  }
}

function moved(element) {
  element.classList.add("moved");
  setTimeout(() => element.classList.remove("moved"), 1500);
}
