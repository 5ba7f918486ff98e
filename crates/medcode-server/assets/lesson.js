// The lesson on what changed: cards that are turned, a quiz of four answers each.

import { Fault, faultNotice, fill, get, h, post, query, say } from "./api.js";
import { key } from "./shell.js";

const start = document.getElementById("start");
const stage = document.getElementById("stage");
let lesson = null;
let mode = "";
let at = 0;
let turned = false;
let given = [];
/// Since when the question is shown, what the server said of each answer, and those it has not got yet.
let since = 0;
let kept = [];
let waiting = [];

key("b", "All changes", () => document.getElementById("back").click());
key("c", "Cards", () => begin("cards"), () => Boolean(start));
key("q", "Quiz", () => begin("quiz"), () => Boolean(start));
key(" ", "Turn the card", turn, () => mode === "cards");
key("ArrowRight", "Next card or question", next, () => mode !== "");
key("ArrowLeft", "Card or question before", before, () => mode !== "");
key("n", "Next card or question", next, () => mode !== "");
for (const [n, letter] of ["a", "b", "c", "d"].entries()) {
  key(String(n + 1), `Answer ${letter}`, () => answer(n), () => mode === "quiz" && at < lesson.quiz.length);
}
for (const button of document.querySelectorAll("[data-go-to]")) {
  button.addEventListener("click", () => begin(button.dataset.goTo));
}

async function begin(which) {
  const specialty = [...start.querySelectorAll("input:checked")].map((box) => box.value).join(",");
  const { system, before: older, after } = start.dataset;
  stage.hidden = false;
  fill(stage, h("h2", {}, "Making the lesson"), h("progress", { "aria-label": "Progress" }));
  try {
    lesson = await made({ system, before: older, after, specialty });
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    fill(stage, faultNotice(fault));
    return;
  }
  [mode, at, turned, given, kept, waiting] = [which, 0, false, [], [], []];
  since = Date.now();
  show();
}

/// A comparison that is not made yet is asked for again.
async function made(values) {
  for (;;) {
    try {
      return await get(`/api/v1/changes/lesson${query(values)}`);
    } catch (fault) {
      if (!(fault instanceof Fault) || fault.status !== 503) throw fault;
      await new Promise((done) => { setTimeout(done, 1000); });
    }
  }
}

const list = () => (mode === "cards" ? lesson.cards : lesson.quiz);
const button = (text, keys, onclick, extra = {}) => h("button", { type: "button", onclick, ...extra }, text, h("kbd", {}, keys));

function show() {
  if (!list().length) {
    fill(stage, h("p", { class: "empty" }, mode === "cards" ? "Nothing changed that a card could ask about." : "Too little changed to make questions of four answers; the cards have it all."));
  } else if (mode === "cards") {
    card();
  } else if (at >= lesson.quiz.length) {
    result();
  } else {
    question();
  }
  stage.focus();
}

const first = () => lesson.specialties.length ? h("p", { class: "small quiet" }, `First: ${lesson.specialties.join(", ")}.`) : null;

function card() {
  const shown = lesson.cards[at];
  fill(stage,
    h("h2", {}, `Card ${at + 1} of ${lesson.cards.length}`),
    h("div", { class: "side" }, shown.front),
    turned ? h("div", { class: "side back" }, h("strong", {}, shown.back), shown.more ? h("span", { class: "small" }, shown.more) : null) : null,
    h("div", { class: "row" },
      button(turned ? "Turn back" : "Turn", "Space", turn), button("Before", "←", before, at === 0 ? { disabled: true } : {}), button("Next", "→", next, at + 1 >= lesson.cards.length ? { disabled: true } : {}),
      h("a", { class: "button", href: `/encoder/${encodeURIComponent(shown.code)}${query({ system: lesson.system, as_of: lesson.after })}` }, `Open ${shown.code}`)),
    first());
}

function turn() {
  turned = !turned;
  show();
}

