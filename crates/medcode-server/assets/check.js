// The page that checks claims: files in, findings out, grouped, filtered, explained, exported.

import { faultNotice, fill, h, say } from "./api.js";
import { show } from "./check-detail.js";
import { asCsv, asJson } from "./check-export.js";
import * as list from "./check-list.js";
import { checkFile } from "./check-run.js";
import { key } from "./shell.js";

/// Findings that the page holds; a file with more is for the command, which streams them.
const MOST = 50_000;
const NAMES = { error: "Errors", warning: "Warnings", info: "Hints" };

const many = (n, one, more) => `${n.toLocaleString("en-US")} ${n === 1 ? one : more}`;
const byId = (id) => document.getElementById(id);
const chooser = byId("files");
const filter = byId("filter");
let files = [];
let all = [];
let shown = [];
let dropped = 0;
let by = "claim";
const severities = new Set(["error", "warning", "info"]);

list.begin((finding) => show(finding, files.find((f) => f.name === finding.file)?.blob));

// Files.

async function take(blobs) {
  if (!blobs.length) return;
  for (const f of files) f.stop?.abort();
  [files, all, dropped] = [[], [], 0];
  byId("intro").hidden = true;
  byId("results").hidden = true;
  fill(byId("runs"));
  const names = new Map();
  for (const blob of blobs) {
    const seen = names.get(blob.name) ?? 0;
    names.set(blob.name, seen + 1);
    files.push({ blob, name: seen ? `${blob.name} (${seen + 1})` : blob.name, ...line(blob) });
  }
  // One after the other: each uses all that the server gives.
  for (const file of [...files]) await run(file);
}

function line(blob) {
  const bar = h("progress", { "aria-label": `How far ${blob.name} is`, max: "1", value: "0" });
  const said = h("span", { class: "small" }, "waits");
  const stop = new AbortController();
  const button = h("button", { type: "button", onclick: () => stop.abort() }, "Stop");
  const item = h("li", {}, h("span", {}, blob.name, h("span", { class: "small quiet" }, ` ${size(blob.size)}`)), bar, said, button);
  byId("runs").append(item);
  return { bar, said, stop, button, item };
}

const size = (n) => (n < 1e6 ? `${Math.max(1, Math.round(n / 1000))} kB` : `${(n / 1e6).toFixed(1)} MB`);

async function run(file) {
  let drawn = performance.now();
  const begun = drawn;
  let found = 0;
  file.said.textContent = "is sent";
  const heard = {
    finding: (f) => {
      found += 1;
      if (all.length < MOST) all.push({ ...f, file: file.name });
      else dropped += 1;
    },
    progress: (p) => {
      file.bar.value = file.blob.size ? Math.min(1, p.bytes / file.blob.size) : 0;
      file.said.textContent = `${many(p.claims, "claim", "claims")}, ${many(p.findings, "finding", "findings")}`;
      if (performance.now() - drawn > 1500) { drawn = performance.now(); refresh(); }
    },
  };
  try {
    file.done = await checkFile(file.blob, { format: byId("format").value, nearest: byId("nearest").checked }, heard, file.stop.signal);
    file.bar.value = 1;
    const took = ((performance.now() - begun) / 1000).toFixed(1);
    file.said.textContent = `${many(file.done.claims, "claim", "claims")}, ${many(found, "finding", "findings")}, ${took} s`;
    say(`${file.name}: ${file.said.textContent}`);
  } catch (fault) {
    const stopped = fault.name === "AbortError";
    file.said.textContent = stopped ? "stopped" : "not checked";
    if (!stopped) file.item.append(faultNotice(fault));
  }
  file.button.remove();
  refresh();
}

// What is shown.

function refresh() {
  const checked = files.filter((f) => f.done);
  if (!checked.length && !all.length) return;
  byId("results").hidden = false;
  const words = filter.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const says = (f) => `${f.claim} ${f.rule} ${f.id} ${f.codes.join(" ")} ${f.message} ${f.segment ?? ""} ${f.path ?? ""}`.toLowerCase();
  shown = all.filter((f) => severities.has(f.severity) && (!words.length || ((text) => words.every((w) => text.includes(w)))(says(f))));
  const counts = { error: 0, warning: 0, info: 0 };
  for (const f of all) counts[f.severity] += 1;
  for (const button of document.querySelectorAll("[data-severity]")) {
    const s = button.dataset.severity;
    fill(button, h("span", { "aria-hidden": "true" }, { error: "✗", warning: "!", info: "i" }[s]), `${NAMES[s]} ${counts[s].toLocaleString("en-US")}`, h("kbd", {}, { error: "1", warning: "2", info: "3" }[s]));
  }
  list.draw(shown, by, files.length > 1);
  summary(checked);
  noData(checked);
  problems(checked);
}

