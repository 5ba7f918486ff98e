// A practice chart: coded on the desk of the workbench without suggestions, with hints in steps, then
// graded. The codes of the chart are on the server until then.

import { faultNotice, fill, get, h, post, query, say } from "./api.js";
import { key } from "./shell.js";
import { Desk } from "./chart-desk.js";
import { fromWire, isReported, toWire } from "./chart-state.js";
import { visitWords } from "./chart-visit.js";
import { GradeTab } from "./learn-grade.js";

const root = document.getElementById("chart");
const id = root.dataset.id;
const path = `/api/v1/learn/charts/${encodeURIComponent(id)}`;
const notice = document.getElementById("notice");
const DRAFT = `learn:${id}`;
/// Who has done nothing for so long is not working on the chart.
const AWAY = 2 * 60_000;

class PracticeChart {
  seconds = 0;
  hints = 0;
  #active = Date.now();

  constructor(chart) {
    this.chart = chart;
    const visit = { setting: chart.setting, billing_context: chart.billing_context, age: chart.age, sex: chart.sex, date_of_service: chart.date_of_service, nearest: true };
    fill(document.getElementById("chart-facts"), visitWords(visit, {}));
    this.grade = new GradeTab((w) => this.desk.note.text.slice(this.desk.note.ruler.index(w.start), this.desk.note.ruler.index(w.end)));
    this.desk = new Desk(document.getElementById("desk"), { note: { text: chart.note, sections: chart.sections }, visit: () => visit, learn: this.grade });
    this.#typed();
    this.#keys();
    const draft = JSON.parse(sessionStorage.getItem(DRAFT) ?? "null");
    this.seconds = draft?.seconds ?? 0;
    this.desk.take(null, fromWire(draft?.lines ?? []));
    if (draft?.hints) this.#showHints(draft.hints);
    this.desk.work.addEventListener("change", () => this.#keep());
    for (const name of ["keydown", "pointerdown", "wheel"]) addEventListener(name, () => (this.#active = Date.now()), { passive: true });
    setInterval(() => this.#tick(), 1000);
    this.#tick();
    this.render();
  }

  get graded() { return Boolean(this.grade.result); }

  #tick() {
    if (!this.graded && !document.hidden && Date.now() - this.#active < AWAY) this.seconds += 1;
    document.getElementById("clock").textContent = `${Math.floor(this.seconds / 60)}:${String(this.seconds % 60).padStart(2, "0")}`;
    if (this.seconds % 10 === 0) this.#keep();
  }

  #keep() {
    if (this.graded) sessionStorage.removeItem(DRAFT);
    else sessionStorage.setItem(DRAFT, JSON.stringify({ lines: toWire(this.desk.work.lines), seconds: this.seconds, hints: this.hints }));
  }

  /// The line in which codes are typed.
  #typed() {
    this.input = h("input", { class: "typed", "aria-label": "Type a code", placeholder: "Type a code: E11.22 poa=Y   i", autocomplete: "off", spellcheck: "false", title: "One code: E11.22 poa=Y, 99213-25, J1885 x4, ICD-10-PCS 0DTJ4ZZ" });
    const form = h("form", {}, this.input);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#take();
    });
    this.desk.parts.tabs.after(h("span", { class: "grow" }), form);
  }

  async #take() {
    const text = this.input.value.trim();
    if (!text) return;
    try {
      const line = await get(`/api/v1/learn/line${query({ chart: id, text })}`);
      this.desk.put(line);
      this.input.value = "";
      this.input.focus();
      fill(notice);
      say(`Added ${line.code} ${line.title}`);
    } catch (fault) {
      fill(notice, faultNotice(fault));
    }
  }

  #keys() {
    const open = () => !this.graded;
    const done = () => this.graded;
    this.actions = [
      { key: "h", text: () => `Hint ${this.hints + 1} of ${this.chart.hints}`, told: "The next hint", run: () => this.hint(), when: () => open() && this.hints < this.chart.hints },
      { key: "s", text: () => "Hand in", told: "Hand the chart in: it is graded", run: () => this.handIn(), when: open, primary: true },
      { key: "r", text: () => "Code it again", told: "Code the chart again from the beginning", run: () => this.again(), when: done },
      { key: "n", text: () => "Next chart", told: "The next chart that is not coded yet", run: () => this.next(), when: done, primary: true },
    ];
    for (const a of this.actions) key(a.key, a.told, a.run, a.when);
    key("i", "Type a code", () => this.input.focus(), open);
    key("p", "Practise the kind of the current error", () => document.querySelector(".graded.current .tools a")?.click(), done);
  }

  render() {
    const shown = this.actions.filter((a) => a.when());
    fill(document.getElementById("ending"), shown.map((a) => h("button", { type: "button", class: a.primary ? "primary tool" : "tool", onclick: a.run }, a.text(), h("kbd", {}, a.key))));
    this.input.disabled = this.graded;
  }

  async hint() {
    await this.#showHints(this.hints + 1);
    const last = document.querySelector("#hints li:last-child");
    if (last) say(`Hint: ${last.textContent}`);
  }

  async #showHints(count) {
    try {
      const all = await get(`${path}/hints/${count}`);
      this.hints = all.length;
      const where = document.getElementById("hints");
      where.hidden = false;
      fill(where, h("ol", {}, all.map((text) => h("li", {}, text))));
      this.#keep();
      this.render();
    } catch (fault) {
      fill(notice, faultNotice(fault));
    }
  }

  async handIn() {
    const { work } = this.desk;
    if (!work.lines.some(isReported)) {
      fill(notice, h("div", { class: "notice warn", role: "alert" }, "Nothing is coded yet: ", h("kbd", {}, "/"), " finds a code, ", h("kbd", {}, "i"), " types one."));
      return;
    }
    try {
      this.grade.take(await post(`${path}/grade`, { codes: toWire(work.lines), seconds: this.seconds, hints: this.hints }));
    } catch (fault) {
      fill(notice, faultNotice(fault));
      return;
    }
    work.readOnly = true;
    fill(notice);
    this.#keep();
    this.desk.act.at(0);
    this.desk.show("grade");
    this.render();
    const { codes_right, codes, errors } = this.grade.result;
    say(`${codes_right} of ${codes} codes right, ${errors.length} material errors`);
  }

  again() {
    this.grade.take(null);
    this.seconds = 0;
    this.hints = 0;
    document.getElementById("hints").hidden = true;
    this.desk.work.readOnly = false;
    this.desk.take(null, []);
    this.desk.show("codes");
    this.render();
    say("From the beginning");
  }

  async next() {
    try {
      const charts = await get("/api/v1/learn/charts");
      const open = charts.filter((c) => !c.attempts).toSorted((a, b) => a.level - b.level);
      const near = open.find((c) => c.level === this.chart.level && c.setting === this.chart.setting) ?? open[0];
      location.assign(near ? `/learn/charts/${encodeURIComponent(near.id)}` : "/learn");
    } catch (fault) {
      fill(notice, faultNotice(fault));
    }
  }
}

async function start() {
  try {
    const chart = await get(path);
    root.removeAttribute("aria-busy");
    new PracticeChart(chart);
    document.getElementById("note").focus({ preventScroll: true });
  } catch (fault) {
    root.removeAttribute("aria-busy");
    fill(notice, faultNotice(fault));
  }
}
start();
