// What every page loads. Each module improves a page that works without it.
import * as live from "./live.js";
import * as keys from "./keys.js";
import * as drawer from "./drawer.js";
import * as numbers from "./numbers.js";
import * as editor from "./editor.js";
import * as articles from "./articles.js";
import * as documents from "./documents.js";
import * as charts from "./charts.js";
import * as sift from "./sift.js";
import * as sure from "./sure.js";

document.documentElement.classList.add("scripted");
document.querySelector(".rail [aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" }); // on a narrow page the rail scrolls
for (const part of [live, keys, drawer, numbers, editor, articles, charts, sift, sure, documents]) part.start();
