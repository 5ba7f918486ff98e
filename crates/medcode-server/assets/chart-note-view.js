// The note: as it was given, sections that fold, evidence marked in place.

import { fill, h, say } from "./api.js";
import { Ruler } from "./chart-bytes.js";
import { ASIDE, look, pieces } from "./chart-note-marks.js";

const KIND_WITHOUT_HEADER = "Beginning of the note";

export class NoteView extends EventTarget {
  #marks = [];
  #strong = [];

  /// `find(key)` gives a line by its key.
  constructor(element, { text, sections }, find) {
    super();
    this.element = element;
    this.text = text;
    this.ruler = new Ruler(text);
    this.find = find;
    this.sections = sections.length ? sections : [{ kind: "other", header: null, start: 0, end: this.ruler.byte(text.length), content: 0 }];
    element.addEventListener("click", (event) => {
      // Whoever selects words does not ask for their code.
      if (getSelection().isCollapsed) this.#chosen(event.target.closest(".mark"));
    });
    element.addEventListener("keydown", (event) => {
      const mark = event.target.closest?.(".mark");
      if (mark && (event.key === "Enter" || event.key === " ")) {
        event.preventDefault();
        this.#chosen(mark);
      }
    });
  }

  /// Marks `spans`: `{ start, end, ref }` in bytes. Rebuilds the note; use `paint` where only what
  /// was decided has changed.
  render(spans) {
    const folded = new Set([...this.element.querySelectorAll("section.folded")].map((s) => s.dataset.n));
    const top = this.element.scrollTop;
    const placed = spans.map((s) => {
      const [start, end] = [this.ruler.index(s.start), this.ruler.index(s.end)];
      return { start, end, ref: { ...s.ref, end } };
    });
    const cut = pieces(placed, this.text.length);
    this.#marks = [];
    fill(this.element, this.sections.map((s, n) => this.#section(s, n, cut, folded.has(String(n)))));
    this.element.scrollTop = top;
    this.paint();
    const first = this.#marks[0]?.element;
    if (first) first.tabIndex = 0;
  }

  #section(section, n, cut, folded) {
    const [start, end] = [this.ruler.index(section.start), this.ruler.index(section.end)];
    // A section that goes on behind another one names the header that stands before both.
    const own = section.header && section.header[0] >= section.start;
    const header = own && [this.ruler.index(section.header[0]), this.#headerEnd(section)];
    const content = h("div", { class: "text", id: `section-${n}` }, this.#pieces(header ? header[1] : start, end, cut));
    if (!header) {
      if (!this.text.slice(start, end).trim()) return h("div", { class: "text" }, this.#pieces(start, end, cut));
      return h("section", { "data-n": n, "aria-label": n === 0 ? KIND_WITHOUT_HEADER : "Continued" }, content);
    }
    const fold = h("button", { type: "button", class: "fold", "aria-expanded": String(!folded), "aria-controls": `section-${n}`, onclick: () => this.fold(element) },
      h("span", { class: "sign", "aria-hidden": "true" }), this.#pieces(header[0], header[1], []));
    const element = h("section", { "data-n": n, class: folded ? "folded" : "" },
      header[0] > start ? h("div", { class: "text" }, this.#pieces(start, header[0], cut)) : null,
      h("h3", {}, fold), content);
    content.hidden = folded;
    return element;
  }

  /// A header takes its colon and the blanks behind it along.
  #headerEnd(section) {
    const end = this.ruler.index(section.header[1]);
    return end + /^[^\S\n]*:?[^\S\n]*\n?/.exec(this.text.slice(end, this.ruler.index(section.end)))[0].length;
  }

  fold(section, to = !section.classList.contains("folded")) {
    const button = section.querySelector(".fold");
    if (!button) return;
    section.classList.toggle("folded", to);
    section.querySelector(".text[id]").hidden = to;
    button.setAttribute("aria-expanded", String(!to));
  }

  foldAll() {
    const all = [...this.element.querySelectorAll("section:has(.fold)")];
    const to = all.some((s) => !s.classList.contains("folded"));
    all.forEach((s) => this.fold(s, to));
    say(to ? "All sections folded" : "All sections open");
  }

  /// The text from start to end, its marked pieces as marks; each element knows where it begins.
  #pieces(start, end, cut) {
    const out = [];
    const plain = (from, to) => from < to && out.push(h("span", { "data-at": from }, this.text.slice(from, to)));
    let at = start;
    for (const piece of cut) {
      if (piece.end <= start) continue;
      if (piece.start >= end) break;
      const [from, to] = [Math.max(piece.start, start), Math.min(piece.end, end)];
      plain(at, from);
      const mark = h("span", { role: "button", tabindex: -1, "data-at": from }, this.text.slice(from, to));
      this.#marks.push({ element: mark, refs: piece.refs, from, to });
      out.push(mark);
      at = to;
    }
    plain(at, end);
    return out;
  }

  /// Every mark as its codes now are.
  paint() {
    for (const mark of this.#marks) {
      mark.element.className = look(mark.refs, this.find);
      // Only the last piece of the words carries their tag.
      const aside = mark.element.classList.contains("aside") && mark.refs.find((r) => ASIDE[r.reason]);
      mark.element.toggleAttribute("data-ends", Boolean(aside && aside.end === mark.to));
      mark.element.setAttribute("aria-label", `${mark.element.textContent}: ${this.#told(mark)}`);
    }
    this.#strong.forEach((m) => m.element.classList.add("strong"));
  }

  #told(mark) {
    const told = mark.refs.map((r) => {
      if (r.kind !== "line") return [r.code, ASIDE[r.reason]?.text ?? r.reason].filter(Boolean).join(" ");
      const line = this.find(r.id);
      return line ? `${line.code} ${line.state}` : "";
    });
    return [...new Set(told)].filter(Boolean).join(", ");
  }

  /// Marks the words of one thing strongly and brings them into view.
  show(is, scroll = true) {
    this.#strong.forEach((m) => m.element.classList.remove("strong"));
    this.#strong = this.#marks.filter((m) => m.refs.some(is));
    for (const mark of this.#strong) {
      mark.element.classList.add("strong");
      const section = mark.element.closest("section.folded");
      if (section) this.fold(section, false);
    }
    if (scroll) this.#reveal(this.#strong[0]?.element);
    return this.#strong.length;
  }

  #reveal(element) {
    if (!element) return;
    const box = this.element.getBoundingClientRect();
    const of = element.getBoundingClientRect();
    if (of.top >= box.top + 8 && of.bottom <= box.bottom - 8) return;
    this.element.scrollTop += of.top - box.top - box.height / 3;
  }

  #chosen(element) {
    const mark = this.#marks.find((m) => m.element === element);
    if (!mark) return;
    this.#rove(mark);
    this.dispatchEvent(new CustomEvent("refs", { detail: mark.refs }));
  }

  #rove(mark) {
    this.#marks.forEach((m) => (m.element.tabIndex = m === mark ? 0 : -1));
  }

