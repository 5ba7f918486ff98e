// What stands beside the codes: what was withheld, questions to the provider, the working of the
// visit's level, and every decision.

import { h, say } from "./api.js";
import { ASIDE } from "./chart-note-marks.js";

const REASONS = {
  negated: "Not there", uncertain: "Uncertain", hypothetical: "Only under a condition", "family-history": "A relative's",
  "other-person": "Someone else's", historical: "In the past", planned: "Planned", integral: "Part of another",
  "less-specific": "Less specific", excluded: "Excluded", incomplete: "Not complete", "not-addressed": "Not addressed",
  "low-confidence": "Hardly supported", "not-in-force": "Not in force", "not-reportable": "Not reportable here",
};

const words = (list, act) => (list ?? []).map((e) => h("button", { type: "button", class: "words", onclick: () => act.words(e) }, `“${short(e.text)}”`, e.locator?.words ? h("span", { class: "quiet" }, ` ${e.locator.words}`) : null));
const short = (text) => (text.length > 70 ? `${text.slice(0, 67)}…` : text);

export function withheldView(list, { current, act, readOnly }) {
  if (!list.length) return h("div", { class: "empty" }, "Nothing was withheld.");
  return [h("p", { class: "small quiet" }, "Seen in the note and not suggested. ", h("kbd", {}, "j"), h("kbd", {}, "k"), " choose", readOnly ? null : [", ", h("kbd", {}, "t"), " takes it"], "."),
    h("ol", { class: "codes" }, list.map((w, n) => h("li", { class: `code-row aside-row${n === current ? " current" : ""}`, tabindex: n === current ? 0 : -1, "data-n": n, "aria-current": n === current ? "true" : null, onclick: (e) => { if (!e.target.closest("button")) act.at(n); } },
      h("div", { class: "line" }, h("span", { class: `tag reason ${ASIDE[w.reason] ? "seen" : ""}` }, REASONS[w.reason] ?? w.reason), h("span", { class: "code" }, w.code), h("span", { class: "title" }, w.title)),
      n === current ? h("div", { class: "detail" }, h("div", { class: "small" }, w.detail), h("div", { class: "row tight small" }, words(w.evidence, act), w.authority.map((a) => h("button", { type: "button", class: "plain", onclick: () => act.authority(a) }, a))),
        h("div", { class: "row tight tools" }, readOnly ? null : h("button", { type: "button", class: "tool", onclick: () => act.take(n) }, "Take it", h("kbd", {}, "t")), h("button", { type: "button", class: "tool", onclick: () => act.official(w) }, "Official", h("kbd", {}, "o")))) : null)))];
}

/// A query as it is sent: neutral, with what the note says and what may be answered.
export function queryText(q) {
  const said = q.indicators.map((e) => `- “${e.text}”`).join("\n");
  return `${q.question}\n\nThe note says:\n${said}\n\nPlease answer with one of:\n${q.options.map((o) => `[ ] ${o}`).join("\n")}\n`;
}

export function queriesView(list, { act }) {
  if (!list.length) return h("div", { class: "empty" }, "There is nothing to ask the provider.");
  return [h("p", { class: "small quiet" }, "Neutral questions, ready to send."), ...list.map((q, n) => h("article", { class: "query", "aria-label": `Question ${n + 1}` },
    h("p", {}, h("strong", {}, q.question)), h("div", { class: "row tight small" }, words(q.indicators, act)),
    h("ul", { class: "options" }, q.options.map((o) => h("li", {}, o))),
    h("button", { type: "button", class: "tool", onclick: () => copy(queryText(q)) }, "Copy the text", n === 0 ? h("kbd", {}, "C") : null)))];
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    say("Copied");
  } catch {
    // No clipboard without TLS: the text is shown selected, to be copied by hand.
    const area = h("textarea", { rows: 10, readonly: true, "aria-label": "Text to copy" }, text);
    const dialog = h("dialog", { class: "ask wide", "aria-label": "Copy the text" }, h("h2", {}, "Copy the text"), area, h("form", { method: "dialog" }, h("button", {}, "Close", h("kbd", {}, "Esc"))));
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
    area.select();
  }
}

const COLUMNS = [["problems", "Problems addressed"], ["data", "Data reviewed"], ["risk", "Risk of management"]];

