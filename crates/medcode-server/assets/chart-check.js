// The rule book on every change: asked a moment after the last one, and an answer that comes late
// is dropped.

import { post } from "./api.js";
import { toWire } from "./chart-state.js";

const WAIT = 40;

export class Checker extends EventTarget {
  findings = [];
  noData = [];
  /// Milliseconds from the question to the answer.
  took = null;
  #asked = 0;
  #waiting = 0;

  /// New or established, as the records say.
  standing = null;

  /// `path` is the chart's, where it is kept: its patient's earlier encounters are looked at too.
  constructor(work, visit, path = null) {
    super();
    this.path = path ? `${path}/check` : "/api/v1/check-codes";
    this.work = work;
    this.visit = visit;
    work.addEventListener("change", () => this.soon());
  }

  soon() {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.#ask(), WAIT);
  }

  async #ask() {
    const mine = (this.#asked += 1);
    const lines = this.work.lines;
    const begun = performance.now();
    try {
      const answer = await post(this.path, { ...this.visit(), codes: toWire(lines) });
      if (mine !== this.#asked) return;
      this.took = Math.round(performance.now() - begun);
      this.findings = answer.findings.filter((f) => f.status === "fired").map((f) => ({ ...f, key: f.place === null ? null : lines[f.place]?.key ?? null }));
      this.noData = answer.no_data;
      this.standing = answer.standing;
      this.fault = null;
    } catch (fault) {
      if (mine !== this.#asked) return;
      this.fault = fault;
    }
    this.dispatchEvent(new CustomEvent("checked"));
  }

  of(key) { return this.findings.filter((f) => f.key === key); }
  get whole() { return this.findings.filter((f) => !f.key); }
  count(severity) { return this.findings.filter((f) => f.severity === severity).length; }
}
