// The drawer: what a number rests on, beside the page it stands on. Without this
// module its links lead to a page of their own.

import { say } from "./live.js";

let from = null; // what had the focus before

export function start() {
  document.addEventListener("click", (e) => {
    const link = e.target.closest("a[data-drawer]");
    if (!link || e.ctrlKey || e.metaKey || e.shiftKey || !document.getElementById("drawer")) return;
    e.preventDefault();
    if (!link.closest("#drawer")) from = link;
    open(link.href);
  });
  document.addEventListener("keydown", (e) => { if (e.key === "Escape") close(); });
}

async function open(href) {
  const drawer = document.getElementById("drawer");
  try {
    const answer = await fetch(href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const main = page.getElementById("main");
    const shut = document.createElement("button");
    shut.textContent = "Close";
    shut.addEventListener("click", close);
    drawer.replaceChildren(shut, ...(main ? document.adoptNode(main).childNodes : []));
    for (const h of drawer.querySelectorAll("h1")) { // the page has one of its own
      const lower = document.createElement("h2");
      lower.append(...h.childNodes);
      h.replaceWith(lower);
    }
    for (const a of drawer.querySelectorAll("a[href]")) if (!/^[/#]/.test(a.getAttribute("href"))) a.href = new URL(a.getAttribute("href"), answer.url).pathname;
    drawer.hidden = false;
    drawer.tabIndex = -1;
    drawer.focus({ preventScroll: true });
  } catch {
    say("The workbench does not answer. Is it still running?");
  }
}

export function close() {
  const drawer = document.getElementById("drawer");
  if (!drawer || drawer.hidden) return;
  drawer.hidden = true;
  drawer.replaceChildren();
  from?.focus();
}
