// The findings, grouped, filtered, and drawn as far as one looks: ten thousand are as quick as ten.

import { fill, h, say } from "./api.js";

const STEP = 250;
const MARKS = { error: "✗", warning: "!", info: "i" };

const list = document.getElementById("list");
let rows = [];
let drawn = 0;
/// The row that the Tab key enters the list at.
let entered = 0;
let current = null;
let chosen = () => {};
const closed = new Set();

const end = h("div", { "aria-hidden": "true" }, " ");
const seen = new IntersectionObserver((entries) => { if (entries.some((e) => e.isIntersecting)) more(); }, { root: list, rootMargin: "600px" });
seen.observe(end);

/// `choose(finding)` is called with the finding that is gone to.
export function begin(choose) {
  chosen = choose;
  list.addEventListener("click", (event) => {
    const row = event.target.closest("[data-n]");
    if (row) act(Number(row.dataset.n), true);
  });
  list.addEventListener("keydown", (event) => {
    const at = Number(event.target.closest("[data-n]")?.dataset.n ?? -1);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1, PageDown: at + 12, PageUp: at - 12 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      goTo(to);
    } else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      event.preventDefault();
      fold(at, event.key === "ArrowLeft");
    }
  });
}

const KEYS = {
  claim: (f) => [`${f.file}\u0000${f.claim}`, `Claim ${f.claim || "without a number"}`],
  line: (f) => [`${f.file}\u0000${f.claim}\u0000${f.line ?? 0}`, `Claim ${f.claim || "without a number"}, ${f.line ? `line ${f.line}` : "as a whole"}`],
  rule: (f) => [f.rule, f.rule],
};

/// Draws the findings grouped by `claim`, `line` or `rule`.
export function draw(findings, by, manyFiles) {
  const groups = new Map();
  for (const f of findings) {
    const [key, name] = KEYS[by](f);
    let group = groups.get(key);
    if (!group) groups.set(key, group = { key: `${by}\u0000${key}`, name, file: by === "rule" || !manyFiles ? "" : f.file, findings: [], counts: { error: 0, warning: 0, info: 0 } });
    group.findings.push(f);
    if (f.status === "fired") group.counts[f.severity] += 1;
  }
  const ordered = [...groups.values()];
  if (by === "rule") ordered.sort((a, b) => b.counts.error - a.counts.error || b.findings.length - a.findings.length);
  if (by === "line") for (const g of ordered) g.findings.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  rows = [];
  for (const group of ordered) {
    rows.push({ group });
    if (!closed.has(group.key)) for (const finding of group.findings) rows.push({ finding, by });
  }
  drawn = 0;
  entered = Math.max(0, current ? rows.findIndex((r) => r.finding === current) : 0);
  fill(list, end);
  list.scrollTop = 0;
  more();
  if (!rows.length) list.prepend(h("p", { class: "empty" }, "Nothing is shown: the filter or the severities leave nothing."));
}

function more(to = drawn + STEP) {
  const until = Math.min(rows.length, to);
  const some = [];
  for (; drawn < until; drawn += 1) some.push(row(rows[drawn], drawn));
  end.before(...some);
}

function row({ group, finding, by }, n) {
  const tab = n === entered ? "0" : "-1";
  if (group) {
    const open = !closed.has(group.key);
    const counts = Object.entries(group.counts).filter(([, c]) => c).map(([s, c]) => h("span", { class: `sev ${s}` }, `${MARKS[s]} ${c} `));
    return h("button", { type: "button", class: "group", "data-n": n, tabindex: tab, "aria-expanded": String(open) },
      h("span", { "aria-hidden": "true" }, open ? "▾" : "▸"), h("span", {}, group.name, group.file ? h("span", { class: "small quiet" }, ` ${group.file}`) : null),
      h("span", { class: "count" }, counts, h("span", { class: "visually-hidden" }, ` ${group.findings.length} findings`)));
  }
  const where = [by === "rule" ? `claim ${finding.claim}` : finding.rule, finding.line ? `line ${finding.line}` : null, finding.segment ?? place(finding), finding.codes.join(" ")].filter(Boolean).join(" · ");
  return h("button", { type: "button", class: `finding${finding.status === "overridden" ? " overridden" : ""}`, "data-n": n, tabindex: tab, "aria-current": finding === current ? "true" : undefined },
    severity(finding), h("span", {}, finding.message), h("span", { class: "where small quiet" }, where));
}

export function place(f) {
  return f.row ? `${f.path ? `${f.path}, ` : ""}line ${f.row}` : "";
}

/// The severity as a word with its mark.
export function severity(f) {
  const word = f.status === "overridden" ? "set aside" : f.severity;
  return h("span", { class: `sev ${f.severity}` }, `${MARKS[f.severity] ?? ""} ${word}`);
}

function at(n) {
  return list.querySelector(`[data-n="${n}"]`);
}

/// Goes to a row, drawing as far as it.
export function goTo(n) {
  if (!rows.length) return;
  const to = Math.min(rows.length - 1, Math.max(0, n));
  if (to >= drawn) more(to + 40);
  const row = at(to);
  at(entered)?.setAttribute("tabindex", "-1");
  entered = to;
  row.setAttribute("tabindex", "0");
  row.focus();
  if (rows[to].finding) act(to, false);
}

/// The next finding, or the one before.
export function step(by) {
  let n = current ? rows.findIndex((r) => r.finding === current) : -1;
  do n += by; while (rows[n] && !rows[n].finding);
  if (rows[n]) goTo(n);
  else say(by > 0 ? "This is the last finding" : "This is the first finding");
}

function act(n, byHand) {
  const { group, finding } = rows[n];
  if (group) return byHand ? fold(n, !closed.has(group.key)) : undefined;
  list.querySelector('[aria-current="true"]')?.removeAttribute("aria-current");
  current = finding;
  at(n)?.setAttribute("aria-current", "true");
  return chosen(finding);
}

function fold(n, close) {
  let to = n;
  while (rows[to] && !rows[to].group) to -= 1;
  const group = rows[to]?.group;
  if (!group || closed.has(group.key) === close) return;
  if (close) closed.add(group.key); else closed.delete(group.key);
  document.dispatchEvent(new CustomEvent("folded", { detail: { key: group.key } }));
}

/// The row of a group, after the list was drawn anew.
export const rowOf = (key) => rows.findIndex((r) => r.group?.key === key);
