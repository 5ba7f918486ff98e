// The codes in sequence, each with the findings that concern it; what concerns the whole claim on
// top; what was rejected at the end, out of the way.

import { fill, h } from "./api.js";
import { GROUPS, isReported, places } from "./chart-state.js";
import { finding, row } from "./chart-row.js";

export class CodesView {
  /// `empty` is what stands there while there is no code.
  constructor(element, { work, checker, said, act, source = null, empty = null }) {
    Object.assign(this, { element, work, checker, said, act, source, empty });
    element.addEventListener("keydown", (event) => this.#keys(event));
  }

  render() {
    const { work, checker } = this;
    const held = this.element.contains(document.activeElement);
    const numbers = places(work.lines);
    const context = (line) => ({
      said: this.said(line), numbers, lines: work.lines, current: line.key === work.selected,
      findings: checker.of(line.key), act: this.act, readOnly: work.readOnly, source: this.source,
    });
    const rejected = work.lines.filter((l) => !isReported(l));
    fill(this.element,
      checker.whole.length ? h("div", { class: "whole", role: "group", "aria-label": "About the whole claim" }, checker.whole.map((f) => finding(f, { explain: this.act.explain }))) : null,
      work.lines.some(isReported) ? null : h("div", { class: "empty" }, this.empty?.() ?? [h("p", {}, "No code is on the claim."), h("p", {}, "Press ", h("kbd", {}, "/"), " to find one, or ", h("kbd", {}, "w"), " to see what was withheld.")]),
      GROUPS.map((g) => {
        const lines = work.lines.filter((l) => g.has(l) && isReported(l));
        return lines.length ? [h("h3", { class: "group" }, g.name, h("span", { class: "quiet" }, ` ${lines.length}`)), h("ol", { class: "codes" }, lines.map((l) => row(l, context(l))))] : null;
      }),
      rejected.length ? [h("h3", { class: "group" }, "Rejected", h("span", { class: "quiet" }, ` ${rejected.length}`)), h("ol", { class: "codes" }, rejected.map((l) => row(l, context(l))))] : null);
    if (held) this.focus();
  }

  get #rows() { return [...this.element.querySelectorAll(".code-row")]; }

  /// Puts the focus on the current code and brings it into view.
  focus() {
    const current = this.element.querySelector(".code-row.current") ?? this.#rows[0];
    current?.focus({ preventScroll: true });
    current?.scrollIntoView({ block: "nearest" });
  }

  reveal() { this.element.querySelector(".code-row.current")?.scrollIntoView({ block: "nearest" }); }

  step(by) {
    const rows = this.#rows;
    const at = rows.findIndex((r) => r.dataset.key === this.work.selected);
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + by))];
    if (!next) return;
    this.work.select(next.dataset.key);
    this.focus();
  }

  #keys(event) {
    if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    if (event.key === "ArrowUp") this.act.up();
    else this.act.down();
  }
}
