// Code a note: paste it or give its file, say what is known of the visit, and see the codes; kept as
// a chart, or only tried.

import { faultNotice, fill, h, post, say } from "./api.js";
import { key } from "./shell.js";
import { Desk } from "./chart-desk.js";
import { fromWire } from "./chart-state.js";
import { visitFields, visitOf, visitWords } from "./chart-visit.js";

const form = document.getElementById("intake");
const notice = document.getElementById("notice");
const area = form.elements.note;
const file = document.getElementById("file");
const mayKeep = form.dataset.keep === "true";
const DRAFT = "draft:intake";

/// What came with a file: its name, media type, and bytes where the text is not the file itself.
let source = {};

fill(document.getElementById("visit"), visitFields({}));
area.value = sessionStorage.getItem(DRAFT) ?? "";
sessionStorage.removeItem(DRAFT);
area.focus();

const put = (values) => {
  for (const [name, value] of Object.entries(values)) if (value !== null && value !== undefined) form.elements[name].value = value;
};

async function read(chosen) {
  if (!chosen) return;
  fill(notice, h("div", { class: "notice", role: "status" }, `Reading ${chosen.name}…`));
  try {
    const { documents } = await post("/api/v1/documents", chosen, { headers: { "content-type": "application/octet-stream" } });
    await take(documents[0], chosen);
    const more = documents.length > 1 ? which(documents, chosen) : null;
    const notices = documents[0].notices.map((n) => h("div", { class: "small" }, n));
    fill(notice, h("div", { class: "notice", role: "status" }, `${chosen.name} is read (${documents[0].kind}). Look at its text, then code it.`, notices, more));
    area.focus();
  } catch (fault) {
    fill(notice, faultNotice(fault));
    file.focus();
  }
}

/// Of a file with several notes one is coded at a time.
function which(documents, chosen) {
  const options = documents.map((d, n) => h("option", { value: n }, `${n + 1} of ${documents.length}: ${d.text.trim().slice(0, 60)}`));
  const list = h("select", { id: "which" }, options);
  list.addEventListener("change", () => take(documents[Number(list.value)], chosen));
  return h("label", { class: "field" }, `The file holds ${documents.length} notes. Shown is `, list);
}

async function take(document_, chosen) {
  area.value = document_.text;
  source = { name: chosen.name, media_type: chosen.type || "application/octet-stream" };
  const { setting, age, sex, date_of_service } = document_;
  put({ setting, age, sex, date_of_service });
  if (!document_.verbatim) source.original = await base64(chosen);
}

function base64(blob) {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(String(reader.result).split(",")[1] ?? ""));
    reader.readAsDataURL(blob);
  });
}

/// The text of an area has its line ends changed by the browser; what is coded is what is shown.
const noteText = () => area.value;

async function keep() {
  const values = new FormData(form);
  const title = form.elements.title.value.trim() || (source.name ?? "");
  const made = await post("/api/v1/encounters", { note: noteText(), title, external_id: form.elements.external_id.value.trim() || null, ...source, ...visitOf(values), mine: true });
  await post(`/api/v1/encounters/${made.id}/suggest`, {});
  location.assign(`/charts/${encodeURIComponent(made.id)}`);
}

async function attempt() {
  const visit = visitOf(new FormData(form));
  const note = noteText();
  // Whose it is counts only for what is kept.
  const given = Object.fromEntries(Object.entries(visit).filter(([k, v]) => v !== null && !["mrn", "npi"].includes(k)));
  const [coded, sections] = await Promise.all([post("/api/v1/code", { note, ...given }), post("/api/v1/outline", { note })]);
  show(note, sections, coded, visit);
}

/// The desk over a text that is not kept: everything but saving and signing off.
function show(note, sections, coded, given) {
  const visit = { ...given, setting: given.setting ?? coded.setting, date_of_service: given.date_of_service ?? coded.as_of, nearest: !given.date_of_service };
  form.hidden = true;
  const tried = document.getElementById("tried");
  tried.hidden = false;
  fill(document.getElementById("chart-facts"), visitWords(visit, {}));
  const desk = new Desk(document.getElementById("desk"), { note: { text: note, sections }, visit: () => visit });
  desk.take(coded, fromWire(coded.suggestions.map((s) => ({ ...s, state: "suggested", evidence: s.evidence.map(({ start, end }) => ({ start, end })) }))));
  desk.codes.focus();
  fill(notice);
  say(`${coded.suggestions.length} codes. Nothing is kept.`);
}

async function submit(run) {
  if (!noteText().trim()) {
    fill(notice, h("div", { class: "notice warn", role: "alert" }, "Paste a note first, or choose its file."));
    area.focus();
    return;
  }
  const all = form.querySelectorAll("button");
  all.forEach((b) => (b.disabled = true));
  try {
    await run();
  } catch (fault) {
    // A session that ended leads to the log-in and back: the text is still here then.
    if (fault.status === 401) sessionStorage.setItem(DRAFT, noteText());
    fill(notice, faultNotice(fault));
  } finally {
    all.forEach((b) => (b.disabled = false));
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  submit(mayKeep ? keep : attempt);
});
document.getElementById("try")?.addEventListener("click", () => submit(attempt));
area.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
  }
});
file.addEventListener("change", () => read(file.files[0]));
for (const name of ["dragover", "drop"]) {
  form.addEventListener(name, (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    if (name === "drop") read(event.dataTransfer.files[0]);
  });
}
area.addEventListener("input", () => { source = {}; });
document.getElementById("over").addEventListener("click", () => location.assign("/code"));
const intake = () => !form.hidden;
key("i", "Into the note", () => area.focus(), intake);
key("b", "Choose a file", () => file.click(), intake);