export function levelView(em, { act }) {
  if (!em) return h("div", { class: "empty" }, "No visit with a level is in this note.");
  const element = (e) => h("li", {}, e.what, " ", words(e.words, act));
  return h("div", { class: "em" },
    h("p", {}, h("span", { class: "code" }, em.code ?? "no visit"), ` by ${{ mdm: "medical decision making", time: "time", kind: "its kind" }[em.by] ?? em.by}: `, h("strong", {}, em.mdm),
      em.patient ? ` · ${em.patient} patient (${em.patient_by})` : "", em.borderline ? h("span", { class: "tag warn" }, "close to another level") : null),
    h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Working of the level" }, h("table", {}, h("caption", { class: "visually-hidden" }, "Two of the three reach the level"),
      h("thead", {}, h("tr", {}, COLUMNS.map(([, name]) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, h("tr", { class: "levels" }, COLUMNS.map(([id]) => h("td", {}, h("span", { class: "tag info" }, em[id].level)))),
        h("tr", {}, COLUMNS.map(([id]) => h("td", {}, em[id].counted.length ? h("ul", {}, em[id].counted.map(element)) : h("span", { class: "quiet" }, "nothing counted")))),
        COLUMNS.some(([id]) => em[id].left_out.length) ? h("tr", { class: "quiet" }, COLUMNS.map(([id]) => h("td", {}, em[id].left_out.length ? ["Not counted:", h("ul", {}, em[id].left_out.map(element))] : null))) : null))),
    em.time ? h("p", {}, `Time: ${em.time.minutes} minutes`, em.time.level ? ` (${em.time.level})` : "", em.time.remark ? `, ${em.time.remark}` : "", " ", words([em.time.words], act)) : null,
    em.also.length ? h("p", {}, "Goes with it: ", em.also.map((a) => `${a.code} × ${a.units}, ${a.why}`).join("; ")) : null,
    em.remarks.length ? h("ul", {}, em.remarks.map((r) => h("li", {}, r))) : null,
    em.would_change.length ? [h("h3", {}, "What would change it"), h("ul", {}, em.would_change.map((r) => h("li", {}, r)))] : null);
}

const KINDS = { suggested: "suggested", accepted: "accepted", rejected: "rejected", replaced: "put in place of", added: "added", removed: "removed", reordered: "moved", linked: "linked", edited: "edited", undone: "undone", redone: "done again", signed_off: "signed off", reopened: "opened again" };
const when = (at) => new Date(at).toLocaleString([], { dateStyle: "short", timeStyle: "short" });

export function decisionsView(list, { replay, replayed, may }) {
  const mine = list.filter((d) => d.kind !== "suggested");
  const suggested = list.length - mine.length;
  return [
    h("div", { class: "row" }, h("span", { class: "small quiet grow" }, `${suggested} suggested by medcode${list[0] ? ` ${list[0].medcode}` : ""}, ${mine.length} decisions`), may ? h("button", { type: "button", class: "tool", onclick: replay }, "Compare with the engine of now") : null),
    replayed ? replayView(replayed) : null,
    mine.length ? h("table", { class: "decisions" }, h("thead", {}, h("tr", {}, ["When", "Who", "What", "Code", "Reason"].map((t) => h("th", { scope: "col" }, t)))),
      h("tbody", {}, mine.toReversed().map((d) => h("tr", {}, h("td", {}, when(d.at)), h("td", {}, d.by_name), h("td", {}, KINDS[d.kind] ?? d.kind), h("td", { class: "code" }, d.code || "all", d.from_code ? h("span", { class: "quiet" }, ` for ${d.from_code}`) : null), h("td", {}, d.reason ?? ""))))) : h("div", { class: "empty" }, "Nobody has decided anything yet."),
  ];
}

function replayView(r) {
  const side = (s) => `medcode ${s.medcode}, ${s.releases.map?.((x) => `${x.system} ${x.release}`).join(", ")}`;
  const change = (c) => h("li", {}, h("span", { class: `tag ${c.change === "gone" ? "bad" : c.change === "new" ? "good" : "info"}` }, c.change), " ", h("span", { class: "code" }, c.code), ` ${c.title}`, c.fields ? ` (${c.fields.map((f) => `${f.field}: ${JSON.stringify(f.then)} → ${JSON.stringify(f.now)}`).join("; ")})` : "");
  return h("div", { class: "notice" }, h("div", { class: "small" }, `Then: ${side(r.then)}`), h("div", { class: "small" }, `Now: ${side(r.now)}`),
    h("p", {}, r.changes.length ? `${r.same} codes alike; these differ:` : `All ${r.same} codes are said alike.`), h("ul", { class: "plain-list" }, r.changes.map(change)));
}

