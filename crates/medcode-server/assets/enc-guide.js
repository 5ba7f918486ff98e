// Sections of the Official Guidelines that name a code, their words fetched when they are opened.

import { fill, h } from "./api.js";
import { ask, trouble } from "./enc-ask.js";

export function guidelines(answer) {
  const named = answer.guidelines ?? [];
  if (!named.length) return null;
  return h("section", { class: "panel", id: "guidelines" }, h("h3", {}, `Official Guidelines that name it (${named.length})`), named.map((s) => section(s.id, s.title)));
}

function section(id, title) {
  const inside = h("div", {});
  const details = h("details", { class: "guide" }, h("summary", {}, h("span", { class: "code" }, id), " ", title), inside);
  details.addEventListener("toggle", () => { if (details.open && !inside.childElementCount) load(inside, id); });
  return details;
}

async function load(inside, id) {
  fill(inside, h("p", { class: "quiet" }, "…"));
  try {
    const found = await ask(`/api/v1/guidelines/${encodeURIComponent(id.replace(/^OCG-/, ""))}`);
    const pages = found.pages?.[0] ? `Page ${found.pages[0]}${found.pages[1] > found.pages[0] ? ` to ${found.pages[1]}` : ""} · ` : "";
    fill(inside, h("p", { class: "small quiet" }, found.above.map((a) => `${a.id} ${a.title}`).join(" › ")),
      h("div", { class: "text" }, found.text), h("p", { class: "small quiet" }, `${pages}${found.file}`));
  } catch (fault) {
    fill(inside, trouble(fault, () => load(inside, id)));
  }
}
