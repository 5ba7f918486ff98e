// A finding in full: where it stands, what is wrong, what to do, what the rule rests on.

import { fill, get, h, query } from "./api.js";
import { place, severity } from "./check-list.js";
import { around } from "./check-place.js";

const detail = document.getElementById("detail");
const rules = new Map();
let turn = 0;

export async function show(finding, file) {
  const mine = ++turn;
  const [where, rule] = [h("div", {}), h("section", { class: "rule", "aria-label": "The rule" })];
  const pair = (name, value) => (value ? [h("dt", {}, name), h("dd", {}, value)] : null);
  const codes = finding.codes.map((c, n) => [n ? " " : "", h("a", { class: "code", href: `/encoder/${encodeURIComponent(c)}`, target: "_blank", rel: "noopener" }, c)]);
  fill(detail,
    h("h2", {}, severity(finding), " ", finding.message),
    finding.correction ? h("p", { class: "notice" }, h("strong", {}, "Do: "), finding.correction) : null,
    finding.reason ? h("p", { class: "notice warn" }, finding.reason) : null,
    h("dl", {}, pair("Claim", [finding.claim, finding.line ? `, line ${finding.line}` : ""]),
      pair("Place", finding.segment ? `${finding.segment}${finding.element ? `, element ${finding.element}` : ""}` : place(finding)),
      pair("Codes", finding.codes.length ? codes : null),
      pair("Rule", h("span", { class: "code" }, finding.rule)),
      pair("Rests on", finding.citation === finding.id ? finding.id : `${finding.id} · ${finding.citation}`),
      pair("Release", finding.release), pair("File", finding.file)),
    where, rule);
  detail.scrollTop = 0;
  const [shown, page] = await Promise.all([around(file, finding), explained(finding.rule)]);
  if (mine !== turn) return;
  if (shown) fill(where, h("h3", {}, finding.segment ? "In the file, segment by segment" : "In the file"), shown);
  fill(rule, ruleText(page, finding.rule));
}

/// The page of a rule; asked once.
export function explained(rule) {
  if (!rules.has(rule)) rules.set(rule, get(`/api/v1/rules/${encodeURIComponent(rule)}${query({})}`).catch(() => { rules.delete(rule); return null; }));
  return rules.get(rule);
}

const ORDER = ["What to do", "Why it matters", "What it checks", "Authority", "Example", "Limits"];

function ruleText(page, name) {
  if (!page) return h("p", { class: "small quiet" }, `No page explains ${name}: it is a rule of your own, or the server could not be asked.`);
  const by = page.authority;
  const headings = [...ORDER.filter((o) => page.sections[o]), ...Object.keys(page.sections).filter((s) => !ORDER.includes(s))];
  return [h("h3", {}, page.title),
    by ? h("p", { class: "small quiet" }, `${by.document}${by.part ? `, ${by.part} ${by.number}` : ""}`) : null,
    headings.map((heading) => [h("h4", {}, heading), h("p", {}, page.sections[heading])])];
}