function question() {
  const asked = lesson.quiz[at];
  const answered = given[at];
  const one = (choice, n) => {
    const kind = answered === undefined ? "" : choice.right ? "right" : n === answered ? "wrong" : "";
    const mark = answered === undefined ? "" : choice.right ? " ✓" : n === answered ? " ✗" : "";
    return [
      h("button", { type: "button", class: kind, onclick: () => answer(n), disabled: answered !== undefined }, h("kbd", {}, String(n + 1)), choice.text + mark),
      answered === undefined ? null : h("p", { class: "why small" }, choice.why),
    ];
  };
  fill(stage,
    h("h2", {}, `Question ${at + 1} of ${lesson.quiz.length}`),
    h("p", { id: "stem" }, asked.stem),
    h("div", { class: "answers", role: "group", "aria-labelledby": "stem" }, asked.choices.map(one)),
    answered === undefined ? null : h("p", { class: `notice ${asked.choices[answered].right ? "" : "warn"}`, id: "verdict" }, asked.choices[answered].right ? "Right." : `Not right. It is ${asked.choices.findIndex((c) => c.right) + 1}.`, h("span", { class: "small quiet" }, ` ${asked.source} `), h("span", { class: "small quiet", id: "kept", role: "status" }, kept[at] ?? "")),
    h("div", { class: "row" }, button("Before", "←", before, at === 0 ? { disabled: true } : {}), button(at + 1 < lesson.quiz.length ? "Next" : "Result", "→", next)),
    first());
}

function answer(n) {
  if (given[at] !== undefined) return;
  given[at] = n;
  const seconds = Math.round((Date.now() - since) / 1000);
  waiting.push({ at, body: { item: lesson.quiz[at].item, given: n, seconds } });
  show();
  send();
  say(lesson.quiz[at].choices[n].right ? "Right" : "Not right");
}

/// Keeps what was answered, in its order; what cannot be kept now is tried again with the next answer.
async function send() {
  if (send.busy) return;
  send.busy = true;
  const which = lesson;
  try {
    while (waiting.length && which === lesson) {
      const [{ at: place, body }] = waiting;
      const judged = await post("/api/v1/learn/answers", body);
      if (which !== lesson) break;
      kept[place] = judged.counted ? "Kept." : "This was answered today already: the first answer counts.";
      waiting.shift();
      told();
    }
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    if (which === lesson && waiting.length) {
      kept[waiting[0].at] = `Not kept: ${fault.message}`;
      // What the server refuses it will refuse again.
      if (fault.status >= 400 && fault.status < 500) waiting.shift();
      told();
    }
  } finally {
    send.busy = false;
  }
}

/// Says of the answer that is shown, or of all of them, whether they are kept.
function told() {
  const where = document.getElementById("kept");
  if (!where) return;
  const open = waiting.length;
  where.textContent = at < lesson.quiz.length ? kept[at] ?? "" : open ? `${open} of ${given.filter((g) => g !== undefined).length} answers are not kept yet.` : "Your answers are kept; they count in your progress.";
}

function result() {
  const right = lesson.quiz.filter((q, n) => q.choices[given[n]]?.right).length;
  const missed = lesson.quiz.filter((q, n) => !q.choices[given[n]]?.right);
  fill(stage,
    h("h2", { id: "result" }, `${right} of ${lesson.quiz.length} right`),
    h("p", { class: "small quiet", id: "kept", role: "status" }),
    missed.length ? h("div", {}, h("h3", {}, "To look at again"), h("ul", {}, missed.map((q) => h("li", {}, h("a", { class: "code", href: `/encoder/${encodeURIComponent(q.code)}${query({ system: lesson.system, as_of: lesson.after })}` }, q.code), ` ${q.stem} `, h("strong", {}, q.choices.find((c) => c.right).text))))) : h("p", {}, "Nothing was missed."),
    h("div", { class: "row" }, button("Another quiz", "q", () => begin("quiz")), button("Cards", "c", () => begin("cards")), h("a", { class: "button", href: "/learn/progress" }, "Progress")));
  told();
  send();
}

function next() {
  const last = mode === "cards" ? lesson.cards.length - 1 : lesson.quiz.length;
  if (!list().length || at >= last) return;
  at += 1;
  turned = false;
  since = Date.now();
  show();
}

function before() {
  if (at === 0) return;
  at -= 1;
  turned = false;
  show();
}
