// Answers on their way to the server: one after the other, the latest of each item, again and again
// until it is kept. What is not kept yet outlives a reload of the page.

import { put } from "./api.js";

/// How long to wait before the next try.
const AGAIN = 1500;
const REFUSED = [400, 404, 409, 422];

export class Keeper {
  #waiting = new Map();
  #busy = false;
  #timer = 0;

  constructor(exam, { kept, failed, refused }) {
    this.exam = exam;
    this.told = { kept, failed, refused };
    this.place = `exam-${exam}`;
    for (const [item, answer] of JSON.parse(sessionStorage.getItem(this.place) ?? "[]")) this.#waiting.set(item, answer);
  }

  get empty() { return this.#waiting.size === 0 && !this.#busy; }

  /// Answers that the server does not know yet.
  get unsent() { return [...this.#waiting]; }

  keep(item, answer) {
    this.#waiting.delete(item);
    this.#waiting.set(item, answer);
    this.#remember();
    this.flush();
  }

  async flush() {
    if (this.#busy || !this.#waiting.size) return;
    clearTimeout(this.#timer);
    const [item, answer] = this.#waiting.entries().next().value;
    this.#busy = true;
    try {
      const left = await put(`/api/v1/learn/exams/${this.exam}/items/${item}`, answer);
      this.#done(item, answer);
      this.told.kept(left, this.#waiting.size);
    } catch (fault) {
      // Refused for good: the time is over, or the clock stands. All else is tried again, after a new
      // log-in too.
      if (REFUSED.includes(fault.status)) {
        this.#done(item, answer);
        this.told.refused(fault);
      } else {
        this.#timer = setTimeout(() => this.flush(), AGAIN);
        this.told.failed(fault, this.#waiting.size);
        return;
      }
    } finally {
      this.#busy = false;
    }
    this.flush();
  }

  /// When everything is kept; false where that takes longer than so many milliseconds.
  async settled(most = 8000) {
    const end = performance.now() + most;
    while (!this.empty && performance.now() < end) {
      this.flush();
      await new Promise((go) => setTimeout(go, 50));
    }
    return this.empty;
  }

  #done(item, answer) {
    if (this.#waiting.get(item) === answer) this.#waiting.delete(item);
    this.#remember();
  }

  #remember() {
    if (this.#waiting.size) sessionStorage.setItem(this.place, JSON.stringify([...this.#waiting]));
    else sessionStorage.removeItem(this.place);
  }
}
