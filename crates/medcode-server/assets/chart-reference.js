// The official words beside the chart: a code with its notes and where they come from, a section of
// the guidelines, the page of a rule.

import { faultNotice, fill, get, h, query } from "./api.js";

const NOTES = { includes: "Includes", excludes1: "Excludes1", excludes2: "Excludes2", "code-first": "Code first", "use-additional": "Use additional code", "code-also": "Code also", "inclusion-term": "Inclusion terms", "seventh-character": "Seventh character", note: "Note" };

export class Reference {
  #asked = 0;
  #from = null;
  /// It shows a code, and then shows the one that is current.
  follows = false;

  constructor(element, day) {
    this.element = element;
    this.day = day;
  }

  get isOpen() { return !this.element.hidden; }

  close() {
    if (!this.isOpen) return false;
    this.element.hidden = true;
    this.follows = false;
    if (this.#from?.isConnected) this.#from.focus({ preventScroll: true });
    return true;
  }

  async #open(title, load) {
    const mine = (this.#asked += 1);
    if (!this.element.contains(document.activeElement)) this.#from = document.activeElement;
    const body = h("div", { class: "reference-body", tabindex: 0, role: "region", "aria-label": title }, h("p", { class: "quiet" }, "…"));
    fill(this.element, h("div", { class: "row" }, h("h2", { class: "grow" }, title), h("button", { type: "button", class: "tool", onclick: () => this.close() }, "Close", h("kbd", {}, "Esc"))), body);
    this.element.hidden = false;
    try {
      const content = await load();
      if (mine === this.#asked) fill(body, content);
    } catch (fault) {
      if (mine === this.#asked) fill(body, faultNotice(fault));
    }
    if (mine === this.#asked) body.scrollTop = 0;
  }

  code(system, code) {
    this.follows = true;
    return this.#open(code, async () => {
      const { answer } = await get(`/api/v1/explain${query({ what: code, as_of: this.day(), nearest: "true" })}`);
      const found = answer.find?.((f) => f.system === system) ?? answer[0];
      return found ? this.#lookup(found) : h("p", {}, "Nothing is known of it.");
    });
  }

  /// A section of the guidelines or a rule.
  explain(what, title = what) {
    this.follows = false;
    return this.#open(title, async () => {
      const { kind, answer } = await get(`/api/v1/explain${query({ what, as_of: this.day(), nearest: "true" })}`);
      return kind === "rule" ? this.#rule(answer) : kind === "section" ? this.#section(answer) : this.#lookup(answer[0]);
    });
  }

  /// Rules that need what is not installed.
  untold(list) {
    this.follows = false;
    return this.#open("Rules that could not tell", async () => [h("p", {}, "They need what is not installed, or what only the claim has."), h("ul", {}, list)]);
  }

  finding(f) {
    return this.explain(f.rule, f.message.length > 80 ? f.rule : f.message);
  }

  #links(list, text = (s) => `${s.id ?? s.number} ${s.title}`) {
    return h("ul", { class: "plain-list" }, list.map((s) => h("li", {}, h("button", { type: "button", class: "plain", onclick: () => this.explain(s.id ?? `OCG-${s.number}`) }, text(s)))));
  }

  #lookup(found) {
    const notes = Map.groupBy(found.notes ?? [], (n) => n.kind);
    return [
      h("p", {}, h("strong", {}, found.title)),
      found.valid === false ? h("p", {}, h("span", { class: "tag bad" }, "not valid"), ` ${found.problem ?? ""}`) : found.billable ? null : h("p", {}, h("span", { class: "tag warn" }, "not complete"), " more characters are needed"),
      found.parents?.length ? h("ul", { class: "plain-list small" }, found.parents.map((p) => h("li", {}, h("button", { type: "button", class: "plain code", onclick: () => this.code(found.system, p.code) }, p.code), ` ${p.title}`))) : null,
      [...notes].map(([kind, list]) => [h("h3", {}, NOTES[kind] ?? kind), h("ul", { class: "small" }, list.map((n) => h("li", {}, n.text, n.from && n.from !== found.code ? h("span", { class: "quiet" }, ` (at ${n.from})`) : null)))]),
      found.definition ? h("p", {}, found.definition) : null,
      found.guidelines?.length ? [h("h3", {}, "Guidelines that name it"), this.#links(found.guidelines)] : null,
      h("p", { class: "small quiet" }, [`as of ${found.as_of}`, `release ${found.release}`, found.file].join(" · ")),
      found.notice ? h("p", { class: "small quiet" }, found.notice) : null,
    ];
  }

  #section(s) {
    return [
      s.above?.length ? this.#links(s.above) : null,
      h("h3", {}, `${s.id} ${s.title}`),
      s.text.split("\n").map((line) => h("p", {}, line)),
      s.below?.length ? [h("h3", {}, "Under it"), this.#links(s.below)] : null,
      h("p", { class: "small quiet" }, [s.pages?.[0] ? `page ${s.pages[0]}` : null, s.release ? `release ${s.release}` : null, s.file].filter(Boolean).join(" · ")),
    ];
  }

  #rule(rule) {
    return [
      h("p", {}, h("strong", {}, rule.title)),
      h("p", { class: "small quiet" }, `${rule.rule} · ${rule.severity}`),
      Object.entries(rule.sections).map(([heading, text]) => [h("h3", {}, heading), h("p", {}, text)]),
      rule.id.startsWith("OCG-") ? this.#links([{ id: rule.id, title: "" }], (s) => `Open ${s.id}`) : null,
    ];
  }
}
