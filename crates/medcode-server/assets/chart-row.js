// One code: in a line while it is passed by, with everything about it while it is the current one.

import { h } from "./api.js";
import { isDiagnosis, isService } from "./chart-state.js";

const STATES = {
  suggested: ["○", "suggested"],
  accepted: ["✓", "accepted"],
  added: ["+", "added"],
  rejected: ["✕", "rejected"],
};
export const SYSTEMS = { ICD10CM: "ICD-10-CM", ICD10PCS: "ICD-10-PCS", CPT: "CPT", HCPCS: "HCPCS" };
const SEVERITY = { error: ["bad", "Error"], warning: ["warn", "Warning"], info: ["info", "Note"] };

/// How sure the engine is, in words: figures would promise more than they hold.
export const sure = (p) => (p >= 0.85 ? "well supported" : p >= 0.7 ? "likely" : "look closely");

/// What an authority is called opens what can be opened: a section of the guidelines.
export const opens = (authority) => /^OCG-/.test(authority);

export function finding(f, { fix, explain }) {
  const [tone, word] = SEVERITY[f.severity] ?? SEVERITY.info;
  return h("div", { class: `finding ${tone}` },
    h("span", { class: `tag ${tone}` }, word), " ", h("span", {}, f.message), " ",
    h("button", { type: "button", class: "plain", onclick: (e) => { e.stopPropagation(); explain(f); }, title: `Why: ${f.rule}` }, f.id === "own" ? f.rule : f.id),
    f.correction && fix ? h("span", { class: "small quiet" }, ` ${f.correction}`) : null);
}

/// What stands beside the code on a claim, in few words.
export function beside(line, numbers) {
  const linked = line.pointers.map((k) => numbers.get(k)).filter(Boolean);
  return [
    line.poa ? h("span", { class: "fact", title: "Present on admission" }, `POA ${line.poa}`) : null,
    line.modifiers.length ? h("span", { class: "fact", title: "Modifiers" }, line.modifiers.map((m) => `-${m}`).join(" ")) : null,
    line.units && (line.units > 1 || isService(line)) ? h("span", { class: "fact", title: "Units" }, `× ${line.units}`) : null,
    isService(line) && linked.length ? h("span", { class: "fact", title: "Diagnoses that justify it" }, `for ${linked.join(", ")}`) : null,
  ];
}

export function row(line, context) {
  const { said, numbers, current, findings, act } = context;
  const [sign, word] = STATES[line.state];
  const number = numbers.get(line.key);
  const head = h("div", { class: "line" },
    h("span", { class: `state ${line.state}`, title: word }, h("span", { "aria-hidden": "true" }, sign), h("span", { class: "visually-hidden" }, word)),
    h("span", { class: "no" }, number ?? ""),
    h("span", { class: "code" }, line.code),
    h("span", { class: "title" }, line.title || "no title"),
    h("span", { class: "facts" }, beside(line, numbers)));
  const element = h("li", { class: `code-row ${line.state}${current ? " current" : ""}`, tabindex: current ? 0 : -1, "data-key": line.key, "aria-current": current ? "true" : null },
    head,
    findings.map((f) => finding(f, { fix: true, explain: act.explain })),
    current ? detail(line, said, context) : null);
  element.addEventListener("click", (event) => {
    if (!event.target.closest("button, a")) act.select(line.key);
  });
  return element;
}

/// The way to the code; where the words are its title, that is said.
const shownPath = (said) => said?.path?.length && !said.path_source.startsWith("crosswalk");
const steps = (said, line) => (said.path.join() === line.title ? ["the words of its title"] : said.path);

function detail(line, said, { act, numbers, lines, readOnly, source }) {
  const reasons = [line.reason ? `${line.state === "rejected" ? "rejected" : "yours"}: ${line.reason}` : null, line.instead_of ? `in place of ${line.instead_of}` : null, ...(said?.reasons ?? [])].filter(Boolean);
  return h("div", { class: "detail" },
    shownPath(said) ? h("div", { class: "path" }, steps(said, line).map((step, n) => [n ? h("span", { "aria-hidden": "true" }, " › ") : null, step]), h("span", { class: "quiet" }, ` · ${said.path_source}`)) : null,
    reasons.length ? h("ul", { class: "reasons-told" }, reasons.map((r) => h("li", {}, r))) : null,
    h("div", { class: "row tight small" },
      h("span", { class: "quiet" }, SYSTEMS[line.system] ?? line.system),
      said && line.state !== "added" ? h("span", { class: `sure${said.confidence < 0.7 ? " low" : ""}`, title: `confidence ${said.confidence}` }, sure(said.confidence)) : null,
      (said?.authority ?? []).filter((a) => a !== line.system).map((a) => (opens(a) ? h("button", { type: "button", class: "plain", onclick: () => act.authority(a) }, a) : h("span", { class: "quiet" }, a))),
      isDiagnosis(line) ? services(line, lines) : null,
      line.evidence.length ? null : h("span", { class: "tag warn" }, "no words of the note")),
    source?.view(line.evidence, act.words),
    readOnly ? null : h("div", { class: "row tight tools" }, tools(line, act)));
}

function services(line, lines) {
  const by = lines.filter((l) => l.state !== "rejected" && l.pointers.includes(line.key)).map((l) => l.code);
  return by.length ? h("span", { class: "quiet" }, `justifies ${by.join(", ")}`) : null;
}

const tool = (key, text, run, extra = {}) => h("button", { type: "button", class: "tool", onclick: run, ...extra }, text, h("kbd", {}, key));

function tools(line, act) {
  const open = line.state === "suggested" || line.state === "rejected";
  return [
    open ? tool("a", "Accept", act.accept) : null,
    line.state !== "rejected" ? tool("x", line.state === "added" ? "Remove" : "Reject", act.reject) : null,
    tool("r", "Replace", act.replace),
    tool("e", "Edit", act.edit, { title: "Modifiers, units, POA, links" }),
    tool("o", "Official", act.official, { title: "What the code set and the guidelines say" }),
    h("span", { class: "grow" }),
    tool("K", "Up", act.up),
    tool("J", "Down", act.down),
  ];
}
