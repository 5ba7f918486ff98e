// An exam: one item at a time, every answer kept at once, the clock that of the server.

import { faultNotice, fill, get, h, post, say } from "./api.js";
import { Keeper } from "./exam-save.js";
import { key } from "./shell.js";

const by = (id) => document.getElementById(id);
const root = by("exam");
const id = root.dataset.id;
const path = `/api/v1/learn/exams/${id}`;

/// Seconds at which the time left is spoken.
const SPOKEN = [600, 300, 60];

class Sitting {
  at = 0;
  reviewing = false;

  constructor(state) {
    this.items = state.questions;
    this.answers = state.questions.map(() => ({ answer: null, flagged: false }));
    for (const { item, answer, flagged } of state.answers) this.answers[item] = { answer, flagged };
    this.strict = state.strict;
    this.keeper = new Keeper(id, {
      kept: (left, waiting) => { this.#clock(left); this.#kept(waiting ? `${waiting} to be kept` : "all kept"); fill(by("trouble")); },
      failed: (fault, waiting) => { this.#kept(`${waiting} not kept yet`); fill(by("trouble"), h("div", { class: "notice warn", role: "alert" }, h("strong", {}, "The server cannot be reached. "), "Your answers wait here and are sent as soon as it answers.")); },
      refused: (fault) => { fill(by("trouble"), faultNotice(fault)); this.#ask(); },
    });
    for (const [item, answer] of this.keeper.unsent) this.answers[item] = answer;
    by("books").hidden = !state.books;
    by("pause").hidden = this.strict;
    const open = this.answers.findIndex((a) => a.answer === null);
    this.at = open < 0 ? 0 : open;
    this.#clock(state);
    this.#keys();
    setInterval(() => this.#tick(), 500);
    // Who reads a long chart is there all the same: the session shall not end meanwhile.
    setInterval(() => this.#ask(), 300_000);
    this.keeper.flush();
  }

  get item() { return this.items[this.at]; }
  get left() { return this.state === "running" ? Math.max(0, this.leftMs - (performance.now() - this.since)) : this.leftMs; }

  /// The time as the server last told it.
  #clock({ state, left_ms }) {
    const before = this.state;
    this.state = state;
    this.leftMs = left_ms;
    this.since = performance.now();
    if (state === "over") return this.#over();
    if (before !== state) this.draw();
    this.#tick();
  }

  async #ask() {
    try { this.#clock(await get(path)); } catch { /* asked again at the next answer */ }
  }

  #tick() {
    const seconds = Math.ceil(this.left / 1000);
    const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    const two = (n) => String(n).padStart(2, "0");
    by("left").textContent = hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
    by("left").classList.toggle("short", seconds <= 300);
    if (this.state !== "running") return;
    if (SPOKEN.includes(seconds) && this.spoken !== seconds) {
      this.spoken = seconds;
      say(seconds > 60 ? `${seconds / 60} minutes left` : "One minute left");
    }
    if (seconds <= 0 && !this.asked) {
      this.asked = true;
      this.#ask().then(() => setTimeout(() => { this.asked = false; }, 1000));
    }
  }

  #over() {
    say("The time is over");
    location.reload();
  }

  #kept(text) { by("kept").textContent = text; }

  draw() {
    if (this.state === "paused") return this.#drawPaused();
    by("pause").firstChild.textContent = "Pause";
    this.#drawGrid();
    if (this.reviewing) return this.#drawReview();
    const { item, at } = this;
    const { answer, flagged } = this.answers[at];
    by("place").textContent = `Item ${at + 1} of ${this.items.length}`;
    fill(by("item"),
      h("div", { class: "row" }, h("h2", { id: "item-name" }, `Item ${at + 1}`), h("span", { class: "grow" }),
        h("button", { type: "button", class: "flag", id: "flag", "aria-pressed": String(flagged), onclick: () => this.flag() }, flagged ? "⚑ Flagged" : "Flag", h("kbd", {}, "f"))),
      item.note ? h("pre", { class: "note", tabindex: 0, "aria-label": "Note" }, item.note) : null,
      h("p", { class: "stem", id: "stem" }, item.stem),
      item.choices.length ? this.#choices(item, answer) : this.#text(answer),
      h("div", { class: "row" },
        h("button", { type: "button", id: "before", disabled: at === 0, onclick: () => this.go(at - 1) }, "Before", h("kbd", {}, "p")),
        h("button", { type: "button", id: "next", disabled: at === this.items.length - 1, onclick: () => this.go(at + 1) }, "Next", h("kbd", {}, "n"))));
  }

  #choices(item, answer) {
    return h("fieldset", { class: "choices", "aria-labelledby": "stem" }, item.choices.map((text, n) =>
      h("label", {}, h("input", { type: "radio", name: "choice", value: n, checked: answer === String(n), onchange: () => this.answer(n, false) }), h("kbd", {}, String(n + 1)), h("span", {}, text))));
  }

  #text(answer) {
    const field = h("textarea", { class: "answer-text", id: "codes", spellcheck: "false", autocapitalize: "off", autocomplete: "off", "aria-describedby": "codes-how", oninput: () => {
      clearTimeout(this.typing);
      this.typing = setTimeout(() => this.#typed(field.value), 500);
    }, onblur: () => this.#typed(field.value) });
    field.value = answer ?? "";
    return h("div", { class: "stack" }, h("label", { for: "codes" }, "Codes, one a line"), field,
      h("p", { class: "small quiet", id: "codes-how" }, "Such as E11.22 poa=Y, 0DTJ4ZZ, 99213-25, J1885 x4. ", h("kbd", {}, "c"), " goes here, ", h("kbd", {}, "Esc"), " leaves."));
  }

  #typed(text) {
    clearTimeout(this.typing);
    const answer = text.trim() ? text : null;
    if (answer === this.answers[this.at].answer) return;
    this.#keep({ ...this.answers[this.at], answer });
  }

  #keep(answer) {
    this.answers[this.at] = answer;
    this.#kept("keeping …");
    this.keeper.keep(this.at, answer);
    this.#drawGrid();
  }

  answer(n, drawn = true) {
    this.#keep({ ...this.answers[this.at], answer: String(n) });
    const radio = document.querySelector(`#item input[value="${n}"]`);
    if (drawn && radio) { radio.checked = true; radio.focus(); }
    say(`Answer ${n + 1}`);
  }

  flag() {
    const now = this.answers[this.at];
    this.#keep({ ...now, flagged: !now.flagged });
    const here = document.activeElement?.id === "flag";
    const inside = by("item").contains(document.activeElement);
    this.draw();
    if (here) by("flag").focus();
    else if (inside) by("item").focus();
    say(now.flagged ? "Flag taken away" : "Flagged");
  }

  go(to) {
    // What is being typed is kept first.
    const field = by("codes");
    if (field) this.#typed(field.value);
    this.reviewing = false;
    this.at = Math.min(Math.max(to, 0), this.items.length - 1);
    this.draw();
    by("item").focus();
    say(`Item ${this.at + 1} of ${this.items.length}`);
  }

  #drawGrid() {
    const count = (fits) => this.answers.filter(fits).length;
    const has = document.activeElement?.dataset?.to;
    fill(by("grid"),
      h("p", { class: "small", id: "grid-sum" }, `${count((a) => a.answer !== null)} of ${this.items.length} answered, ${count((a) => a.flagged)} flagged`),
      h("ol", {}, this.answers.map((a, n) => h("li", {}, h("button", {
        type: "button", "data-to": n, class: `${a.answer === null ? "" : "answered"} ${a.flagged ? "flagged" : ""}`,
        "aria-current": n === this.at && !this.reviewing ? "true" : null,
        "aria-label": `Item ${n + 1}, ${a.answer === null ? "not answered" : "answered"}${a.flagged ? ", flagged" : ""}`,
        onclick: () => this.go(n),
      }, String(n + 1), a.answer === null ? "" : "✓", a.flagged ? "⚑" : "")))),
      h("p", { class: "small quiet" }, "✓ answered ⚑ flagged. ", h("kbd", {}, "l"), " goes here; arrows move."));
    if (has !== undefined) by("grid").querySelector(`[data-to="${has}"]`)?.focus();
  }

