// What a facility's bill asks beside the codes: type of bill, admission and discharge, days of
// procedures, and what is charged by revenue code alone. It is kept with the chart.

import { faultNotice, fill, get, h, put, say } from "./api.js";
import { ask, buttons, cancel } from "./chart-ask.js";
import { isProcedure, isReported } from "./chart-state.js";

const BILLS = [["0111", "hospital, inpatient"], ["0131", "hospital, outpatient"], ["0121", "hospital, inpatient under Part B"], ["0851", "critical access hospital"], ["0211", "skilled nursing, inpatient"]];
const TYPES = [["1", "emergency"], ["2", "urgent"], ["3", "elective"], ["4", "newborn"], ["5", "trauma centre"], ["9", "not known"]];
const SOURCES = [["1", "from home or the like"], ["2", "from a clinic or office"], ["4", "from another hospital"], ["5", "from a nursing or assisted living facility"], ["6", "from another facility"], ["8", "from custody"], ["9", "not known"], ["D", "from another unit of this hospital"], ["E", "from a surgery centre"], ["F", "from hospice"]];
const LEFT = [["01", "home"], ["02", "another acute hospital"], ["03", "skilled nursing facility"], ["04", "custodial care"], ["05", "cancer or children's hospital"], ["06", "home health"], ["07", "left against advice"], ["20", "died"], ["30", "still a patient"], ["50", "hospice at home"], ["51", "hospice in a facility"], ["62", "rehabilitation"], ["63", "long-term care hospital"], ["65", "psychiatric hospital"], ["66", "critical access hospital"]];

/// Which field fills what is lacking.
const FIELDS = { "claim.type_of_bill": "type_of_bill", "stay.discharge_status": "discharge_status", "stay.admission_type": "admission_type", "stay.admission_source": "admission_source", "stay.admitting_diagnosis": "admitting_diagnosis" };
const fieldOf = (what) => FIELDS[what.split(":")[0].trim()] ?? (/^procedures: the date of (\w+)/.exec(what)?.[1] ?? null);
/// Whether something that lacks is entered here.
export const isHere = (what) => Boolean(fieldOf(what)) || what.split(":")[0] === "charges";

function choice(name, text, list, value) {
  const id = `list-${name}`;
  return h("label", { class: "field" }, text, h("input", { name, value: value ?? "", list: id, autocomplete: "off", maxlength: 4 }), h("datalist", { id }, list.map(([code, words]) => h("option", { value: code }, words))));
}

const field = (name, text, value, more = {}) => h("label", { class: "field" }, text, h("input", { name, value: value ?? "", autocomplete: "off", ...more }));

/// A charge by revenue code alone: room, pharmacy, supplies.
function row(charge = {}) {
  const part = (name, text, more) => h("label", { class: "field" }, text, h("input", { "data-of": name, value: charge[name] ?? "", autocomplete: "off", ...more }));
  const element = h("div", { class: "row charge", role: "group", "aria-label": "Charge by revenue code" },
    part("revenue", "Revenue code", { maxlength: 4, inputmode: "numeric", pattern: "[0-9]{3,4}" }), part("amount", "Amount", { inputmode: "decimal", pattern: "[0-9]+([.][0-9]{1,2})?" }),
    part("units", "Units or days", { inputmode: "decimal" }), part("date", "Day", { type: "date" }),
    h("button", { type: "button", class: "tool", onclick: () => element.remove() }, "Remove"));
  return element;
}

/// The charges of the rows; rows without a revenue code say nothing.
function chargesOf(form) {
  const rows = [...form.querySelectorAll(".charge")].map((r) => Object.fromEntries([...r.querySelectorAll("[data-of]")].map((i) => [i.dataset.of, i.value.trim()])));
  return rows.filter((r) => r.revenue).map(({ revenue, amount, units, date }) => clean({ revenue: revenue.padStart(4, "0"), amount, units, date, unit: units && /^0?1/.test(revenue) ? "DA" : "" }));
}

/// What has something in it.
const clean = (object) => Object.fromEntries(Object.entries(object).filter(([, v]) => (Array.isArray(v) ? v.length : v && typeof v === "object" ? Object.keys(v).length : v)));

/// The facts of a chart with what the form says put into them; what the form does not ask stays.
export function billingOf(before, form) {
  const text = (name) => form.elements[name]?.value.trim() ?? "";
  const stay = Object.fromEntries(["admission_time", "admission_type", "admission_source", "discharge_time", "discharge_status", "admitting_diagnosis"].map((name) => [name, text(name)]));
  const reasons = text("reasons_for_visit").split(/[,\s]+/).filter(Boolean);
  const days = [...form.querySelectorAll("[data-procedure]")].map((i) => ({ code: i.dataset.procedure, date: i.value })).filter((p) => p.date);
  const operating = form.elements.operating?.value ? JSON.parse(form.elements.operating.value) : null;
  return clean({
    ...before,
    claim: clean({ ...before.claim, type_of_bill: text("type_of_bill") }),
    stay: clean({ ...before.stay, ...stay, reasons_for_visit: reasons }),
    procedures: days,
    operating_provider: operating ?? before.operating_provider,
    charges: [...(before.charges ?? []).filter((c) => c.code), ...chargesOf(form)],
  });
}

