// A code over all installed releases: when it was one, what it was called, what came before and after.

import { fill, get, h, query } from "./api.js";
import { codeLink, trouble } from "./enc-ask.js";

export function history(answer) {
  const box = h("section", { class: "panel", id: "history", "aria-label": "History" }, h("h3", {}, "Over the installed releases"), h("p", { class: "quiet" }, "…"));
  load(box, answer);
  return box;
}

async function load(box, answer) {
  try {
    const [found] = await get(`/api/v1/history${query({ code: answer.code, system: answer.system })}`);
    fill(box, h("h3", {}, "Over the installed releases"), table(found, answer), links(found));
  } catch (fault) {
    fill(box, h("h3", {}, "Over the installed releases"), trouble(fault, () => load(box, answer)));
  }
}

/// A procedure stands in tables; none of them has a title but a licensee's own.
const TABLES = { cpt: "your CPT files", pfs: "fee schedule", "mue-practitioner": "MUE, practitioners", "mue-outpatient": "MUE, hospitals", "mue-dme": "MUE, suppliers", "add-on": "add-on codes" };
const tables = (r) => (r.listed ? r.listed.map((t) => TABLES[t] ?? t).join(", ") : r.told ? "" : "its files do not list every code");

function table(found, answer) {
  const row = (r) => {
    const state = !r.told ? h("span", { class: "tag" }, "not told") : r.listed?.length ? h("span", { class: "tag good" }, "✓ listed") : !r.valid ? h("span", { class: "tag bad" }, "✗ no code") : r.billable ? h("span", { class: "tag good" }, "✓ billable") : h("span", { class: "tag warn" }, "… not complete");
    const days = `${r.from} – ${r.to ?? "on"}`;
    const answers = r.release === answer.release;
    return h("tr", { "aria-current": answers ? "true" : undefined },
      h("th", { scope: "row" }, days, answers ? h("span", { class: "visually-hidden" }, " answers now") : null, answers ? " ◂" : ""),
      h("td", {}, state),
      h("td", { class: "small" }, r.reworded ? h("strong", {}, "Reworded: ") : null, r.title || tables(r)));
  };
  // What did not change is told once.
  const told = [];
  for (const r of found.releases) {
    const last = told.at(-1);
    if (last && last.valid === r.valid && last.billable === r.billable && last.title === r.title && tables(last) === tables(r) && r.to && last.from > r.to && r.release !== answer.release && last.release !== answer.release) {
      last.from = r.from;
      last.many = true;
    } else told.push({ ...r });
  }
  return h("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": "Releases" }, h("table", {}, h("thead", {}, h("tr", {}, ["In force", "State", "Title"].map((t) => h("th", { scope: "col" }, t)))), h("tbody", {}, told.map(row))));
}

function links(found) {
  const before = found.previous.map((p) => h("li", {}, `Took the place of `, codeLink(p.first, found.system), p.last !== p.first ? ["–", codeLink(p.last, found.system)] : null, ` on ${p.effective}`));
  const after = found.replaced_by.map((r) => h("li", {}, "Replaced by ", codeLink(r.code, found.system), ` on ${r.effective}`));
  return before.length + after.length ? h("ul", { class: "plain" }, before, after) : null;
}
