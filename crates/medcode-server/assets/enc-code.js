// The page of a code: what it is, what it lacks, every note that holds for it and where it stands.

import { fill, h, say } from "./api.js";
import { ask, codeHref, codeLink, nameLinks, source, trouble } from "./enc-ask.js";
import { builder } from "./enc-build.js";
import { facts } from "./enc-facts.js";
import { guidelines } from "./enc-guide.js";
import { history } from "./enc-history.js";
import { notes } from "./enc-notes.js";
import { own, star } from "./enc-own.js";

const SYSTEMS = { ICD10CM: "ICD-10-CM", ICD10PCS: "ICD-10-PCS", HCPCS: "HCPCS Level II", CPT: "CPT" };

/// The answer that is shown, for the keys.
export let shown = null;

/// Shows a code. A text that is a code of two systems shows the one asked, else the first.
export async function showCode(view, { code, system }, go) {
  const answers = await ask("/api/v1/lookup", { code, system, around: true });
  const answer = answers[0];
  shown = answer;
  const others = answers.slice(1);
  if (!answer.valid) {
    fill(view, unknown(answer, go), others.length ? also(others) : null);
    document.title = `${answer.code || code} · medcode`;
    return;
  }
  document.title = `${answer.code} ${answer.title} · medcode`;
  const kin = family(answer);
  const side = [kin, guidelines(answer), history(answer), own(answer)];
  const main = [
    missing(answer, go),
    answer.axes?.length ? axes(answer) : null,
    notes(answer),
    facts(answer),
  ].filter(Boolean);
  fill(view, h("article", { class: "page", "aria-label": `${answer.code} ${answer.title}` },
    heading(answer, others),
    h("div", { class: "stack" }, main),
    h("div", { class: "stack" }, side)));
  nameLinks(view);
}

function heading(answer, others) {
  const copy = h("button", { type: "button", id: "copy", onclick: () => copyCode(answer.code) }, "Copy", h("kbd", {}, "y"));
  return h("header", { class: "panel" },
    crumbs(answer),
    h("div", { class: "title" },
      h("span", { class: "code" }, answer.code),
      h("h2", {}, answer.title || "(no words for it are installed)"),
      h("span", { class: "tools row no-print" }, star(answer), copy)),
    h("div", { class: "row" }, tags(answer)),
    answer.short_title && answer.short_title !== answer.title ? h("p", { class: "small quiet" }, `Short: ${answer.short_title}`) : null,
    others.length ? also(others) : null,
    answer.notice ? h("p", { class: "small quiet" }, answer.notice) : null,
    source(answer));
}

export async function copyCode(code) {
  try {
    await navigator.clipboard.writeText(code);
    say(`${code} copied`);
    const button = document.getElementById("copy");
    if (button) button.firstChild.textContent = "Copied";
  } catch {
    say("The browser does not let the page copy; select the code and copy it");
  }
}

function also(others) {
  return h("p", { class: "notice" }, "The same characters are also ",
    others.map((o, n) => [n ? ", " : "", codeLink(o.code, o.system, `${o.code} (${SYSTEMS[o.system] ?? o.system})`), o.title ? ` ${o.title}` : ""]));
}

function crumbs(answer) {
  const steps = [];
  const browse = (key, text) => h("a", { href: `/encoder?view=browse&at=${encodeURIComponent(key)}` }, text);
  if (answer.chapter) steps.push(browse(answer.chapter.code, `Chapter ${answer.chapter.code} ${answer.chapter.title}`));
  if (answer.block) steps.push(browse(answer.block.code, `${answer.block.code} ${answer.block.title}`));
  for (const parent of answer.parents) steps.push(codeLink(parent.code, answer.system, `${parent.code} ${parent.title}`));
  if (!steps.length) return null;
  return h("nav", { "aria-label": "Where it stands" }, h("ol", { class: "crumbs" }, steps.map((s) => h("li", {}, s))));
}

function tags(answer) {
  const tag = (kind, text, title) => h("span", { class: `tag ${kind}`, title }, text);
  const out = [tag("info", SYSTEMS[answer.system] ?? answer.system)];
  if (answer.modifier) out.push(tag("info", "Modifier"));
  else if (answer.system === "CPT") out.push(tag("good", "✓ Listed"));
  else if (answer.billable) out.push(tag("good", "✓ Billable"));
  else out.push(tag("bad", "✗ Not billable: characters are missing"));
  if (answer.terminated && answer.terminated < answer.as_of) out.push(tag("bad", `✗ Ended ${answer.terminated}`));
  if (answer.added && answer.added > answer.as_of) out.push(tag("bad", `✗ Not before ${answer.added}`));
  if (answer.billable && answer.poa_exempt === true) out.push(tag("info", "POA exempt", ));
  if (answer.billable && answer.poa_exempt === false) out.push(tag("info", "POA required (inpatient)"));
  if (answer.no_table) out.push(tag("warn", "⚠ no installed table has it"));
  return out;
}

