// How a chart goes on: signed off, held, exported, the next one; and the facts of the visit.

import { faultNotice, fill, get, h, post, put, say } from "./api.js";
import { key } from "./shell.js";
import { ask, askForm, askReason, buttons, cancel, confirmed } from "./chart-ask.js";
import { visitFields, visitOf } from "./chart-visit.js";
import { download } from "./chart-download.js";
import { isHere, stay } from "./chart-stay.js";

const HOLD = ["Waits for an answer of the provider", "Waits for results or pathology", "The note is not complete or not signed", "Wrong patient or encounter", "Waits for a second opinion"];
const FACTS = ["title", "setting", "date_of_service", "admitted", "age", "sex", "billing_context", "mrn", "npi"];
const FORMS = [["coded", "JSON: codes with their words"], ["fhir", "FHIR R4 bundle"], ["837p", "837P claim, professional"], ["837i", "837I claim, institutional"], ["csv", "CSV"], ["superbill", "Superbill (PDF)"], ["cms1500", "CMS-1500 (PDF)"], ["ub04", "UB-04 (PDF)"], ["json", "Claim as JSON"]];

/// What is lacking, with the page where it is entered.
function linked(line, here, visit) {
  const [what, page] = line.split(": enter it at ");
  if (what.endsWith("(Visit)")) return [what.replace(/ \(Visit\)$/, ": "), visit];
  if (page && isHere(what)) return [what, ": ", h("button", { type: "button", class: "plain", onclick: () => here(what) }, "enter it")];
  return page?.startsWith("/records/") ? [what, ": ", h("a", { href: page, target: "_blank" }, "enter it")] : line.replace(/: enter it at .*/, "");
}

export class Ending {
  constructor(chart, may) {
    this.chart = chart;
    this.may = may;
    this.element = document.getElementById("ending");
    this.notice = document.getElementById("notice");
    this.actions = [
      { key: "s", text: "Sign off", run: () => this.signOff(), when: () => may.write && !chart.closed, primary: true },
      { key: "S", text: "Open again", run: () => this.openAgain(), when: () => may.write && ["coded", "exported"].includes(chart.encounter.status) },
      { key: "h", text: "Hold", run: () => this.hold(), when: () => may.write && !chart.closed && chart.encounter.status !== "held" },
      { key: "p", text: "Export", run: () => this.export(), when: () => may.export },
      { key: "v", text: "Visit", run: () => this.visit(), when: () => may.write && !chart.closed },
      { key: "b", text: "Bill", run: () => this.bill(), when: () => may.write && this.#facility },
      { key: "n", text: "Next", run: () => this.next(), when: () => may.write },
    ];
    for (const a of this.actions) key(a.key, { s: "Sign the codes off", S: "Open a signed-off chart again", h: "Hold the chart, with a reason", p: "Export", v: "Change the facts of the visit", b: "What the bill of the facility asks", n: "Next chart" }[a.key], a.run, a.when);
  }

  get #path() { return `/api/v1/encounters/${encodeURIComponent(this.chart.encounter.id)}`; }

  /// Whether the codes may go on a facility's bill.
  get #facility() {
    const { billing_context: billing, setting } = this.chart.visit();
    return billing === "facility" || (!billing && ["inpatient", "observation", "ed", "outpatient_procedure"].includes(setting));
  }

