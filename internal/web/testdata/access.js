// What a page owes people who do not see it, or see it badly, or use the keyboard.
// The expression returns a list of faults, each naming the element.
((options) => {
  const faults = [];
  const short = (s) => s.replace(/\s+/g, " ").trim().slice(0, 60);
  const path = (e) => {
    const own = e.localName + (e.id ? "#" + e.id : "") + [...e.classList].slice(0, 2).map((c) => "." + c).join("");
    const up = e.parentElement?.closest("[id], main, nav, header, aside");
    return (up && up !== e ? (up.id ? "#" + up.id : up.localName) + " " : "") + own;
  };
  const fault = (e, what) => faults.push(`${path(e)} “${short(e.textContent || "")}”: ${what}`);
  const all = (s) => [...document.querySelectorAll(s)];
  const shown = (e) => e.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });

  // name is a simplification of the W3C's computation of accessible names.
  const text = (e) => {
    let out = "";
    for (const n of e.childNodes) {
      if (n.nodeType === 3) out += n.data;
      else if (n.nodeType === 1 && n.getAttribute("aria-hidden") !== "true") out += " " + (n.getAttribute("aria-label") || n.getAttribute("alt") || text(n));
    }
    return out;
  };
  const named = (ids) => ids.split(/\s+/).map((id) => document.getElementById(id)).filter(Boolean).map(text).join(" ");
  const name = (e) => short(
    e.hasAttribute("aria-labelledby") ? named(e.getAttribute("aria-labelledby")) :
    e.getAttribute("aria-label") || (e.labels?.length ? [...e.labels].map(text).join(" ") : "") ||
    (e.localName === "fieldset" ? text(e.querySelector("legend") || e) : "") ||
    (/^(input|select|textarea)$/.test(e.localName) ? "" : text(e)) || e.getAttribute("alt") || "");

  // The document.
  if (document.documentElement.lang !== "en") faults.push("html has no lang");
  if (!document.title || /^\s*·/.test(document.title)) faults.push(`title is “${document.title}”`);
  const h1 = all("h1").filter(shown);
  if (h1.length !== 1) faults.push(`${h1.length} h1, want one: ${h1.map((h) => short(h.textContent)).join(" | ")}`);
  let last = 0;
  for (const h of all("h1, h2, h3, h4, h5, h6").filter(shown)) {
    const level = Number(h.localName[1]);
    if (level > last + 1 && last) fault(h, `heading ${level} after heading ${last}`);
    if (!text(h).trim()) fault(h, "an empty heading");
    last = level;
  }
  const ids = new Map();
  for (const e of all("[id]")) {
    if (/\s/.test(e.id) || !e.id) fault(e, `the id “${e.id}” has a space`);
    if (ids.has(e.id)) fault(e, `the id is not unique: also ${path(ids.get(e.id))}`);
    ids.set(e.id, e);
  }
  for (const a of ["for", "aria-labelledby", "aria-describedby", "aria-controls", "list"]) {
    for (const e of all(`[${a}]`)) for (const id of e.getAttribute(a).split(/\s+/)) if (!ids.has(id)) fault(e, `${a} names “${id}”, which is not there`);
  }
  for (const e of all('a[href^="#"]')) if (e.hash.length > 1 && !ids.has(decodeURIComponent(e.hash.slice(1)))) fault(e, `leads to ${e.hash}, which is not there`);

  // Landmarks.
  for (const [s, n] of [["main", 1], ["body > header, [role=banner]", 1]]) if (all(s).length !== n) faults.push(`${all(s).length} of ${s}, want ${n}`);
  const labels = new Set();
  for (const e of all("nav, aside, [role=region]")) {
    const label = e.localName + " " + name(e);
    if (!name(e) || (!e.hasAttribute("aria-label") && !e.hasAttribute("aria-labelledby"))) fault(e, "a landmark without a name");
    if (e.localName === "nav" && labels.has(label)) fault(e, `two landmarks are called “${label}”`);
    labels.add(label);
  }
  const skip = document.querySelector("a[href]");
  if (skip?.getAttribute("href") !== "#main") faults.push("the first link does not skip to the page");
  for (const e of document.body.children) {
    if (/^(header|main|nav|aside|footer|script)$/.test(e.localName) || e.matches(".skip, [role=status], [role=banner]")) continue;
    for (const t of e.children) if (!/^(header|main|nav|aside|footer)$/.test(t.localName) && t.textContent.trim()) fault(t, "stands in no landmark");
  }

  // Controls and pictures.
  const controls = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex], [role=button], [role=link], [role=checkbox], [role=slider]";
  for (const e of all(controls)) {
    if (e.matches("main, #drawer, #proposals") && e.tabIndex < 0) continue;
    if (!name(e)) fault(e, "a control without a name");
    if (e.tabIndex > 0) fault(e, `tabindex ${e.tabIndex} breaks the order`);
    if (/^(div|span|p|li)$/.test(e.localName) && e.tabIndex === 0 && !e.hasAttribute("role")) fault(e, "takes the focus and has no role");
    if (e.closest("[aria-hidden=true]") && e.tabIndex >= 0) fault(e, "takes the focus and is hidden from screen readers");
    if (e.matches("a a, button button, a button, button a, summary a, summary button, label a")) fault(e, "a control within a control");
  }
  for (const e of all("img")) if (!e.hasAttribute("alt")) fault(e, "a picture without alt");
  for (const e of all("svg")) {
    if (e.getAttribute("aria-hidden") === "true" || e.closest("svg svg")) continue;
    const title = e.querySelector(":scope > title");
    if (!/^(img|graphics-document|group|figure)/.test(e.getAttribute("role") || "")) fault(e, "a drawing without a role");
    if (!e.getAttribute("aria-label") && !(e.hasAttribute("aria-labelledby") && name(e)) && !title) fault(e, "a drawing without a name"); // what is drawn names nothing
    if (!e.closest("figure")?.querySelector("table") && !e.closest("section, div[id]")?.querySelector("table")) fault(e, "a drawing without a table");
  }
  for (const e of all("table")) {
    for (const h of e.querySelectorAll("th:not([scope])")) fault(h, "a table's heading without scope");
    for (const h of e.querySelectorAll("th")) if (!text(h).trim()) fault(h, "an empty heading of a table");
    if (!e.querySelector("th")) fault(e, "a table without headings");
  }
  for (const e of all("ul, ol")) for (const c of e.children) if (!/^(li|script|template)$/.test(c.localName)) fault(c, "stands in a list and is no item");
  for (const e of all("dl")) for (const c of e.children) if (!/^(dt|dd|div)$/.test(c.localName)) fault(c, "stands in a dl");
  for (const e of all("input[type=radio], input[type=checkbox]")) if ((e.form || document).querySelectorAll(`input[name="${CSS.escape(e.name)}"]`).length > 1 && !e.closest("fieldset")) fault(e, "one of several choices outside a fieldset");
  const roles = new Set(["img", "region", "status", "group", "alert", "note", "list", "listitem", "presentation", "none", "graphics-document", "graphics-symbol", "graphics-object", "figure", "slider", "application", "doc-subtitle", "text", "table", "row", "cell", "navigation", "search", "heading"]);
  for (const e of all("[role]")) if (!roles.has(e.getAttribute("role").split(" ")[0])) fault(e, `role ${e.getAttribute("role")}?`);

  // Contrast, of everything that can be unfolded too.
  const folded = all("details:not([open])");
  for (const d of folded) d.open = true;
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const colour = (s) => { // as red, green, blue, opacity; of any notation
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = "#0000"; canvas.fillStyle = s; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const seen = new Map();
  const known = (s) => { if (!seen.has(s)) seen.set(s, colour(s)); return seen.get(s); };
  const over = (top, below, o = 1) => { const a = top[3] * o; return [0, 1, 2].map((i) => top[i] * a + below[i] * (1 - a)).concat(1); };
  const light = (c) => { const [r, g, b] = c.map((x) => { x /= 255; return x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
  const paper = known(getComputedStyle(document.documentElement).backgroundColor);
  const behind = new Map();
  const ground = (e) => { // what an element stands on
    if (!e) return over(paper, [255, 255, 255, 1]);
    if (behind.has(e)) return behind.get(e);
    const style = getComputedStyle(e);
    const out = over(known(style.backgroundColor), ground(e.parentElement), Number(style.opacity));
    behind.set(e, out);
    return out;
  };
  const drawn = (t, box) => { // what a text of a drawing stands on: the shapes before it
    let at = ground(t.ownerSVGElement.parentElement);
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    for (const shape of t.ownerSVGElement.querySelectorAll("rect, path, circle, ellipse, polygon")) {
      if (!(shape.compareDocumentPosition(t) & 4) || !shape.getScreenCTM()) continue;
      const style = getComputedStyle(shape);
      if (style.fill === "none" || style.display === "none" || shape.closest("defs, clipPath, marker, pattern")) continue;
      if (shape.isPointInFill(new DOMPoint(x, y).matrixTransform(shape.getScreenCTM().inverse()))) at = over(known(style.fill), at, Number(style.fillOpacity) * Number(style.opacity));
    }
    const own = getComputedStyle(t);
    if (own.paintOrder.startsWith("stroke") && own.stroke !== "none" && parseFloat(own.strokeWidth) >= 2) at = over(known(own.stroke), at, Number(own.strokeOpacity)); // a halo
    return at;
  };
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const told = new Set();
  while (walk.nextNode()) {
    const e = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !shown(e) || e.closest("script, style, title, desc, :disabled, option, .unseen, .skip")) continue;
    const style = getComputedStyle(e), svg = e.ownerSVGElement;
    const box = e.getBoundingClientRect();
    if (!box.width || !box.height) continue;
    const below = svg ? drawn(e.closest("text") || e, box) : ground(e);
    let o = 1;
    for (let up = e; up; up = up.parentElement) o *= Number(getComputedStyle(up).opacity);
    const ink = over(known(svg ? style.fill : style.color), below, o);
    const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const r = ratio(ink, below), need = large ? 3 : 4.5;
    const what = `contrast ${r.toFixed(2)}, want ${need}: ${ink.slice(0, 3).map(Math.round)} on ${below.slice(0, 3).map(Math.round)}`;
    if (r < need && !told.has(what + e.className)) { told.add(what + e.className); fault(e, what); }
  }
  for (const e of all("input:not([type=hidden], [type=checkbox], [type=radio], [type=range], [type=file]), select, textarea").filter(shown)) {
    const style = getComputedStyle(e), below = ground(e);
    const r = ratio(over(known(style.color), below), below);
    if (r < 4.5) fault(e, `contrast of what is typed ${r.toFixed(2)}`);
    const edge = e.parentElement.closest(".editor") ? getComputedStyle(e.closest(".editor")) : style;
    const edges = ratio(over(known(edge.borderTopColor), ground(e.parentElement)), ground(e.parentElement));
    if (edges < 3 && !e.disabled && ratio(ground(e), ground(e.parentElement)) < 3 && !told.has("edge" + e.className)) { told.add("edge" + e.className); fault(e, `the field's border has contrast ${edges.toFixed(2)}, want 3`); }
    const hint = getComputedStyle(e, "::placeholder");
    const h = ratio(over(known(hint.color), below, Number(hint.opacity)), below);
    if (e.placeholder && h < 4.5 && !told.has("hint")) { told.add("hint"); fault(e, `contrast of the placeholder ${h.toFixed(2)}, want 4.5`); }
  }

  // Nothing is wider than the window but within what scrolls by itself.
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > wide) {
    faults.push(`the page is ${document.documentElement.scrollWidth} px wide in a window of ${wide}`);
    for (const e of all("body *").filter(shown)) {
      const box = e.getBoundingClientRect();
      let inside = false;
      for (let up = e.parentElement; up && up !== document.body; up = up.parentElement) if (/auto|scroll|hidden|clip/.test(getComputedStyle(up).overflowX)) inside = true;
      if (!inside && box.right > wide + 1 && ![...e.children].some((c) => c.getBoundingClientRect().right > wide + 1)) fault(e, `reaches to ${Math.round(box.right)} px`);
    }
  }
  for (const e of all("body *").filter(shown)) { // what scrolls sideways can be reached by keyboard
    if (e.scrollWidth > e.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(e).overflowX) && e.tabIndex < 0 && !e.querySelector("a[href], button, input, summary, select, textarea, [tabindex='0']")) fault(e, "scrolls, and cannot be reached by keyboard");
  }
  // Targets are 24 px, but within sentences (WCAG 2.2, 2.5.8).
  for (const e of all("button, select, input:not([type=hidden], [type=range]), summary").filter(shown)) {
    const box = (e.matches("[type=checkbox], [type=radio]") && e.closest("label") || e).getBoundingClientRect();
    if (box.width && (box.height < 23.5 || box.width < 23.5) && !told.has("target" + e.className + e.localName)) { told.add("target" + e.className + e.localName); fault(e, `a target of ${Math.round(box.width)} × ${Math.round(box.height)} px`); }
  }
  if (options.still) {
    for (const e of all("*")) {
      const s = getComputedStyle(e);
      const time = [...s.transitionDuration.split(","), ...s.animationDuration.split(",")].some((d) => parseFloat(d) > 0.01);
      if (time || s.scrollBehavior === "smooth") { fault(e, "moves though less motion is wanted"); break; }
    }
  }
  for (const d of folded) d.open = false;
  return faults;
})