/// A text that is no code on the day: what is wrong, and what could be meant.
function unknown(answer, go) {
  const offers = answer.suggestions ?? [];
  const offer = (s) => h("li", {}, codeLink(s.code, answer.system), " ", s.title, h("span", { class: "small quiet" }, ` · ${s.why}`));
  return h("article", { class: "panel stack" },
    h("div", { class: "title" }, h("span", { class: "code" }, answer.code), h("h2", {}, answer.valid === null ? "Not known" : "Not a code on this day")),
    h("p", { class: answer.valid === null ? "notice warn" : "notice bad" }, answer.problem),
    answer.notice ? h("p", { class: "small quiet" }, answer.notice) : null,
    answer.label ? h("p", {}, answer.label) : null,
    answer.characters?.length && answer.system === "ICD10PCS"
      ? h("p", {}, h("a", { href: `/encoder?view=pcs&pcs=${answer.code}` }, "Go on in the PCS builder")) : null,
    offers.length ? h("section", {}, h("h3", {}, "What could be meant"), h("ul", { class: "plain" }, offers.map(offer))) : null,
    answer.system && answer.valid === false ? history(answer) : null,
    source(answer));
}

function missing(answer, go) {
  if (answer.billable || !answer.characters?.length || answer.system !== "ICD10CM") return null;
  return builder(answer, go);
}

function axes(answer) {
  const row = (axis, n) => h("tr", {}, h("td", { class: "number" }, String(n + 1)), h("td", {}, axis.name), h("td", { class: "code" }, axis.character), h("td", {}, axis.meaning));
  return h("section", { class: "panel" }, h("h3", {}, "Character by character"),
    h("table", {}, h("thead", {}, h("tr", {}, ["#", "Axis", "Value", "Meaning"].map((t) => h("th", { scope: "col" }, t)))),
      h("tbody", {}, answer.axes.map(row))),
    answer.definition ? h("p", {}, h("strong", {}, `${answer.axes[2]?.meaning ?? "Operation"}: `), answer.definition) : null,
    h("p", {}, h("a", { href: `/encoder?view=pcs&pcs=${answer.code}` }, "See the row of its table, or build a neighbour")));
}

/// Codes above, beside and below.
function family(answer) {
  const line = (one, here) => {
    const state = one.billable ? h("span", { class: "ok", title: "Billable" }, "✓", h("span", { class: "visually-hidden" }, " billable")) : h("span", { class: "quiet", title: "Has codes below" }, "›");
    const inside = [h("span", { class: "code" }, one.code), h("span", {}, one.title), state];
    return here ? h("div", { class: "here", "aria-current": "true" }, inside)
      : h("a", { href: codeHref(one.code, answer.system), "data-code": one.code, "data-system": answer.system, "data-kin": true }, inside);
  };
  const beside = answer.siblings ?? [];
  const below = answer.children ?? [];
  if (beside.length < 2 && !below.length) return null;
  return h("section", { class: "panel kin-panel" },
    below.length ? [h("h3", {}, `Under ${answer.code}`), h("div", { class: `kin${below.length > 14 ? " long" : ""}`, tabindex: below.length > 14 ? "0" : undefined, role: "group", "aria-label": `Codes under ${answer.code}` }, below.map((b) => line(b, false)))] : null,
    beside.length > 1 ? [h("h3", {}, "Beside it ", h("span", { class: "small quiet" }, h("kbd", {}, "["), h("kbd", {}, "]"))),
      h("div", { class: `kin${beside.length > 14 ? " long" : ""}`, tabindex: beside.length > 14 ? "0" : undefined, role: "group", "aria-label": "Codes beside it", id: "beside" }, beside.map((b) => line(b, b.code === answer.code)))] : null);
}

/// The code `step` places further among those beside it.
export function neighbour(step) {
  const beside = shown?.siblings ?? [];
  const at = beside.findIndex((b) => b.code === shown.code);
  return at < 0 ? null : beside[at + step]?.code ?? null;
}

/// The code above.
export const above = () => shown?.parents?.at(-1)?.code ?? null;

export const failed = (view, fault, again) => fill(view, trouble(fault, again));