  /// The facts of a facility's bill, with the focus on what is lacking.
  async bill(what = null) {
    await this.#do(async () => {
      await this.chart.keeper.flush();
      await stay(this.chart, this.#path, what);
    });
  }

  #drawn = "";
  render() {
    const shown = this.actions.filter((a) => a.when());
    const print = shown.map((a) => a.key).join();
    if (print === this.#drawn) return;
    this.#drawn = print;
    fill(this.element, shown.map((a) => h("button", { type: "button", class: a.primary ? "primary tool" : "tool", onclick: a.run }, a.text, h("kbd", {}, a.key))));
  }

  /// Runs what may fail; a fault is shown, and nothing is lost.
  async #do(run) {
    try {
      return await run();
    } catch (fault) {
      if (fault.status !== 409) fill(this.notice, faultNotice(fault));
      else await this.#stale(fault);
      return null;
    }
  }

  /// The chart's own fields changed meanwhile: they are read again, the codes are the keeper's.
  async #stale(fault) {
    if (this.chart.keeper.state === "conflict") return;
    const { encounter } = await get(this.#path);
    this.chart.encounter = encounter;
    this.chart.head();
    fill(this.notice, faultNotice(fault));
  }

  /// Takes up what a change has made of the chart.
  async #again(what) {
    const opened = await get(this.#path);
    this.chart.keeper.base = opened.codes?.seq ?? 0;
    this.chart.take(opened, true);
    fill(this.notice);
    say(what);
  }

  async signOff() {
    const { desk, keeper } = this.chart;
    const [open, errors] = [desk.work.undecided, desk.checker.findings.filter((f) => f.severity === "error")];
    if (open.length || errors.length) {
      const list = (title, items) => (items.length ? [h("h3", {}, title), h("ul", { class: "small" }, items.map((i) => h("li", {}, i)))] : []);
      const yes = await confirmed("Sign off?", [
        ...list(`${open.length} not decided yet: signing off accepts them`, open.map((l) => `${l.code} ${l.title}`)),
        ...list(`${errors.length} ${errors.length === 1 ? "error stands" : "errors stand"}`, errors.map((f) => `${f.codes.join(", ")}: ${f.message}`)),
      ], open.length ? "Accept and sign off" : "Sign off all the same");
      if (!yes) return;
    }
    if (open.length) desk.work.acceptAll();
    await this.#do(async () => {
      await keeper.flush("coded");
      await this.#again("Signed off");
    });
  }

  async openAgain() {
    this.chart.desk.work.pending.push({ kind: "reopened", system: "", code: "" });
    await this.#do(async () => {
      await this.chart.keeper.flush("in_progress");
      await this.#again("Open again");
    });
  }

  async hold() {
    const reason = await askReason("Hold this chart: what does it wait for?", HOLD);
    if (!reason) return;
    await this.#do(async () => {
      await this.chart.keeper.flush();
      const { encounter } = await get(this.#path);
      await post(`${this.#path}/hold`, { version: encounter.version, reason });
      await this.#again("Held");
    });
  }

  async next() {
    await this.#do(async () => {
      await this.chart.keeper.flush();
      const { chart } = await post("/api/v1/worklist/next", {});
      if (!chart) return say("No chart waits") ?? fill(this.notice, h("div", { class: "notice" }, "No chart waits. ", h("a", { href: "/worklist" }, "Worklist")));
      return location.assign(`/charts/${encodeURIComponent(chart.id)}`);
    });
  }

  async visit() {
    const { encounter } = this.chart;
    const title = h("label", { class: "field" }, "Title in the worklist", h("input", { name: "title", value: encounter.title, maxlength: 200 }));
    const again = h("label", { class: "check" }, h("input", { type: "checkbox", name: "again", checked: true }), " Code the note again with them; what is decided stays");
    const form = await askForm("Facts of the visit", [title, visitFields(encounter), again], "Save");
    if (!form) return;
    await this.#do(async () => {
      await this.chart.keeper.flush();
      // Saving codes counts the version up too: only a change of what is asked here is a conflict.
      const { encounter: now } = await get(this.#path);
      const same = FACTS.every((f) => now[f] === encounter[f]);
      await put(this.#path, { version: same ? now.version : encounter.version, title: form.get("title").trim(), ...visitOf(form) });
      if (form.get("again")) await post(`${this.#path}/suggest`, {});
      await this.#again("Saved");
    });
  }

  export() {
    const { encounter } = this.chart;
    return ask("Export", (done, dialog) => {
      const said = h("div", { role: "status" });
      const facts = h("input", { type: "file", accept: ".json,application/json", "aria-label": "File of billing facts", class: "visually-hidden" });
      const write = async (to, button) => {
        button.disabled = true;
        try {
          await this.chart.keeper.flush();
          const notices = await download(`${this.#path}/export?to=${to}`);
          fill(said, h("div", { class: "notice" }, h("strong", {}, "Written."), notices.map((n) => h("div", { class: "small" }, n)), encounter.status === "coded" ? h("button", { type: "button", class: "tool", onclick: () => this.#sent(dialog) }, "Mark as exported") : null));
        } catch (fault) {
          const [first, ...lacks] = fault.message.split("\n");
          if (!first.startsWith("the claim lacks")) {
            fill(said, faultNotice(fault));
            return;
          }
          const bill = (what) => { dialog.close(); this.bill(what); };
          const visit = () => this.#toVisit(dialog);
          fill(said, h("div", { class: "notice bad", role: "alert" }, h("strong", {}, "The claim cannot be written yet. It lacks:"),
            h("ul", {}, lacks.map((line) => h("li", {}, linked(line, bill, visit())))),
            h("button", { type: "button", class: "tool", onclick: () => facts.click() }, "Load a file of billing facts")));
        } finally {
          button.disabled = false;
          button.focus();
        }
      };
      facts.addEventListener("change", () => this.#facts(facts.files[0], said));
      return [
        encounter.status === "coded" || encounter.status === "exported" ? null : h("p", { class: "notice warn" }, "The codes are not signed off yet."),
        h("div", { class: "forms" }, FORMS.map(([to, text], n) => {
          const button = h("button", { type: "button", autofocus: n === 0, "data-to": to }, text);
          button.addEventListener("click", () => write(to, button));
          return button;
        })), said, facts, buttons(cancel(dialog))].filter(Boolean);
    }, { wide: true });
  }

  /// To the facts of the visit; a chart that is signed off is opened for it first.
  #toVisit(dialog) {
    if (!this.may.write) return "a coder enters it under Visit";
    const go = async () => {
      dialog.close();
      if (this.chart.closed) await this.openAgain();
      await this.visit();
    };
    const text = this.chart.closed ? "open the chart again and enter it under Visit" : "enter it under Visit";
    return h("button", { type: "button", class: "plain", onclick: go }, text);
  }

  async #facts(file, said) {
    try {
      const billing = JSON.parse(await file.text());
      const { encounter } = await get(this.#path);
      const { version } = await put(this.#path, { version: encounter.version, facts: { ...encounter.facts, billing } });
      this.chart.encounter = { ...encounter, version, facts: { ...encounter.facts, billing } };
      fill(said, h("div", { class: "notice" }, "The billing facts are kept with the chart. Choose the form again."));
    } catch (fault) {
      const title = fault.title ?? "Not JSON";
      fill(said, h("div", { class: "notice bad", role: "alert" }, h("strong", {}, title), (fault.message ?? "").split("\n").map((line) => h("div", {}, line))));
    }
  }

  async #sent(dialog) {
    dialog.close();
    await this.#do(async () => {
      const { encounter } = await get(this.#path);
      await post(`${this.#path}/exported`, { version: encounter.version });
      await this.#again("Exported");
    });
  }
}
