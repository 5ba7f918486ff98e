// Rules of the house's own: read, changed, tried, saved; what stood before is one key away.

import { Fault, faultNotice, fill, get, h, post, put, say } from "./api.js";
import { key } from "./shell.js";
import { ask, buttons, cancel } from "./chart-ask.js";
import { RulesText } from "./rules-text.js";

const root = document.getElementById("rules");
const $ = (id) => document.getElementById(id);
const text = new RulesText($("text"), $("gutter"), $("problems"));
const PATH = "/api/v1/own-rules";
const WAIT = 250;

const STATEMENTS = {
  rule: ['rule name-of-the-rule\n  message "What is wrong, and what to do"\n  severity warning\n  when dx in E66 and age >= 20', "name-of-the-rule"],
  exception: ['override name-of-the-rule\n  severity info\n  reason "Why it weighs less, and who says so"', "name-of-the-rule"],
  limit: ["timely-filing 90 days for PAYER1", "PAYER1"],
};

let saved = { text: "", sha256: "" };
let read = { statements: [], problems: [] };
let asked = 0;

const changed = () => text.value !== saved.text;

function state() {
  const wrong = read.problems.length;
  const words = wrong ? `${wrong} ${wrong === 1 ? "mistake" : "mistakes"}` : changed() ? "not saved" : saved.sha256 ? "in force" : "no rules yet";
  fill($("state"), h("span", { class: `tag ${wrong ? "bad" : changed() ? "warn" : "good"}` }, words));
  $("save").disabled = wrong > 0 || !changed();
}

/// The list, with the statement that the caret is in.
function list() {
  const here = read.statements.filter((s) => s.line && s.line <= text.line).toSorted((a, b) => b.line - a.line)[0];
  const item = (s) => h("li", {}, h("button", { type: "button", class: "statement", "data-line": s.line, "aria-current": s === here ? "true" : null, onclick: () => (s.line ? text.go(s.line) : text.area.focus()) },
    h("span", { class: "tag" }, s.kind), " ", h("strong", {}, s.name), s.severity ? h("span", { class: "quiet" }, ` ${s.severity}`) : null, h("span", { class: "says" }, s.says)));
  fill($("list"), read.statements.length ? read.statements.map(item) : h("li", { class: "empty" }, h("p", {}, "No rules of your own."), h("p", {}, "Press ", h("kbd", {}, "a"), " to add one: what the book does not ask, or what a contract asks.")));
}

function take(answer) {
  read = answer;
  text.problems(read.problems);
  list();
  state();
}

let waiting = 0;
async function look() {
  const number = (asked += 1);
  try {
    const answer = await post(`${PATH}/read`, { text: text.value });
    if (number === asked) take(answer);
  } catch (fault) {
    fill($("notice"), faultNotice(fault));
  }
}
text.addEventListener("input", () => { state(); clearTimeout(waiting); waiting = setTimeout(look, WAIT); });
text.addEventListener("moved", list);

async function save() {
  clearTimeout(waiting);
  await look();
  if (read.problems.length) {
    const [first] = read.problems;
    text.go(first.line || 1, first.column);
    return say(`Not saved: ${first.message}`);
  }
  if (!changed()) return say("Nothing has changed");
  try {
    const answer = await put(PATH, { base: saved.sha256, text: text.value });
    saved = { text: answer.text, sha256: answer.sha256 };
    take(answer);
    fill($("notice"), h("div", { class: "notice", role: "status" }, "Saved. The rules hold from the next check on."));
    say("Saved");
  } catch (fault) {
    const theirs = fault.status === 409 ? h("button", { type: "button", class: "tool", onclick: load }, "Load theirs") : null;
    fill($("notice"), faultNotice(fault), theirs);
    theirs?.focus();
  }
  return undefined;
}

const place = (f) => [f.claim ? `claim ${f.claim}` : null, f.line ? `line ${f.line}` : null, f.segment, f.codes.join(" ")].filter(Boolean).join(" · ");
const hit = (f) => h("div", { class: `hit${f.id === "own" ? " own" : ""}` }, h("span", { class: `tag ${{ error: "bad", warning: "warn" }[f.severity] ?? "info"}` }, f.status === "overridden" ? "set aside" : f.severity), " ", h("strong", {}, f.rule), ` ${f.message}`, h("div", { class: "small quiet" }, [place(f), f.reason].filter(Boolean).join(" · ")));