function summary(checked) {
  const claims = checked.reduce((n, f) => n + f.done.claims, 0);
  const blocking = all.filter((f) => f.severity === "error" && f.status === "fired");
  const hit = new Set(blocking.map((f) => `${f.file}\u0000${f.claim}`)).size;
  const parts = [`${shown.length.toLocaleString("en-US")} of ${all.length.toLocaleString("en-US")} findings shown`, many(claims, "claim", "claims"), `${hit.toLocaleString("en-US")} with an error`];
  if (dropped) parts.push(`${dropped.toLocaleString("en-US")} findings more than this page holds: medcode check writes them all`);
  byId("sum").textContent = all.length ? parts.join(" · ") : `No finding in ${many(claims, "claim", "claims")}.`;
}

function noData(checked) {
  const sum = new Map();
  for (const n of checked.flatMap((f) => f.done.no_data)) {
    const k = `${n.rule}\u0000${n.needs}`;
    sum.set(k, { ...n, claims: (sum.get(k)?.claims ?? 0) + n.claims });
  }
  const box = byId("no-data");
  box.hidden = !sum.size;
  const share = checked.length === 1 ? ` (${(checked[0].done.no_data_share * 100).toFixed(2)} % of the rules asked)` : "";
  const row = (n) => h("tr", {}, h("th", { scope: "row", class: "code" }, n.rule), h("td", {}, n.needs), h("td", { class: "number" }, n.claims.toLocaleString("en-US")));
  fill(box, h("details", {}, h("summary", {}, `${sum.size} rules could not tell everywhere${share}`), h("p", { class: "small quiet" }, "No finding of these rules does not mean that the claims hold against them. What is needed is installed by an administrator."),
    h("table", {}, h("thead", {}, h("tr", {}, ["Rule", "Needs", "Claims"].map((t) => h("th", { scope: "col" }, t)))), h("tbody", {}, [...sum.values()].map(row)))));
}

function problems(checked) {
  const told = checked.flatMap((f) => f.done.problems.map((p) => [f.name, p]));
  const box = byId("problems");
  box.hidden = !told.length;
  fill(box, h("h2", {}, "Trouble with the files themselves"), h("ul", {}, told.map(([name, p]) => h("li", {}, files.length > 1 ? `${name}: ` : "", p))));
}

function group(how) {
  by = how;
  for (const button of document.querySelectorAll("[data-by]")) button.setAttribute("aria-pressed", String(button.dataset.by === by));
  refresh();
  say(`Grouped by ${by}`);
}

function toggle(severity) {
  if (!severities.delete(severity)) severities.add(severity);
  document.querySelector(`[data-severity="${severity}"]`).setAttribute("aria-pressed", String(severities.has(severity)));
  refresh();
  say(`${shown.length} findings shown`);
}

let wait = 0;
filter.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(refresh, 80); });
filter.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === "ArrowDown") { event.preventDefault(); refresh(); list.step(1); } });
document.addEventListener("folded", ({ detail }) => { refresh(); list.goTo(list.rowOf(detail.key)); });
for (const button of document.querySelectorAll("[data-by]")) button.addEventListener("click", () => group(button.dataset.by));
for (const button of document.querySelectorAll("[data-severity]")) button.addEventListener("click", () => toggle(button.dataset.severity));
byId("as-csv").addEventListener("click", () => asCsv(shown));
byId("as-json").addEventListener("click", () => asJson(shown, files.filter((f) => f.done)));
chooser.addEventListener("change", () => { take([...chooser.files]); chooser.value = ""; });

document.addEventListener("dragover", (event) => { event.preventDefault(); document.body.classList.add("over"); });
document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) document.body.classList.remove("over"); });
document.addEventListener("drop", (event) => {
  event.preventDefault();
  document.body.classList.remove("over");
  take([...event.dataTransfer.files]);
});

const some = () => !byId("results").hidden;
key("o", "Choose files", () => chooser.click());
key("j", "Next finding", () => list.step(1), some);
key("k", "Finding before", () => list.step(-1), some);
key("c", "Group by claim", () => group("claim"), some);
key("n", "Group by line", () => group("line"), some);
key("r", "Group by rule", () => group("rule"), some);
key("1", "Errors, or not", () => toggle("error"), some);
key("2", "Warnings, or not", () => toggle("warning"), some);
key("3", "Hints, or not", () => toggle("info"), some);
key("/", "Filter", () => { filter.focus(); filter.select(); }, some);
key("v", "Export what is shown as CSV", () => byId("as-csv").click(), some);
key("s", "Export what is shown as JSON", () => byId("as-json").click(), some);

performance.mark("check-ready");
