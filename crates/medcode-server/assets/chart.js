// A kept chart: loads it, puts the desk over it, saves by itself, and brings it to its end.

import { del, faultNotice, fill, get, h, post, say } from "./api.js";
import { Desk } from "./chart-desk.js";
import { Ending } from "./chart-ending.js";
import { Keeper } from "./chart-save.js";
import { pinDay } from "./shell.js";
import { Source } from "./chart-source.js";
import { fromWire } from "./chart-state.js";
import { visitWords } from "./chart-visit.js";

const root = document.getElementById("chart");
const id = root.dataset.id;
const may = { write: root.dataset.write === "true", export: root.dataset.export === "true" };
const notice = document.getElementById("notice");
const path = `/api/v1/encounters/${encodeURIComponent(id)}`;
const BEAT = 20_000;
/// Who has done nothing for so long is not said to be here: a page left open must not keep a session alive.
const AWAY = 3 * 60_000;

class Chart {
  constructor(opened) {
    this.encounter = opened.encounter;
    this.desk = new Desk(document.getElementById("desk"), {
      note: { text: opened.note?.text ?? "", sections: opened.note?.sections ?? [] },
      visit: () => this.visit(),
      replay: () => get(`${path}/replay`),
      path,
      source: new Source(opened.note, `${path}/original`),
    });
    this.keeper = new Keeper(id, this.desk.work, opened.codes?.seq ?? 0);
    this.keeper.takesUp = () => (["new", "assigned"].includes(this.encounter.status) ? "in_progress" : null);
    this.keeper.addEventListener("status", (event) => {
      this.encounter = { ...this.encounter, status: event.detail };
      this.head();
    });
    this.keeper.addEventListener("kept", ({ detail: { set, decisions } }) => {
      const told = { at: set.at, by_name: set.by_name, code_set: set.seq, medcode: set.medcode };
      this.desk.decisions = [...this.desk.decisions, ...decisions.map((d) => ({ ...d, ...told }))];
      if (this.desk.source.learn(set.lines) || this.desk.tab === "decisions") this.desk.render();
    });
    this.ending = new Ending(this, may);
    this.keeper.addEventListener("state", () => this.#saved());
    this.desk.work.addEventListener("change", () => this.#mayLeaveOut());
    this.take(opened);
    this.#restore();
    this.active = Date.now();
    for (const name of ["keydown", "pointerdown", "wheel"]) addEventListener(name, () => (this.active = Date.now()), { passive: true });
    this.#beat();
    setInterval(() => this.#beat(), BEAT);
    addEventListener("pagehide", () => del(`${path}/presence`, { keepalive: true }).catch(() => {}));
  }

  get closed() { return ["coded", "exported", "deleted"].includes(this.encounter.status); }

  /// What is known of the visit: as given, else as the engine read it from the note.
  visit() {
    const [e, coded] = [this.encounter, this.desk?.coded];
    return {
      setting: e.setting ?? coded?.setting ?? null, billing_context: e.billing_context, age: e.age, sex: e.sex,
      date_of_service: e.date_of_service ?? coded?.as_of ?? null, nearest: !e.date_of_service,
    };
  }

  take(opened, keepSelection = false) {
    this.encounter = opened.encounter;
    this.desk.decisions = opened.decisions;
    this.desk.work.readOnly = this.closed || !may.write;
    this.desk.take(opened.suggested, fromWire(opened.codes?.lines ?? []), keepSelection);
    this.head();
  }

  head() {
    const e = this.encounter;
    document.getElementById("chart-title").textContent = e.title || e.external_id || "Chart";
    fill(document.getElementById("chart-facts"), visitWords(this.visit(), e));
    pinDay(this.visit().date_of_service);
    const tone = { coded: "good", exported: "good", held: "warn" }[e.status] ?? "info";
    const held = e.status === "held" && e.hold_reason ? `: ${e.hold_reason}` : "";
    fill(document.getElementById("chart-status"), h("span", { class: `tag ${tone}` }, e.status.replace("_", " ") + held));
    this.ending.render();
  }

  #restore() {
    if (this.desk.work.readOnly) return;
    const draft = this.keeper.restore();
    if (!draft) return;
    if (draft.lost) {
      fill(notice, h("div", { class: "notice warn" }, `${draft.lost} of your decisions were not saved before the page was left, and the chart has changed since.`));
      return;
    }
    this.desk.take(this.desk.coded, fromWire(draft.lines));
    this.desk.work.pending.push(...draft.decisions);
    this.keeper.flush().catch(() => {});
    say("What was not saved is here again");
  }

  #saved() {
    const { state, fault } = this.keeper;
    const words = { saved: "All saved", waiting: "Saving…", saving: "Saving…", failed: "Not saved yet", conflict: "Not saved" }[state];
    const where = document.getElementById("saved");
    fill(where, h("span", { class: state === "failed" || state === "conflict" ? "tag bad" : "quiet" }, words));
    where.dataset.state = state;
    if (state === "failed") {
      fill(notice, h("div", { class: "notice bad", role: "alert" }, h("strong", {}, fault.title), ` ${fault.message} Your work is kept here and will be tried again. `,
        h("button", { type: "button", class: "tool", onclick: () => this.keeper.flush().catch(() => {}) }, "Try now")));
    } else if (state === "conflict") {
      this.#conflict(fault);
    } else if (state === "saved") {
      fill(notice);
    }
  }

  /// Somebody else saved first: what they did, and theirs to go on with.
  async #conflict(fault) {
    const mine = [...this.desk.work.pending];
    this.desk.work.readOnly = true;
    const list = h("ul", { class: "small" });
    const take = h("button", { type: "button", class: "primary" }, "Load theirs");
    fill(notice, h("div", { class: "notice bad", role: "alert", id: "conflict" }, h("strong", {}, fault.title), h("div", {}, fault.message), list,
      h("div", { class: "row" }, take, h("span", { class: "small quiet" }, mine.length ? `Yours that are not saved: ${mine.map((d) => `${d.kind} ${d.code}`).join(", ")}.` : ""))));
    take.focus();
    const opened = await get(path).catch(() => null);
    if (!opened) return;
    const theirs = opened.decisions.filter((d) => d.code_set > this.keeper.base);
    fill(list, theirs.slice(-12).map((d) => h("li", {}, `${d.by_name}: ${d.kind.replace("_", " ")} ${d.code}${d.reason ? `, ${d.reason}` : ""}`)));
    take.addEventListener("click", () => this.reload());
  }

