// Walking the hierarchy, level by level.

import { fill, h } from "./api.js";
import { ask, codeHref, source, trouble } from "./enc-ask.js";

const SYSTEMS = [["ICD10CM", "ICD-10-CM"], ["ICD10PCS", "ICD-10-PCS"], ["HCPCS", "HCPCS"]];
const href = (values) => `/encoder?${new URLSearchParams({ view: "browse", ...values })}`;

export async function showBrowse(view, state, go) {
  const system = state.system || "ICD10CM";
  const head = h("div", { class: "row", role: "group", "aria-label": "Code system" }, SYSTEMS.map(([id, name]) => h("a", { class: "button", href: href({ system: id }), "aria-current": id === system ? "true" : undefined }, name)));
  document.title = "Tabular List · medcode";
  let level;
  try {
    level = await ask("/api/v1/browse", { code: state.at, system });
  } catch (fault) {
    // A range that is no block of the book: the codes it begins with.
    const first = state.at?.match(/^([A-Z][0-9A-Z]{2}[0-9A-Z.]*)-/)?.[1];
    if (fault.status === 404 && first) return go(codeHref(common(state.at) || first, system), true);
    fill(view, h("section", { class: "panel stack" }, head, trouble(fault, () => showBrowse(view, state, go))));
    return undefined;
  }
  const isCode = (key) => system === "HCPCS" ? key.length >= 5 : system === "ICD10PCS" ? key.length === 7 : /^[A-Z]\d/.test(key) && !/-[A-Z]/.test(key);
  const to = (item) => isCode(item.key) ? codeHref(item.key, system) : system === "ICD10PCS" ? `/encoder?view=pcs&pcs=${item.key}` : href({ system, at: item.key });
  const crumbs = level.above.map((s) => h("li", {}, h("a", { href: to(s) }, `${s.key} ${s.title}`)));
  const line = (item) => h("a", { href: to(item), "data-code": isCode(item.key) ? item.key : undefined, "data-system": isCode(item.key) ? system : undefined },
    h("span", { class: "code" }, item.key), h("span", {}, item.title), item.billable ? h("span", { class: "ok" }, "✓", h("span", { class: "visually-hidden" }, " billable")) : h("span", { class: "small quiet" }, item.below ? `${item.below} ›` : ""));
  fill(view, h("section", { class: "panel stack" }, head,
    crumbs.length ? h("nav", { "aria-label": "Where it stands" }, h("ol", { class: "crumbs" }, h("li", {}, h("a", { href: href({ system }) }, "Top")), crumbs)) : null,
    level.choosing ? h("h3", {}, level.choosing) : null,
    h("div", { class: "kin" }, level.items.map(line)), source(level)));
  return undefined;
}

/// What both ends of a range begin with, where that is a code: N18.1-N18.6 lies under N18.
function common(range) {
  const [a, b] = range.split("-").map((c) => c.replace(".", ""));
  let n = 0;
  while (n < a.length && a[n] === b?.[n]) n += 1;
  return n < 3 ? "" : n === 3 ? a.slice(0, 3) : `${a.slice(0, 3)}.${a.slice(3, n)}`;
}
