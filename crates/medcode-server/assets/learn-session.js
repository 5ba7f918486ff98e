// Ten minutes of questions and drills: one at a time, answered by a key, judged by the server, with
// the reasons of all four answers.

import { faultNotice, fill, h, post, say } from "./api.js";
import { key } from "./shell.js";

const root = document.getElementById("session");
const LETTERS = ["A", "B", "C", "D"];

class Session {
  at = 0;
  judged = null;
  given = null;
  told = [];
  overtime = false;
  #busy = false;

  constructor({ items, minutes, due, lacking }) {
    this.items = items;
    this.due = due;
    this.lacking = lacking;
    this.ends = Date.now() + minutes * 60_000;
    this.#keys();
    this.ask();
    setInterval(() => this.#clock(), 1000);
  }

  get item() { return this.items[this.at]; }
  get left() { return Math.max(0, Math.round((this.ends - Date.now()) / 1000)); }

  #clock() {
    const where = document.getElementById("clock");
    if (where) where.textContent = this.overtime ? "" : `${Math.floor(this.left / 60)}:${String(this.left % 60).padStart(2, "0")} left`;
  }

  #keys() {
    const open = (n) => () => this.item && !this.judged && n < this.item.choices.length;
    LETTERS.forEach((letter, n) => {
      key(String(n + 1), `Answer ${letter}`, () => this.answer(n), open(n));
      key(letter.toLowerCase(), `Answer ${letter}`, () => this.answer(n), open(n));
    });
    key("Enter", "Next", () => this.next(), () => Boolean(this.judged));
    key("q", "End the session", () => this.end(), () => Boolean(this.item));
    key("r", "Begin another session", () => location.reload(), () => !this.item);
  }

  ask() {
    this.judged = null;
    this.given = null;
    this.since = Date.now();
    this.#draw();
    document.getElementById("stem").focus();
  }

  #draw() {
    const { item, judged } = this;
    const lacking = this.lacking.length && !this.at && !judged ? h("p", { class: "small quiet" }, `Nothing is installed to make drills of these kinds from: ${this.lacking.join(", ")}.`) : null;
    fill(root,
      h("div", { class: "row small quiet" }, h("span", {}, item.head), item.due ? h("span", { class: "tag info" }, "due") : null, h("span", { class: "grow" }), h("span", {}, `${this.at + 1} of ${this.items.length}`), h("span", { id: "clock", role: "timer", "aria-label": "Time left" })),
      lacking,
      h("div", { id: "stem", class: "stem", tabindex: -1 }, item.stem.split("\n\n").map((p) => h("p", {}, p))),
      h("ol", { class: "choices", "aria-label": "Answers" }, item.choices.map((text, n) => h("li", {}, this.#choice(text, n)))),
      judged ? this.#verdict() : h("p", { class: "small quiet" }, h("kbd", {}, "1"), "–", h("kbd", {}, String(item.choices.length)), " or ", h("kbd", {}, "a"), "–", h("kbd", {}, LETTERS[item.choices.length - 1].toLowerCase()), " answer, ", h("kbd", {}, "q"), " ends the session."));
    this.#clock();
  }

  #choice(text, n) {
    const { judged, given } = this;
    const mark = !judged ? null : n === judged.answer ? h("span", { class: "tag good" }, n === given ? "right, your answer" : "right") : n === given ? h("span", { class: "tag bad" }, "your answer") : null;
    const label = [h("kbd", {}, String(n + 1)), h("span", { class: "letter" }, LETTERS[n]), h("span", { class: "choice-text" }, text), mark];
    if (!judged) return h("button", { type: "button", class: "choice", onclick: () => this.answer(n) }, label);
    return h("div", { class: `choice judged${n === judged.answer ? " right" : n === given ? " wrong" : ""}` }, label, h("div", { class: "why small" }, judged.reasons[n]));
  }

  #verdict() {
    const { judged } = this;
    const comes = judged.due ? ` It comes back on ${judged.due}.` : judged.counted ? "" : " It was answered today already: this answer does not count.";
    return h("div", { class: "row verdict" },
      h("p", { class: "grow", id: "verdict" }, h("strong", {}, judged.right ? "Right." : `It is ${LETTERS[judged.answer]}.`), comes, h("span", { class: "small quiet" }, ` ${judged.source}`)),
      h("button", { type: "button", class: "primary", id: "next", onclick: () => this.next() }, this.at + 1 < this.items.length ? "Next" : "Finish", h("kbd", {}, "Enter")));
  }

  async answer(n) {
    if (this.#busy || this.judged) return;
    this.#busy = true;
    try {
      const seconds = Math.round((Date.now() - this.since) / 1000);
      this.judged = await post("/api/v1/learn/answers", { item: this.item.id, given: n, seconds });
      this.given = n;
      this.told.push({ head: this.item.head, right: this.judged.right });
      this.#draw();
      document.getElementById("next").focus();
      say(this.judged.right ? "Right" : `Wrong, it is ${LETTERS[this.judged.answer]}`);
    } catch (fault) {
      root.append(faultNotice(fault));
    } finally {
      this.#busy = false;
    }
  }

  next() {
    if (this.at + 1 >= this.items.length || (!this.left && !this.overtime)) return this.end();
    this.at += 1;
    return this.ask();
  }

  /// What came of it; where only the time is over, it can go on.
  end() {
    const more = this.at + 1 < this.items.length;
    const right = this.told.filter((t) => t.right).length;
    const wrong = Map.groupBy(this.told.filter((t) => !t.right), (t) => t.head.split(" · ").slice(0, 2).join(" · "));
    const goOn = () => { this.overtime = true; this.items = rest; this.at = -1; this.next(); };
    const rest = this.items.slice(this.at + (this.judged ? 1 : 0));
    this.items = [];
    fill(root, h("h2", { tabindex: -1, id: "summary" }, this.told.length ? `${right} of ${this.told.length} right` : "Nothing was answered"),
      this.left || !more ? null : h("p", {}, "The ten minutes are over."),
      wrong.size ? [h("p", {}, "Wrong were:"), h("ul", {}, [...wrong].map(([head, all]) => h("li", {}, `${head}: ${all.length}`)))] : null,
      h("div", { class: "row" }, h("button", { type: "button", class: "primary", onclick: () => location.reload() }, "Another session", h("kbd", {}, "r")),
        more && rest.length ? h("button", { type: "button", onclick: goOn }, "Go on with this one") : null,
        h("a", { class: "button", href: "/learn/progress" }, "Progress"), h("a", { class: "button", href: "/learn" }, "Charts")));
    document.getElementById("summary").focus();
    say(`${right} of ${this.told.length} right`);
  }
}

async function start() {
  const { of, kind, domain, credential } = root.dataset;
  try {
    const session = await post("/api/v1/learn/sessions", { of, kind, domain, credential });
    root.removeAttribute("aria-busy");
    new Session(session);
  } catch (fault) {
    root.removeAttribute("aria-busy");
    fill(root, faultNotice(fault));
  }
}
start();
