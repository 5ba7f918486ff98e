// Search as you type: short pause, the question before is given up, answers are kept for the way back.

import { fill, h, say } from "./api.js";
import { ask, standing, trouble } from "./enc-ask.js";

const PAUSE = 45;
const KEPT = 80;

const input = document.getElementById("q");
const list = document.getElementById("hits");
const none = document.getElementById("hits-none");
const found = document.getElementById("found");
const buttons = [...document.querySelectorAll("[data-system][data-key]")];

const kept = new Map();
let system = "";
let hits = [];
let active = -1;
let wait = 0;
let running = null;
let opened = () => {};

const NAMES = { ICD10CM: "CM", ICD10PCS: "PCS", HCPCS: "HCPCS", CPT: "CPT" };

export const text = () => input.value.trim();
export const only = () => system;

/// `open(hit)` is called with the hit that was chosen; `changed()` when words or system changed.
export function begin({ open, changed }) {
  opened = open;
  input.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(() => { changed(); search(); }, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step) {
      event.preventDefault();
      move(step);
    } else if (event.key === "Enter") {
      event.preventDefault();
      enter();
    }
  });
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (!option) return;
    pick(Number(option.dataset.n));
    openActive();
  });
  for (const button of buttons) {
    button.addEventListener("click", () => { choose(button.dataset.system); changed(); search(); });
  }
}

/// Restores what the address says, without opening anything.
export function restore(q, of) {
  choose(of);
  if (input.value.trim() !== q) input.value = q;
  search();
}

export function focus() {
  input.focus();
  input.select();
}

export function choose(of) {
  system = of ?? "";
  for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.system === system));
}

/// The next hit, from the list or from the field.
export function move(step) {
  if (!hits.length) return;
  pick(Math.min(hits.length - 1, Math.max(0, active + step)));
}

export function openActive() {
  if (hits[active]) opened(hits[active]);
}

/// Enter opens what the words now in the field find, not what the words before found.
async function enter() {
  clearTimeout(wait);
  await search();
  openActive();
}

function pick(n) {
  active = n;
  for (const option of list.children) option.setAttribute("aria-selected", String(Number(option.dataset.n) === n));
  const chosen = list.children[n];
  chosen?.scrollIntoView({ block: "nearest" });
  if (chosen) input.setAttribute("aria-activedescendant", chosen.id);
  else input.removeAttribute("aria-activedescendant");
}

export async function search() {
  running?.abort();
  const q = text();
  if (!q) {
    show([]);
    found.textContent = "";
    fill(none, h("p", { class: "empty small" }, "Type what the note says: “t2dm ckd 3b”, “nstemi”, “E11.22”, “lap chole”, “rocephin”."));
    return;
  }
  const key = `${standing()}|${system}|${q}`;
  const known = kept.get(key);
  if (known) {
    kept.delete(key);
    kept.set(key, known);
    showFound(known, 0);
    return;
  }
  const mine = new AbortController();
  running = mine;
  const begun = performance.now();
  try {
    const answer = await ask("/api/v1/search", { q, system, limit: 40 }, { signal: mine.signal });
    if (running !== mine) return;
    kept.set(key, answer);
    if (kept.size > KEPT) kept.delete(kept.keys().next().value);
    showFound(answer, performance.now() - begun);
  } catch (fault) {
    if (fault.name === "AbortError" || running !== mine) return;
    show([]);
    found.textContent = "";
    fill(none, trouble(fault, search));
  }
}

function showFound(answer, took) {
  show(answer);
  const count = answer.length === 40 ? "The first 40 codes" : `${answer.length} ${answer.length === 1 ? "code" : "codes"}`;
  found.textContent = answer.length ? `${count}${took ? ` in ${Math.max(1, Math.round(took))} ms` : ""}` : "";
  list.dataset.took = took.toFixed(1);
  list.dataset.q = text();
  if (answer.length) fill(none);
  else {
    const wider = system && h("button", { type: "button", onclick: () => { choose(""); search(); } }, "Search all systems");
    fill(none, h("div", { class: "empty small" }, h("p", {}, "No code has these words. Fewer words, or only their beginnings, find more; the Index has words that no title has."), wider));
    say("No code found");
  }
}

function show(answer) {
  hits = answer;
  fill(list, answer.map(option));
  list.hidden = !answer.length;
  pick(answer.length ? 0 : -1);
}

function option(hit, n) {
  const words = hit.path?.length ? `${hit.kind === "index" || hit.kind === "table" ? "Index: " : ""}${hit.path.join(" › ")}` : "";
  const why = words && words.toLowerCase() !== hit.title.toLowerCase() ? words : "";
  return h("div", { role: "option", id: `hit-${n}`, "data-n": n, "aria-selected": "false", class: "hit" },
    h("span", { class: "hit-head" },
      h("span", { class: "code" }, hit.code),
      hit.billable ? h("span", { class: "ok", title: "Billable" }, "✓", h("span", { class: "visually-hidden" }, " billable"))
        : h("span", { class: "more small", title: "Not billable: characters are missing" }, "…", h("span", { class: "visually-hidden" }, " not complete")),
      h("span", { class: "small quiet" }, NAMES[hit.system] ?? hit.system)),
    h("span", { class: "hit-title" }, hit.title || "(no words for it are installed)"),
    why && h("span", { class: "hit-why small quiet" }, why));
}