const person = (p) => clean({ last: p.family, first: p.given, npi: p.npi, taxonomy: p.taxonomy });

function fieldsOf(chart, billing, providers) {
  const { claim = {}, stay = {}, procedures = [], charges = [], operating_provider: operating } = billing;
  const done = chart.desk.work.lines.filter((l) => isProcedure(l) && isReported(l));
  const day = (code) => procedures.find((p) => p.code === code)?.date ?? "";
  const rows = h("div", { class: "stack" }, charges.filter((c) => !c.code).map(row));
  const add = h("button", { type: "button", class: "tool", name: "add", onclick: () => { const fresh = row(); rows.append(fresh); fresh.querySelector("input").focus(); } }, "Add a charge");
  return [
    h("div", { class: "visit-fields" },
      choice("type_of_bill", "Type of bill", BILLS, claim.type_of_bill),
      choice("admission_type", "Priority of admission", TYPES, stay.admission_type), choice("admission_source", "Point of origin", SOURCES, stay.admission_source),
      field("admission_time", "Hour of admission", stay.admission_time, { type: "time" }), field("discharge_time", "Hour of discharge", stay.discharge_time, { type: "time" }),
      choice("discharge_status", "Discharge status", LEFT, stay.discharge_status),
      field("admitting_diagnosis", "Admitting diagnosis", stay.admitting_diagnosis), field("reasons_for_visit", "Reasons for the visit", (stay.reasons_for_visit ?? []).join(", "), { placeholder: "outpatient; up to three" }),
      h("label", { class: "field" }, "Operating provider", h("select", { name: "operating" }, h("option", { value: "" }, operating ? `${operating.last ?? ""} ${operating.first ?? ""}` : "none"),
        providers.filter((p) => !p.is_organisation && p.npi).map((p) => h("option", { value: JSON.stringify(person(p)) }, `${p.family} ${p.given}`))))),
    h("p", { class: "small quiet" }, "Days of the stay and who attended are those of the visit (v). The first procedure is the principal one."),
    done.length ? h("div", { class: "visit-fields" }, done.map((l, n) => h("label", { class: "field" }, `${n ? "" : "Principal: "}${l.code}`, h("input", { type: "date", name: l.code, "data-procedure": l.code, value: day(l.code) })))) : null,
    h("h3", {}, "Charges by revenue code alone"), h("p", { class: "small quiet" }, "Room, pharmacy, supplies. What services cost comes from the list of charges, with its revenue code."), rows, h("div", { class: "row" }, add),
  ];
}

/// Shows what the bill lacks and its fields, with the focus in the field of `what`.
export async function stay(chart, path, what = null) {
  const [{ encounter }, providers, { lacks }] = await Promise.all([get(path), get("/api/v1/providers"), get(`${path}/billing?to=837i`)]);
  const billing = encounter.facts?.billing ?? {};
  return ask("Bill of the facility", (done, dialog) => {
    const said = h("div", { role: "status" });
    const form = h("form", { class: "stack" }, said, fieldsOf(chart, billing, providers), buttons(cancel(dialog), h("button", { class: "primary" }, "Save", h("kbd", {}, "Enter"))));
    const focus = (name) => form.elements[name]?.focus();
    const tell = (list, lead) => fill(said, h("div", { class: list.length ? "notice warn" : "notice" }, h("strong", {}, list.length ? `${lead}The 837I lacks:` : `${lead}Nothing is lacking for the 837I.`),
      h("ul", { class: "plain-list small" }, list.map((l) => h("li", {}, isHere(l.what) ? h("button", { type: "button", class: "plain", onclick: () => focus(fieldOf(l.what) ?? "add") }, l.what)
        : l.page.startsWith("/records/") ? h("a", { href: l.page, target: "_blank" }, l.what) : l.what)))));
    tell(lacks, "");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      try {
        const now = await get(path);
        const facts = { ...now.encounter.facts, billing: billingOf(now.encounter.facts?.billing ?? {}, form) };
        const { version } = await put(path, { version: encounter.version, facts });
        Object.assign(encounter, { version, facts });
        chart.encounter = { ...chart.encounter, version, facts };
        const left = await get(`${path}/billing?to=837i`);
        tell(left.lacks, "Saved. ");
        say(left.lacks.length ? `Saved; ${left.lacks.length} are lacking` : "Saved; nothing is lacking");
      } catch (fault) {
        fill(said, faultNotice(fault));
      }
    });
    setTimeout(() => focus((what && fieldOf(what)) ?? "type_of_bill"));
    return form;
  }, { wide: true });
}
