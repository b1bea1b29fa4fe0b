// Home: more articles than the two that the page has.

export function start() {
  const box = document.getElementById("articles");
  if (!box) return;
  const more = document.createElement("button");
  more.type = "button";
  more.textContent = "One more article";
  more.addEventListener("click", () => {
    const next = box.lastElementChild.cloneNode(true);
    for (const f of next.querySelectorAll("input, textarea")) f.value = "";
    next.querySelector("legend").textContent = `Article ${box.children.length + 1}`;
    box.append(next);
    next.querySelector("textarea").focus();
  });
  box.after(more);
}
