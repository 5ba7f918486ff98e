// Where the words behind a code stand in the file that the note was taken out of.

import { h } from "./api.js";

const span = (e) => `${e.start}-${e.end}`;

export class Source {
  /// Places that the server told of words since the chart was opened.
  #learned = new Map();

  /// `note` is the chart's note; `href` where its file can be had, if it was kept.
  constructor(note, href) {
    this.name = note?.name || "the original";
    this.href = note?.original ? href : null;
  }

  /// Takes up where the words of these lines stand; whether that was news.
  learn(lines) {
    const before = this.#learned.size;
    for (const e of lines.flatMap((l) => l.evidence ?? [])) if (e.locator) this.#learned.set(span(e), e.locator);
    return this.#learned.size > before;
  }

  #words(e) { return (e.locator ?? this.#learned.get(span(e)))?.words; }

  /// A line about the places of a code's words: each leads to its words; nothing where none is known.
  view(evidence, show) {
    const places = new Map();
    for (const e of evidence) if (this.#words(e)) places.set(this.#words(e), e);
    if (!places.size) return null;
    return h("div", { class: "row tight small places" },
      h("span", { class: "quiet" }, `In ${this.name}:`),
      [...places].map(([words, e]) => h("button", { type: "button", class: "plain", onclick: () => show(e), title: "Show the words in the note" }, words)),
      this.href ? h("a", { href: this.href, download: "" }, "Get the file", h("kbd", {}, "O")) : null);
  }
}