  review() {
    const field = by("codes");
    if (field) this.#typed(field.value);
    this.reviewing = true;
    this.draw();
    by("review-title").focus();
  }

  #drawReview() {
    by("place").textContent = "Review";
    const all = this.answers.map((a, n) => ({ ...a, n }));
    const list = (title, some, none) => [h("h3", {}, title), some.length ? h("ul", {}, some.map(({ n }) => h("li", {}, h("button", { type: "button", onclick: () => this.go(n) }, `Item ${n + 1}`), " ", this.items[n].stem.slice(0, 90)))) : h("p", { class: "quiet" }, none)];
    fill(by("item"), h("h2", { id: "review-title", tabindex: -1 }, "Review"),
      list("Not answered", all.filter((a) => a.answer === null), "Every item is answered."),
      list("Flagged", all.filter((a) => a.flagged), "No item is flagged."),
      h("div", { class: "row" }, h("button", { type: "button", onclick: () => this.go(this.at) }, `Back to item ${this.at + 1}`, h("kbd", {}, "n"))));
  }

  #drawPaused() {
    by("pause").firstChild.textContent = "Go on";
    by("place").textContent = "Paused";
    fill(by("grid"));
    fill(by("item"), h("div", { class: "paused" }, h("h2", { id: "review-title", tabindex: -1 }, "The clock is stopped"), h("p", {}, "Items are shown again when it goes on."),
      h("button", { type: "button", class: "primary", id: "resume", onclick: () => this.pause() }, "Go on", h("kbd", {}, "z"))));
    by("resume").focus();
  }

  async pause() {
    try {
      if (this.state === "running" && !(await this.keeper.settled())) return;
      this.#clock(await post(`${path}/${this.state === "paused" ? "resume" : "pause"}`, {}));
      say(this.state === "paused" ? "The clock is stopped" : "The clock goes on");
      if (this.state === "running") by("item").focus();
    } catch (fault) {
      fill(by("trouble"), faultNotice(fault));
    }
  }

  handIn() {
    const field = by("codes");
    if (field) this.#typed(field.value);
    const open = this.answers.filter((a) => a.answer === null).length;
    const flagged = this.answers.filter((a) => a.flagged).length;
    by("sure-text").textContent = `${open ? `${open} items are not answered and count as wrong. ` : "Every item is answered. "}${flagged ? `${flagged} are flagged. ` : ""}An exam that was handed in cannot be gone on with.`;
    by("sure-dialog").returnValue = "";
    by("sure-dialog").showModal();
  }

  async sure() {
    try {
      if (!(await this.keeper.settled())) return;
      await post(`${path}/hand-in`, {});
      location.reload();
    } catch (fault) {
      if (fault.status === 409) return location.reload();
      fill(by("trouble"), faultNotice(fault));
    }
  }

  #keys() {
    const running = () => this.state === "running";
    const item = () => running() && !this.reviewing;
    for (let n = 0; n < 4; n += 1) key(String(n + 1), `Answer ${n + 1}`, () => this.answer(n), () => item() && n < this.item.choices.length);
    key("f", "Flag the item, or not", () => this.flag(), item);
    key("n", "Next item", () => this.go(this.reviewing ? this.at : this.at + 1), running);
    key("p", "Item before", () => this.go(this.at - 1), running);
    key("c", "Type the codes", () => by("codes").focus(), () => item() && Boolean(by("codes")));
    key("l", "To the list of items", () => by("grid").querySelector(`[data-to="${this.at}"]`).focus(), running);
    key("r", "Review", () => this.review(), running);
    key("e", "Open the encoder beside", () => by("books").click(), () => running() && !by("books").hidden);
    key("z", "Stop the clock, or let it go on", () => this.pause(), () => !this.strict);
    key("s", "Hand in", () => this.handIn(), running);
    const inGrid = () => document.activeElement?.dataset?.to !== undefined;
    const step = (by_) => () => { const all = [...document.querySelectorAll("[data-to]")]; all[Math.min(Math.max(Number(document.activeElement.dataset.to) + by_, 0), all.length - 1)].focus(); };
    key("ArrowRight", "Next in the grid", step(1), inGrid);
    key("ArrowLeft", "Before in the grid", step(-1), inGrid);
    by("review").addEventListener("click", () => running() && this.review());
    by("hand-in").addEventListener("click", () => running() && this.handIn());
    by("pause").addEventListener("click", () => this.pause());
    by("sure-dialog").addEventListener("close", () => by("sure-dialog").returnValue === "yes" && this.sure());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.#ask());
  }
}

async function begin() {
  try {
    const state = await get(path);
    if (state.state === "over") return location.reload();
    const sitting = new Sitting(state);
    if (sitting.state === "running") by("item").focus();
  } catch (fault) {
    fill(by("item"), faultNotice(fault), h("button", { type: "button", onclick: () => location.reload() }, "Try again"));
  }
}
begin();
