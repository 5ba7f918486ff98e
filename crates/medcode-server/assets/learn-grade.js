// What the grading of a practice chart said: each error with the words of the note, the way through
// the books, the reason, the authority, and what to practise.

import { h } from "./api.js";
import { opens } from "./chart-row.js";

export const KINDS = {
  missed: "Missed", extra: "Too many", wrong: "Wrong code", "not-specific": "Not specific", sequence: "Sequence",
  poa: "POA", unit: "Units", modifier: "Modifiers", level: "Level of the visit",
};

const part = (name, ...what) => h("div", { class: "graded-part" }, h("span", { class: "quiet small" }, name), h("div", {}, what));

/// What stands beside a code of the chart.
const beside = (a) => [a.poa ? ` POA ${a.poa}` : null, a.modifiers.length ? ` ${a.modifiers.map((m) => `-${m}`).join(" ")}` : null, a.units > 1 ? ` × ${a.units}` : null].filter(Boolean).join("");

/// The tab that the desk shows beside the codes.
export class GradeTab {
  tab = ["grade", "Grade", "w"];
  items = [];
  result = null;

  /// `text(words)` gives words of the note by their bytes.
  constructor(text) {
    this.text = text;
  }

  empty() {
    return [h("p", {}, "Nothing is coded yet; nothing is suggested here."),
      h("p", {}, "Select words of the note and press ", h("kbd", {}, "/"), " to find their code, or ", h("kbd", {}, "i"), " to type one."),
      h("p", {}, h("kbd", {}, "h"), " gives a hint, ", h("kbd", {}, "s"), " hands the chart in.")];
  }

  take(result) {
    this.result = result;
    this.items = result?.errors ?? [];
  }

  view({ current, act }) {
    const r = this.result;
    if (!r) return h("div", { class: "empty" }, "The errors stand here once the chart is handed in: ", h("kbd", {}, "s"));
    const share = r.codes ? Math.floor((100 * r.codes_right) / r.codes) : 100;
    return [
      h("p", { id: "score" }, h("strong", {}, `${r.codes_right} of ${r.codes} codes right`), ` (${share} %) `,
        r.chart_right ? h("span", { class: "tag good" }, "no material error") : h("span", { class: "tag bad" }, `${r.errors.length} material ${r.errors.length === 1 ? "error" : "errors"}`)),
      r.errors.length ? h("p", { class: "small quiet" }, h("kbd", {}, "j"), h("kbd", {}, "k"), " go through the errors, ", h("kbd", {}, "p"), " practises the kind of the current one.") : null,
      h("ol", { class: "codes", "aria-label": "Errors" }, this.items.map((e, n) => this.#row(e, n, n === current, act))),
      r.variances.length ? [h("h3", { class: "group" }, "Differs, and is acceptable"), h("ul", { class: "small" }, r.variances.map((v) => h("li", {}, h("span", { class: "code" }, v.code), ` ${v.what}`)))] : null,
      h("h3", { class: "group" }, "The codes of the chart"),
      h("ul", { class: "plain-list answer" }, r.answer.map((a) => h("li", {},
        h("div", {}, h("span", { class: "code" }, a.code), beside(a), a.required ? null : h("span", { class: "tag info" }, "not required"), " ", this.#words(a.words, act)),
        h("div", { class: "small" }, a.why, " ", this.#authority(a.authority, act))))),
    ];
  }

  #words(words, act) {
    return words.map((w) => h("button", { type: "button", class: "words", onclick: () => act.words(w) }, `“${this.text(w)}”`));
  }

  #authority(list, act) {
    return list.map((a) => (opens(a) ? h("button", { type: "button", class: "plain", onclick: () => act.authority(a) }, a) : h("span", { class: "quiet" }, ` ${a}`)));
  }

  #row(e, n, current, act) {
    const line = h("div", { class: "line" }, h("span", { class: "tag bad reason" }, KINDS[e.kind] ?? e.kind), h("span", { class: "code" }, e.wanted ?? e.given ?? ""), h("span", { class: "title" }, e.what));
    return h("li", { class: `code-row aside-row graded${current ? " current" : ""}`, tabindex: current ? 0 : -1, "data-n": n, "aria-current": current ? "true" : null, onclick: (event) => { if (!event.target.closest("button, a")) act.at(n); } },
      line, current ? this.#detail(e, act) : null);
  }

  #detail(e, act) {
    return h("div", { class: "detail" },
      e.given && e.wanted && e.given !== e.wanted ? part("You gave", h("span", { class: "code" }, e.given)) : null,
      e.words.length ? part("The note says", this.#words(e.words, act)) : null,
      e.path.length ? part(e.system === "ICD10PCS" ? "The table" : "The Index", e.path.map((step, n) => [n && e.system !== "ICD10PCS" ? h("span", { "aria-hidden": "true" }, " › ") : null, e.system === "ICD10PCS" ? h("div", {}, step) : step])) : null,
      e.notes.length ? part("Notes", e.notes.map((note) => h("div", {}, note))) : null,
      e.why ? part("Why", e.why) : null,
      e.authority.length ? part("Authority", this.#authority(e.authority, act)) : null,
      h("div", { class: "row tight tools" }, h("a", { class: "button tool", href: e.practise.href }, e.practise.text, h("kbd", {}, "p"))));
  }
}