  /// Goes to the next mark (1) or the one before (-1).
  step(by) {
    const seen = this.#marks.filter((m) => m.element.offsetParent);
    if (!seen.length) return;
    const at = seen.findIndex((m) => m.element === document.activeElement);
    const mark = seen[(at < 0 ? (by > 0 ? 0 : seen.length - 1) : at + by + seen.length) % seen.length];
    this.#rove(mark);
    mark.element.focus({ preventScroll: true });
    this.#reveal(mark.element);
  }

  /// The words that are selected, in UTF-16 units; none where nothing is.
  selection() {
    const selected = getSelection();
    if (!selected.rangeCount || selected.isCollapsed) return null;
    const range = selected.getRangeAt(0);
    if (!this.element.contains(range.commonAncestorContainer)) return null;
    const [start, end] = [this.#place(range.startContainer, range.startOffset), this.#place(range.endContainer, range.endOffset)];
    return start === null || end === null ? null : this.words(start, end);
  }

  /// Words from start to end without the blanks around them, with their bytes.
  words(start, end) {
    const text = this.text.slice(start, end);
    const from = start + (text.length - text.trimStart().length);
    const to = end - (text.length - text.trimEnd().length);
    if (from >= to) return null;
    return { text: this.text.slice(from, to), start: this.ruler.byte(from), end: this.ruler.byte(to) };
  }

  #place(node, offset) {
    const holder = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-at]");
    if (holder && this.element.contains(holder)) return Number(holder.dataset.at) + (node.nodeType === Node.TEXT_NODE ? offset : offset && holder.textContent.length);
    // Between elements: where the next one that knows begins.
    const walker = document.createTreeWalker(this.element, NodeFilter.SHOW_ELEMENT);
    walker.currentNode = node.childNodes?.[offset] ?? node;
    let at = walker.currentNode;
    while (at && at.dataset?.at === undefined) at = walker.nextNode();
    return at ? Number(at.dataset.at) : this.text.length;
  }

  /// A DOM range over UTF-16 units, within one element's text or across several.
  range(start, end) {
    const holders = [...this.element.querySelectorAll("[data-at]")];
    const at = (place, last) => {
      const holder = holders.findLast((e) => (last ? Number(e.dataset.at) < place : Number(e.dataset.at) <= place)) ?? holders[0];
      return [holder.firstChild, Math.min(place - Number(holder.dataset.at), holder.textContent.length)];
    };
    const range = document.createRange();
    range.setStart(...at(start, false));
    range.setEnd(...at(end, true));
    return range;
  }

  /// Opens the section a range is in and brings it into view.
  reveal(range) {
    const section = range.startContainer.parentElement.closest("section.folded");
    if (section) this.fold(section, false);
    this.#reveal(range.startContainer.parentElement);
  }
}
