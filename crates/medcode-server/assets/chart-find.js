// Find in the note: every match lightly marked, one of them now. What is found can be given to a
// code as its words, so that it needs no mouse.

import { say } from "./api.js";

const painted = globalThis.CSS?.highlights;

export class Find {
  #matches = [];
  #now = -1;

  constructor(input, count, view) {
    this.input = input;
    this.count = count;
    this.view = view;
    input.addEventListener("input", () => this.#search());
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        this.step(event.shiftKey ? -1 : 1);
      }
    });
  }

  /// The words that are found now, with their bytes.
  get words() {
    const match = this.#matches[this.#now];
    return match ? this.view.words(match.start, match.end) : null;
  }

  #search() {
    const wanted = this.input.value.trim().toLocaleLowerCase("en");
    const text = this.view.text.toLocaleLowerCase("en");
    this.#matches = [];
    // A text whose length changes with its case cannot be matched place by place.
    const same = text.length === this.view.text.length ? text : this.view.text;
    for (let at = wanted ? same.indexOf(wanted) : -1; at >= 0 && this.#matches.length < 2000; at = same.indexOf(wanted, at + wanted.length)) {
      this.#matches.push({ start: at, end: at + wanted.length });
    }
    this.#now = this.#matches.length ? 0 : -1;
    this.#show();
  }

  step(by) {
    if (!this.#matches.length) return;
    this.#now = (this.#now + by + this.#matches.length) % this.#matches.length;
    this.#show();
  }

  /// The note was laid out anew: its elements are others.
  again() { if (this.input.value) this.#paint(); }

  clear() {
    this.input.value = "";
    this.#search();
  }

  #show() {
    this.count.textContent = this.input.value.trim() ? `${this.#now + 1} of ${this.#matches.length}` : "";
    this.#paint();
    const match = this.#matches[this.#now];
    if (match) this.view.reveal(this.view.range(match.start, match.end));
    if (this.input.value.trim()) say(this.#matches.length ? this.count.textContent : "Not found");
  }

  #paint() {
    if (!painted) return;
    const ranges = this.#matches.map((m) => this.view.range(m.start, m.end));
    painted.set("found", new Highlight(...ranges));
    painted.set("found-now", new Highlight(...ranges.slice(this.#now, this.#now + 1)));
  }
}
