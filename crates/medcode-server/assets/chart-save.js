// Every change is saved by itself as the next version of the codes. One request at a time; what
// fails is kept and tried again, also after the page was loaded anew.

import { put } from "./api.js";
import { toWire } from "./chart-state.js";

const WAIT = 500;
const AGAIN = [2000, 5000, 15000, 30000];

export class Keeper extends EventTarget {
  /// `saved`, `waiting`, `saving`, `failed`, `conflict`.
  state = "saved";
  fault = null;
  /// The status that the first decision brings along, where the chart is not taken up yet.
  takesUp = () => null;
  #waiting = 0;
  #failures = 0;
  #running = null;

  constructor(id, work, base) {
    super();
    this.id = id;
    this.work = work;
    this.base = base;
    work.addEventListener("change", (event) => {
      if (event.detail.what !== "load") this.#soon(WAIT);
    });
    addEventListener("beforeunload", (event) => {
      // After a session has ended the log-in leads back here, and the draft is taken up.
      const kept = this.state === "saved" || this.state === "conflict" || this.fault?.status === 401;
      if (!kept) event.preventDefault();
    });
  }

  get #draft() { return `draft:${this.id}`; }

  /// What was not saved when the page was left, where the chart still stands where it stood.
  restore() {
    const kept = sessionStorage.getItem(this.#draft);
    if (!kept) return null;
    const draft = JSON.parse(kept);
    if (draft.base !== this.base) {
      sessionStorage.removeItem(this.#draft);
      return { lost: draft.decisions.length };
    }
    return draft;
  }

  #become(state, fault = null) {
    this.state = state;
    this.fault = fault;
    this.dispatchEvent(new CustomEvent("state"));
  }

  #soon(wait) {
    if (this.state === "conflict") return;
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.flush().catch(() => {}), wait);
    if (!this.#running) this.#become(this.#failures ? "failed" : "waiting", this.fault);
  }

  /// Saves what is there, at once; with a status, signs off or opens again. Throws a fault.
  async flush(status = null) {
    clearTimeout(this.#waiting);
    while (this.#running) await this.#running.catch(() => {});
    if (this.state === "conflict") throw this.fault;
    if (!this.work.pending.length && !status) return this.#become("saved");
    this.#running = this.#send(status ?? this.takesUp());
    try {
      return await this.#running;
    } finally {
      this.#running = null;
    }
  }

  async #send(status) {
    const [lines, decisions] = [toWire(this.work.lines), [...this.work.pending]];
    this.#become("saving");
    try {
      const set = await put(`/api/v1/encounters/${this.id}/codes`, { base: this.base, lines, decisions, status });
      this.base = set.seq;
      this.dispatchEvent(new CustomEvent("kept", { detail: { set, decisions } }));
      if (status) this.dispatchEvent(new CustomEvent("status", { detail: status }));
      this.work.pending.splice(0, decisions.length);
      this.#failures = 0;
      sessionStorage.removeItem(this.#draft);
      this.#become(this.work.pending.length ? "waiting" : "saved");
      if (this.work.pending.length) this.#soon(WAIT);
      return set;
    } catch (fault) {
      if (fault.status === 409) {
        this.#become("conflict", fault);
      } else {
        sessionStorage.setItem(this.#draft, JSON.stringify({ base: this.base, lines, decisions }));
        const wait = AGAIN[Math.min(this.#failures, AGAIN.length - 1)];
        this.#failures += 1;
        this.#become("failed", fault);
        clearTimeout(this.#waiting);
        this.#waiting = setTimeout(() => this.flush().catch(() => {}), wait);
      }
      throw fault;
    }
  }

  /// After a conflict: begins again from what the other one saved.
  reopen(base) {
    this.base = base;
    this.work.pending.length = 0;
    this.#become("saved");
  }
}
