// The desk: the note on the left, the codes on the right, and everything that is done to them. The
// same desk stands over a kept chart and over a text that is only tried.

import { fill, h, say } from "./api.js";
import { key } from "./shell.js";
import { askReason } from "./chart-ask.js";
import { Checker } from "./chart-check.js";
import { CodesView } from "./chart-codes.js";
import { download } from "./chart-download.js";
import { editLine } from "./chart-edit.js";
import { Find } from "./chart-find.js";
import { build } from "./chart-frame.js";
import { legend } from "./chart-legend.js";
import { NoteView } from "./chart-note-view.js";
import { Reference } from "./chart-reference.js";
import { opens } from "./chart-row.js";
import { askCode } from "./chart-search.js";
import { copy, decisionsView, levelView, queriesView, queryText, withheldView } from "./chart-side.js";
import { Work, isDiagnosis, isService } from "./chart-state.js";

const REJECT = ["The note does not support it", "Not addressed at this visit", "Part of another code", "A more specific code is right", "History only", "Carried forward from another visit"];
const TABS = [["codes", "Codes", "c"], ["withheld", "Withheld", "w"], ["queries", "Queries", "q"], ["em", "Level", "m"], ["decisions", "Log", "y"]];

const of = (refs, kind) => refs.filter((r) => r.kind === kind);

/// What is behind a code: the suggestion it came from.
function saidOf(coded, line) {
  const code = line.instead_of && line.state === "added" ? null : line.code;
  return coded?.suggestions.find((s) => s.system === line.system && s.code === code) ?? null;
}

export class Desk {
  tab = "codes";
  coded = null;
  decisions = [];
  replayed = null;
  #at = 0;
  #spans = "";

  /// `visit()` gives what is known of the visit; `replay` compares with the engine of now; `source` is
  /// the file that the note was taken out of; `learn` is a further tab over codes that nobody suggests
  /// (learn-grade.js).
  constructor(root, { note, visit, replay = null, path = null, source = null, learn = null }) {
    this.source = source;
    this.learn = learn;
    this.tabs = learn ? [TABS[0], learn.tab] : TABS;
    this.visit = visit;
    this.replay = replay;
    this.work = new Work();
    this.checker = new Checker(this.work, visit, path);
    const parts = build();
    this.parts = parts;
    fill(root, parts.desk);
    this.note = new NoteView(parts.note, note, (k) => this.work.line(k));
    this.find = new Find(parts.find, parts.found, this.note);
    this.reference = new Reference(parts.reference, () => visit().date_of_service ?? "");
    this.act = this.#actions();
    this.codes = new CodesView(parts.panel, { work: this.work, checker: this.checker, said: (l) => saidOf(this.coded, l), act: this.act, source, empty: learn?.empty });
    this.#listen();
    this.#keys();
  }

  get current() { return this.work.current; }
  get withheld() {
    const there = new Set(this.work.lines.filter((l) => l.state !== "rejected").map((l) => `${l.system} ${l.code}`));
    return (this.coded?.withheld ?? []).filter((w) => !there.has(`${w.system} ${w.code}`));
  }

  /// Shows what the engine said and the codes that stand.
  take(coded, lines, keepSelection = false) {
    this.coded = coded;
    this.work.load(lines, keepSelection);
  }

  #listen() {
    const { work, parts } = this;
    work.addEventListener("change", (event) => {
      const { what, text } = event.detail;
      if (what !== "load") say({ edit: text, undo: `Undone: ${text}`, redo: `Done again: ${text}` }[what]);
      this.render();
      this.#show(what === "load");
    });
    work.addEventListener("select", (event) => {
      this.render();
      if (this.reference.follows) this.#official(work.current);
      this.#show(event.detail.why !== "note");
    });
    this.checker.addEventListener("checked", () => this.render());
    this.note.addEventListener("refs", (event) => this.#open(event.detail));
    parts.tabs.addEventListener("click", (event) => {
      const tab = event.target.closest("[data-tab]")?.dataset.tab;
      if (tab) this.show(tab);
    });
    parts.tabs.addEventListener("keydown", (event) => {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!by) return;
      event.preventDefault();
      const at = this.tabs.findIndex(([id]) => id === this.tab);
      this.show(this.tabs[(at + by + this.tabs.length) % this.tabs.length][0]);
      parts.tabs.querySelector('[aria-selected="true"]').focus();
    });
    document.addEventListener("selectionchange", () => this.#selected());
  }