  /// The chart as it stands on the server.
  async reload() {
    const opened = await get(path);
    this.keeper.reopen(opened.codes?.seq ?? 0);
    this.take(opened, true);
    fill(notice);
    this.desk.codes.focus();
    say("The chart as it stands now");
  }

  #mayLeaveOut() { this.ending.render(); }

  async #beat() {
    if (Date.now() - this.active > AWAY) return;
    try {
      const others = await post(`${path}/presence`, {});
      const names = [...new Set(others.map((o) => o.name))];
      fill(document.getElementById("others"), names.length ? h("span", { class: "tag warn" }, `${names.join(", ")} ${names.length > 1 ? "have" : "has"} it open`) : null);
    } catch { /* a beat that is missed is no matter */ }
  }
}

async function start() {
  try {
    let opened = await get(path);
    if (!opened.codes && opened.note?.text && may.write && !["coded", "exported", "deleted"].includes(opened.encounter.status)) {
      const { codes, suggested } = await post(`${path}/suggest`, {});
      const { at, by_name, seq, medcode } = codes;
      const decisions = codes.lines.map((l) => ({ kind: "suggested", system: l.system, code: l.code, at, by_name, code_set: seq, medcode }));
      const status = opened.encounter.status === "held" ? "held" : "in_progress";
      opened = { ...opened, encounter: { ...opened.encounter, status }, codes, suggested, decisions };
    }
    const chart = new Chart(opened);
    if (!opened.note?.text) fill(notice, h("div", { class: "notice warn" }, "This chart has no note, or it was erased."));
    root.removeAttribute("aria-busy");
    chart.desk.codes.focus();
  } catch (fault) {
    root.removeAttribute("aria-busy");
    fill(notice, faultNotice(fault));
  }
}
start();