/// What the rules find: one's own and what is set aside first, the book's below.
function found(findings, noData, problems) {
  const mine = new Set(read.statements.filter((s) => s.kind !== "timely-filing").map((s) => s.name));
  const own = findings.filter((f) => f.id === "own" || f.status === "overridden" || mine.has(f.rule));
  const rest = findings.filter((f) => !own.includes(f));
  const untold = noData.filter((n) => mine.has(n.rule));
  fill($("tried"),
    problems.length ? h("div", { class: "notice warn" }, problems.map((p) => h("div", {}, p))) : null,
    h("p", {}, h("strong", {}, own.length ? `${own.length} by your rules` : "Your rules find nothing here."), rest.length ? `, ${rest.length} by the book` : ""),
    own.map(hit), untold.map((n) => h("div", { class: "hit own" }, h("strong", {}, n.rule), ` could not tell: ${n.needs}`)),
    rest.length ? h("details", {}, h("summary", {}, "Findings of the book"), rest.map(hit)) : null);
  say(`${own.length} by your rules`);
}

async function attempt() {
  const [claim, chart] = [$("claim").value, $("chart")?.value.trim() ?? ""];
  if (!claim.trim() && !chart) {
    fill($("tried"), h("div", { class: "notice warn", role: "alert" }, "Paste a claim first."));
    $("claim").focus();
    return;
  }
  $("try").disabled = true;
  try {
    const tried = await post(`${PATH}/try`, { text: text.value, ...(claim.trim() ? { claim } : { encounter: chart.split("/").pop() }) });
    if (tried.problems.length) {
      text.problems(tried.problems);
      fill($("tried"), h("div", { class: "notice bad", role: "alert" }, "The rules have mistakes; they are told under the text."));
    } else {
      const of = tried.checked ?? tried.chart;
      found(of.findings, of.no_data, of.problems ?? []);
    }
  } catch (fault) {
    fill($("tried"), faultNotice(fault));
  } finally {
    $("try").disabled = false;
  }
}

async function versions() {
  const all = await get(`${PATH}/versions`).catch((fault) => { fill($("notice"), faultNotice(fault)); return null; });
  if (!all) return;
  const chosen = await ask("Versions of the rules", (done, dialog) => [
    all.length ? h("div", { class: "reasons" }, all.map((v, n) => h("button", { type: "button", autofocus: n === 0, onclick: () => done(v.seq) }, new Date(v.at).toLocaleString(), ` · ${v.by_name} · ${v.rules} rules, ${v.exceptions} exceptions`, v.sha256 === saved.sha256 ? h("span", { class: "tag good" }, "in force") : null)))
      : h("p", {}, "Nothing was saved here yet."),
    h("p", { class: "small quiet" }, "One that is chosen is put into the text; it holds once it is saved. All of them stand in the audit log."), buttons(cancel(dialog))], { wide: true });
  if (!chosen) return;
  text.value = (await get(`${PATH}/versions/${chosen}`)).text;
  await look();
  text.area.focus();
  say("The version is in the text, not saved");
}

async function load() {
  try {
    const answer = await get(PATH);
    saved = { text: answer.text, sha256: answer.sha256 };
    text.value = answer.text;
    fill($("notice"));
    take(answer);
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    fill($("notice"), faultNotice(fault));
  }
  root.removeAttribute("aria-busy");
}

const add = (what) => () => text.append(...STATEMENTS[what]);
for (const [id, run] of Object.entries({ "add-rule": add("rule"), "add-exception": add("exception"), "add-limit": add("limit"), versions, save, try: attempt })) $(id).addEventListener("click", run);
key("a", "Add a rule", add("rule"));
key("x", "Add an exception to a rule", add("exception"));
key("l", "Add a limit of timely filing", add("limit"));
key("v", "Versions of the rules", versions);
key("s", "Save (also Ctrl+S)", save);
key("e", "Edit the text", () => text.area.focus());
key("t", "A claim to try the rules on", () => $("claim").focus());
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey)) return;
  if (event.key === "Enter") { event.preventDefault(); attempt(); }
  if (event.key === "s") { event.preventDefault(); save(); }
});
addEventListener("beforeunload", (event) => { if (changed()) event.preventDefault(); });
load();
