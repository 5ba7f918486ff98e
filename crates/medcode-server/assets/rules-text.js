// The text of the rules: line numbers beside it, what is wrong marked there and told below, and each of
// it one key away from its place.

import { fill, h } from "./api.js";

/// The place of a line and a column of bytes in a text, in UTF-16 units.
export function placeOf(text, line, column) {
  const lines = text.split("\n");
  const before = lines.slice(0, Math.max(0, line - 1)).reduce((sum, l) => sum + l.length + 1, 0);
  const bytes = new TextEncoder().encode(lines[line - 1] ?? "").slice(0, Math.max(0, column - 1));
  return before + new TextDecoder().decode(bytes).length;
}

export class RulesText extends EventTarget {
  #problems = [];

  constructor(area, gutter, told) {
    super();
    Object.assign(this, { area, gutter, told });
    area.addEventListener("input", () => { this.#number(); this.dispatchEvent(new Event("input")); });
    area.addEventListener("scroll", () => { gutter.scrollTop = area.scrollTop; });
    area.addEventListener("keydown", (event) => this.#keys(event));
    for (const name of ["keyup", "click"]) area.addEventListener(name, () => this.dispatchEvent(new Event("moved")));
  }

  get value() { return this.area.value; }
  set value(text) { this.area.value = text; this.#number(); }

  /// The line of the caret, from 1.
  get line() { return this.area.value.slice(0, this.area.selectionStart).split("\n").length; }

  #number() {
    const wrong = new Set(this.#problems.map((p) => p.line));
    const count = this.area.value.split("\n").length;
    fill(this.gutter, Array.from({ length: count }, (_, n) => h("div", { class: wrong.has(n + 1) ? "wrong" : null }, `${wrong.has(n + 1) ? "✕ " : ""}${n + 1}`)));
    this.gutter.scrollTop = this.area.scrollTop;
  }

  /// What is wrong, marked at its line and told below.
  problems(list) {
    this.#problems = list;
    this.area.setAttribute("aria-invalid", String(list.length > 0));
    fill(this.told, list.length
      ? list.map((p) => h("button", { type: "button", class: "plain finding bad", onclick: () => this.go(p.line, p.column) }, p.line ? `line ${p.line}, column ${p.column}: ` : "", p.message))
      : null);
    this.#number();
  }

  /// Puts the caret at a place and the word there under it.
  go(line, column = 1) {
    const at = placeOf(this.value, line, Math.max(1, column));
    const word = /^[^\s,()]*/.exec(this.value.slice(at))[0];
    this.area.focus();
    this.area.setSelectionRange(at, at + word.length);
    const height = this.area.scrollHeight / Math.max(1, this.value.split("\n").length);
    this.area.scrollTop = Math.max(0, (line - 6) * height);
    this.dispatchEvent(new Event("moved"));
  }

  /// Puts a statement at the end and selects the part that is to be written first.
  append(statement, part) {
    const before = this.value.replace(/\s*$/, "");
    this.value = `${before}${before ? "\n\n" : ""}${statement}\n`;
    const at = this.value.lastIndexOf(statement) + statement.indexOf(part);
    this.area.focus();
    this.area.setSelectionRange(at, at + part.length);
    this.area.scrollTop = this.area.scrollHeight;
    this.dispatchEvent(new Event("input"));
  }

  #keys(event) {
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      // What belongs to a statement is indented: the next line begins as this one.
      const line = this.value.slice(0, this.area.selectionStart).split("\n").at(-1);
      const indent = /^\s+/.exec(line)?.[0] ?? (/^(rule|override)\b/.test(line) ? "  " : "");
      if (!indent) return;
      event.preventDefault();
      this.area.setRangeText(`\n${indent}`, this.area.selectionStart, this.area.selectionEnd, "end");
      this.area.dispatchEvent(new Event("input"));
    }
    if (event.key === "Escape") this.area.blur();
  }
}