  /// Draws the right side anew, and the marks of the note where the words have changed.
  render() {
    const { parts, work } = this;
    const spans = this.#evidence();
    const print = JSON.stringify(spans.map((s) => [s.start, s.end, s.ref.kind, s.ref.id]));
    if (print !== this.#spans) {
      this.#spans = print;
      this.note.render(spans);
      this.find.again();
    } else {
      this.note.paint();
    }
    const counts = { codes: work.lines.filter((l) => l.state !== "rejected").length, withheld: this.withheld.length, queries: this.coded?.queries.length ?? 0, em: this.coded?.em?.code ?? "", decisions: "", grade: this.learn?.items.length ?? 0 };
    fill(parts.tabs, this.tabs.map(([id, name, k]) => h("button", { type: "button", role: "tab", id: `tab-${id}`, "data-tab": id, "aria-selected": String(id === this.tab), "aria-controls": "panel", tabindex: id === this.tab ? 0 : -1 }, name, counts[id] === "" || counts[id] === 0 ? null : h("span", { class: "count" }, String(counts[id])), h("kbd", {}, k))));
    parts.panel.setAttribute("aria-labelledby", `tab-${this.tab}`);
    this.#panel();
    this.#foot();
  }

  #panel() {
    const { parts, act } = this;
    const readOnly = this.work.readOnly;
    if (this.tab === "codes") return this.codes.render();
    const held = parts.panel.contains(document.activeElement);
    const views = {
      grade: () => this.learn.view({ current: this.#at, act }),
      withheld: () => withheldView(this.withheld, { current: this.#at, act, readOnly }),
      queries: () => queriesView(this.coded?.queries ?? [], { act }),
      em: () => levelView(this.coded?.em, { act }),
      decisions: () => decisionsView(this.decisions, { replay: () => this.#replay(), replayed: this.replayed, may: Boolean(this.replay) }),
    };
    fill(parts.panel, views[this.tab]());
    if (held) this.#focusPanel();
  }

  #focusPanel() {
    const target = this.parts.panel.querySelector(".code-row.current") ?? this.parts.panel;
    target.focus({ preventScroll: true });
    target.scrollIntoView?.({ block: "nearest" });
  }

  #foot() {
    const { checker, parts } = this;
    const [errors, warnings] = [checker.count("error"), checker.count("warning")];
    const said = checker.fault ? [h("span", { class: "tag bad" }, "not checked"), ` ${checker.fault.message}`]
      : checker.took === null ? ["checking…"]
        : [errors ? h("span", { class: "tag bad" }, `${errors} ${errors === 1 ? "error" : "errors"}`) : null, warnings ? h("span", { class: "tag warn" }, `${warnings} ${warnings === 1 ? "warning" : "warnings"}`) : null,
          errors || warnings ? null : h("span", { class: "tag good" }, "no errors or warnings"), h("span", { class: "quiet", id: "took", "data-ms": checker.took }, `checked, ${checker.took} ms`),
          checker.standing ? h("span", { class: "tag info", id: "standing" }, checker.standing) : null,
          checker.noData.length ? h("button", { type: "button", class: "plain", onclick: () => this.#untold() }, `${checker.noData.length} could not tell`) : null];
    fill(parts.checked, said);
    const undo = this.work.canUndo;
    const redo = this.work.canRedo;
    fill(parts.undo, "Undo", h("kbd", {}, "u"));
    fill(parts.redo, "Redo", h("kbd", {}, "U"));
    parts.undo.disabled = !undo || this.work.readOnly;
    parts.redo.disabled = !redo || this.work.readOnly;
    parts.undo.title = undo ? `Undo: ${undo}` : "";
    parts.redo.title = redo ? `Redo: ${redo}` : "";
  }

  #untold() {
    const all = Map.groupBy(this.checker.noData, (n) => n.needs);
    const list = [...all].map(([needs, rules]) => h("li", {}, h("strong", {}, needs), `: ${rules.map((r) => r.rule).join(", ")}`));
    this.reference.untold(list);
  }

  /// Every stretch of the note that something points to.
  #evidence() {
    const spans = [];
    const put = (list, ref) => (list ?? []).forEach((e) => spans.push({ start: e.start, end: e.end, ref }));
    for (const line of this.work.lines) put(line.evidence, { kind: "line", id: line.key });
    (this.learn?.items ?? []).forEach((item, n) => put(item.words, { kind: "fault", id: n, code: item.wanted ?? item.given ?? "", reason: item.kind }));
    for (const w of this.withheld) put(w.evidence, { kind: "withheld", id: `${w.system} ${w.code} ${w.reason}`, reason: w.reason, code: w.code });
    return spans;
  }

  #show(scroll) {
    const key = this.work.selected;
    if (this.tab === "codes") this.note.show((r) => r.kind === "line" && r.id === key, scroll);
    if (this.tab === "withheld") {
      const w = this.withheld[this.#at];
      this.note.show((r) => w && r.kind === "withheld" && r.id === `${w.system} ${w.code} ${w.reason}`, scroll);
    }
    if (this.tab === "grade") return this.note.show((r) => r.kind === "fault" && r.id === this.#at, scroll);
    if (this.tab !== "codes" && this.tab !== "withheld") this.note.show(() => false, false);
  }

  /// Words were clicked: their codes; again, the next of them.
  #open(refs) {
    const faults = this.tab === "grade" ? of(refs, "fault").map((r) => r.id) : [];
    if (faults.length) return this.act.at(faults[(faults.indexOf(this.#at) + 1) % faults.length]);
    const lines = of(refs, "line").map((r) => r.id);
    if (lines.length) {
      const next = lines[(lines.indexOf(this.work.selected) + 1) % lines.length];
      this.tab = "codes";
      this.work.select(next, "note");
      this.render();
      this.codes.reveal();
      this.#show(false);
      return say(`${this.current.code} ${this.current.title}${lines.length > 1 ? `, one of ${lines.length}` : ""}`);
    }
    const withheld = of(refs, "withheld")[0];
    if (!withheld) return undefined;
    this.tab = "withheld";
    this.#at = Math.max(0, this.withheld.findIndex((w) => `${w.system} ${w.code} ${w.reason}` === withheld.id));
    this.render();
    this.parts.panel.querySelector(".current")?.scrollIntoView({ block: "nearest" });
    this.#show(false);
    return say(`${this.withheld[this.#at]?.code} withheld: ${withheld.reason}`);
  }

  show(tab, focus = true) {
    this.tab = tab;
    this.render();
    this.#show(true);
    if (focus) this.#focusPanel();
  }

  #step(by) {
    if (this.tab === "codes") return this.codes.step(by);
    const list = { withheld: this.withheld, grade: this.learn?.items }[this.tab];
    if (!list) return this.parts.panel.scrollBy(0, by * 60);
    this.#at = Math.max(0, Math.min(list.length - 1, this.#at + by));
    this.render();
    this.#show(true);
    return this.#focusPanel();
  }

  /// The words that an added code is to stand on: selected in the note, else found in it.
  get #words() { return this.note.selection() ?? this.#picked ?? this.find.words; }
  #picked = null;

  #selected() {
    const words = this.note.selection();
    this.#picked = words;
    this.parts.pick.hidden = !words || this.work.readOnly;
    if (words) fill(this.parts.pick, `Find a code for “${words.text.length > 32 ? `${words.text.slice(0, 30)}…` : words.text}”`, h("kbd", {}, "/"));
  }

  #actions() {
    const { work } = this;
    const mayEdit = () => !work.readOnly || say("Signed off: press S to open the chart again");
    const now = (run) => () => (work.current && mayEdit() === true ? run(work.current) : undefined);
    return {
      select: (k) => { work.select(k); this.codes.focus(); },
      at: (n) => { this.#at = n; this.render(); this.#show(true); this.#focusPanel(); },
      accept: now((l) => { if (work.accept(l.key)) this.#next(l.key); }),
      acceptAll: () => mayEdit() === true && (work.acceptAll() || say("Nothing is undecided")),
      reject: now(async (l) => {
        if (l.state === "rejected") return say("It is rejected already");
        if (l.state === "added") return work.reject(l.key, null);
        const reason = await askReason(`Reject ${l.code}: why?`, REJECT, h("p", { class: "small quiet" }, l.title));
        return reason && work.reject(l.key, reason);
      }),
      replace: now(async (l) => {
        const by = await askCode(`In place of ${l.code}`, { words: l.title.split(",")[0], system: l.system, day: this.visit().date_of_service, lead: h("p", { class: "small quiet" }, l.title) });
        return by && work.replace(l.key, by);
      }),
      edit: now((l) => editLine(work, l.key)),
      link: now((l) => editLine(work, l.key, { links: true })),
      up: now((l) => work.move(l.key, -1)),
      down: now((l) => work.move(l.key, 1)),
      add: () => mayEdit() === true && this.#add(),
      take: (n) => mayEdit() === true && this.#take(n),
      undo: () => mayEdit() === true && (work.undo() ?? say("Nothing to undo")),
      redo: () => mayEdit() === true && (work.redo() ?? say("Nothing to do again")),
      official: (of = null) => this.#official(of?.code ? of : work.current),
      authority: (a) => opens(a) && this.reference.explain(a),
      explain: (f) => this.reference.finding(f),
      words: (e) => { this.note.reveal(this.note.range(this.note.ruler.index(e.start), this.note.ruler.index(e.end))); this.#flash(e); },
    };
  }

  /// After one is accepted the next undecided one is current.
  #next(key) {
    const at = this.work.lines.findIndex((l) => l.key === key);
    const open = this.work.undecided;
    const next = open.find((l) => this.work.lines.indexOf(l) > at) ?? open[0];
    if (next) this.work.select(next.key);
  }

  /// Words that no code stands on are shown by selecting them.
  #flash(e) {
    const range = this.note.range(this.note.ruler.index(e.start), this.note.ruler.index(e.end));
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  #official(line) {
    if (line) this.reference.code(line.system, line.code);
  }

  async #add() {
    const words = this.#words;
    const lead = words ? h("p", { class: "small quiet" }, "It will stand on the words ", h("q", {}, words.text), ".") : null;
    const found = await askCode("Add a code", { words: words?.text.slice(0, 200) ?? "", day: this.visit().date_of_service, lead });
    if (!found) return;
    getSelection().removeAllRanges();
    const evidence = words ? [{ start: words.start, end: words.end }] : [];
    const there = this.work.lines.find((l) => l.system === found.system && l.code === found.code && l.state !== "rejected");
    if (there) {
      this.work.select(there.key);
      if (words) this.work.support(there.key, evidence[0]);
      return;
    }
    this.tab = "codes";
    this.work.add(this.#dressed({ ...found, evidence }));
    this.codes.focus();
  }

  /// What a code has before anyone says otherwise: a service one unit, and the biller of the visit.
  #dressed(line) {
    if (!isService(line)) return line;
    const first = this.work.lines.find((l) => isDiagnosis(l) && l.state !== "rejected");
    const billing = this.work.lines.find(isService)?.billing_context ?? this.visit().billing_context ?? "professional";
    return { ...line, units: line.units ?? 1, billing_context: billing, pointers: first ? [first.key] : [] };
  }

  /// Adds a code that was found elsewhere, for the words that are selected or found.
  put(line) {
    const words = this.#words;
    this.tab = "codes";
    this.work.add(this.#dressed({ ...line, evidence: words ? [{ start: words.start, end: words.end }] : [] }));
  }

  #take(n = this.#at) {
    const w = this.tab === "withheld" ? this.withheld[n] : null;
    if (!w) return;
    const evidence = w.evidence.map(({ start, end }) => ({ start, end }));
    this.work.add(this.#dressed({ system: w.system, code: w.code, title: w.title, evidence }), `withheld as ${w.reason}: ${w.detail}`);
    this.#at = Math.min(n, Math.max(0, this.withheld.length - 1));
    this.show("withheld");
    say(`${w.code} is taken`);
  }

  async #replay() {
    try {
      this.replayed = await this.replay();
    } catch (fault) {
      say(fault.message);
      return;
    }
    this.render();
  }

  #keys() {
    const { act } = this;
    const codes = () => this.tab === "codes";
    const edit = () => codes() && !this.work.readOnly;
    const list = () => codes() || this.tab === "withheld" || this.tab === "grade";
    const decide = () => edit() && !this.learn;
    key("j", "Next code", () => this.#step(1));
    key("k", "Code before", () => this.#step(-1));
    key("ArrowDown", "Next code", () => this.#step(1), () => list() && this.parts.panel.contains(document.activeElement));
    key("ArrowUp", "Code before", () => this.#step(-1), () => list() && this.parts.panel.contains(document.activeElement));
    key("a", "Accept the code", act.accept, decide);
    key("A", "Accept every code that is not decided", act.acceptAll, decide);
    key("x", this.learn ? "Remove the code" : "Reject the code, with a reason; remove one that you added", act.reject, edit);
    key("r", "Replace the code", act.replace, edit);
    key("e", "Edit modifiers, units, POA, links", act.edit, edit);
    key("l", "Link diagnosis and service", act.link, edit);
    key("K", "Move the code up (also Alt+↑)", act.up, edit);
    key("J", "Move the code down (also Alt+↓)", act.down, edit);
    key("/", "Add a code, for the words selected or found in the note", act.add, () => !this.work.readOnly);
    key("u", "Undo (also Ctrl+Z)", act.undo, () => !this.work.readOnly);
    key("U", "Do again (also Ctrl+Shift+Z)", act.redo, () => !this.work.readOnly);
    key("t", "Take the withheld code", () => act.take(this.#at), () => this.tab === "withheld" && !this.work.readOnly);
    key("C", "Copy the text of the first query", () => this.coded?.queries.length && copy(queryText(this.coded.queries[0])), () => this.tab === "queries");
    key("o", "The official words of the code", () => act.official(this.tab === "withheld" ? this.withheld[this.#at] : null));
    key("O", "Get the file that the note was taken out of", () => download(this.source.href).catch((fault) => say(fault.message)), () => Boolean(this.source?.href));
    for (const [id, name, k] of this.tabs) key(k, `Show: ${id === "decisions" ? "every decision" : name.toLowerCase()}`, () => this.show(id));
    key("f", "Find in the note", () => this.parts.find.focus());
    key("]", "Next marked words", () => this.note.step(1));
    key("[", "Marked words before", () => this.note.step(-1));
    key("z", "Fold or open all sections", () => this.note.foldAll());
    key("L", "What the marks of the note mean", () => legend());
    key("Escape", "Close the official words", () => this.reference.close() || this.find.clear());
    document.addEventListener("keydown", (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.target.closest("input, textarea, select, dialog")) return;
      const pressed = event.key.toLowerCase();
      if (pressed !== "z" && pressed !== "y") return;
      event.preventDefault();
      if (pressed === "y" || event.shiftKey) act.redo();
      else act.undo();
    });
    this.parts.undo.addEventListener("click", act.undo);
    this.parts.redo.addEventListener("click", act.redo);
    this.parts.pick.addEventListener("click", act.add);
    this.parts.add.addEventListener("click", act.add);
    this.parts.fold.addEventListener("click", () => this.note.foldAll());
    this.parts.legend.addEventListener("click", () => legend());
  }
}
