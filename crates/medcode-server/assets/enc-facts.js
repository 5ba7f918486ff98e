// What payers' tables say of a code: HCPCS fields, a drug's billing unit, fee schedule, unit edits,
// add-on rules. Indicators are the publisher's; what they mean stands here in our words.

import { h } from "./api.js";
import { codeLink } from "./enc-ask.js";

const COVERAGE = { C: "the contractor decides", D: "special coverage instructions", I: "not payable by Medicare", M: "Medicare does not cover it", S: "excluded by statute" };
const PRICING = {
  "00": "Part B does not price it separately", 11: "national relative values", 12: "national anesthesia base units", 13: "the contractor sets the price",
  21: "lab fee schedule, national limit", 22: "lab fee schedule, the contractor sets the price", 31: "DME, frequently serviced", 32: "DME, inexpensive or routinely bought",
  33: "oxygen and its equipment", 34: "DME supplies", 35: "surgical dressings", 36: "DME, capped rental", 37: "ostomy, tracheostomy, urological supplies",
  38: "orthotics, prosthetics, vision", 39: "parenteral and enteral nutrition", 45: "customized DME", 46: "DME, the contractor sets the price", 51: "drug", 52: "reasonable charge",
  53: "set by statute", 54: "vaccination", 55: "splints and casts", 56: "intraocular lens put in at an office", 57: "other, the contractor sets the price", 99: "no value is set",
};
const ACTION = { A: "added", B: "administrative field and long text changed", C: "long text changed", D: "discontinued", F: "administrative field changed", N: "no change", P: "payment changed", R: "reactivated", S: "short text changed", T: "other change" };
const NAMES = {
  pricing: "Pricing", multiple_pricing: "Multiple pricing", coverage: "Coverage", coverage_manual: "Coverage manual", carriers_manual: "Carriers manual", statute: "Statute",
  cross_reference: "Cross-reference", lab_certification: "Lab certification", asc_group: "ASC payment group", processing_note: "Processing note", betos: "BETOS",
  type_of_service: "Type of service", anesthesia_base_units: "Anesthesia base units", action: "Last change", medium_descriptor: "Medium descriptor",
  consumer_descriptor: "Consumer descriptor", clinician_descriptor: "Clinician descriptor",
};
const MEANS = { coverage: COVERAGE, pricing: PRICING, action: ACTION };

const STATUS = { A: "paid separately", B: "bundled, never paid separately", C: "the contractor sets the price", E: "excluded by regulation", I: "not valid for Medicare", J: "anesthesia", M: "measurement only", N: "not covered", P: "bundled or excluded", R: "restricted coverage", T: "paid where nothing else is", X: "excluded by statute" };
const GLOBAL = { "000": "same day", "010": "10 days", "090": "90 days", MMM: "maternity", XXX: "no global period", YYY: "the contractor decides", ZZZ: "that of the primary code" };
const BILATERAL = { 0: "no 150 %", 1: "150 %", 2: "priced as both sides", 3: "each side in full", 9: "does not apply" };
const HELP = { 0: "only with documentation", 1: "not paid", 2: "paid", 9: "does not apply" };
const MAI = { 1: "each line by itself", 2: "a day, absolute (policy)", 3: "a day, clinical benchmark" };
const SETTING = { practitioner: "Practitioner", outpatient: "Outpatient hospital", dme: "DME supplier" };

const pair = (name, value) => (value === null || value === undefined || value === "" ? null : [h("dt", {}, name), h("dd", {}, value)]);

export function facts(answer) {
  const parts = [drug(answer), details(answer), own(answer), fees(answer), units(answer), addOn(answer), listed(answer)].filter(Boolean);
  return parts.length ? h("div", { class: "stack", id: "facts" }, parts) : null;
}

function drug(answer) {
  if (!answer.drug) return null;
  const unit = answer.drug.billing_unit;
  return h("section", { class: "panel" }, h("h3", {}, "As a drug or supply"), h("dl", { class: "facts" },
    pair("Kind", answer.drug.kind),
    pair("One unit is", unit ? `${answer.drug.up_to ? "up to " : ""}${unit}` : "not stated"),
    unit ? pair("Units", h("a", { href: `/encoder?view=dose&dose=${encodeURIComponent(answer.short_title || answer.title)}` }, "Reckon them from a dose")) : null));
}

function details(answer) {
  const given = Object.entries(answer.details ?? {}).filter(([name, values]) => name !== "anesthesia_base_units" || values.some((v) => v !== "0"));
  if (!given.length && !answer.added) return null;
  const value = (name, values) => values.map((v, n) => {
    const means = MEANS[name]?.[v] ?? MEANS[name]?.[Number(v)];
    const inside = name === "cross_reference" && /^[A-Z0-9]{5}$/.test(v) ? codeLink(v, undefined, v) : v;
    return [n ? ", " : "", inside, means ? ` ${means}` : ""];
  });
  return h("section", { class: "panel" }, h("h3", {}, "What the publisher's file says"), h("dl", { class: "facts" },
    pair("First day", answer.added), pair("Last change on", answer.action_effective), pair("Last day", answer.terminated),
    given.map(([name, values]) => pair(NAMES[name] ?? name, value(name, values)))));
}

function own(answer) {
  if (!answer.label || answer.label === answer.title) return null;
  return h("section", { class: "panel" }, h("h3", {}, "In medcode's words"), h("p", {}, answer.label));
}

const told = (code, means) => `${code}${means[code] ? `: ${means[code]}` : ""}`;

function fees(answer) {
  const of = answer.fee_schedule;
  if (!of) return null;
  const number = (n) => h("td", { class: "number" }, n.toFixed(2));
  const first = of.rows[0];
  const row = (r) => h("tr", {}, h("th", { scope: "row" }, r.modifier || "whole"), number(r.work_rvu), number(r.non_facility_pe_rvu), number(r.facility_pe_rvu), number(r.malpractice_rvu), number(r.non_facility_total), number(r.facility_total));
  return h("section", { class: "panel" }, h("h3", {}, "Medicare physician fee schedule"),
    h("dl", { class: "facts" },
      pair("Status", told(first.status, STATUS)), pair("Global period", told(first.global_days, GLOBAL)), pair("Both sides", told(first.bilateral, BILATERAL)),
      pair("Assistant", told(first.assistant_surgeon, HELP)), pair("Co-surgeons", told(first.co_surgeon, HELP)), pair("Multiple procedures", first.multiple_procedure),
      pair("PC/TC", first.pc_tc), pair("Supervision", first.diagnostic_supervision), pair("Base endoscopy", first.endoscopic_base ? codeLink(first.endoscopic_base, "CPT") : null)),
    h("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": "Relative values" }, h("table", {}, h("caption", {}, "Relative values"),
      h("thead", {}, h("tr", {}, ["Part", "Work", "Expense, office", "Expense, facility", "Malpractice", "Total, office", "Total, facility"].map((t) => h("th", { scope: "col" }, t)))),
      h("tbody", {}, of.rows.map(row)))),
    h("p", { class: "small quiet" }, `Conversion factor ${first.conversion_factor} · ${of.release} · ${of.file}${of.release_mismatch ? " · not in force on this day" : ""}`));
}

function units(answer) {
  if (!answer.mue?.length) return null;
  const row = (m) => h("tr", {}, h("th", { scope: "row" }, SETTING[m.setting] ?? m.setting), h("td", { class: "number" }, String(m.value)), h("td", {}, m.indicator ? told(m.indicator, MAI) : ""), h("td", { class: "small" }, m.rationale), h("td", { class: "small quiet" }, `${m.release}${m.release_mismatch ? ", not in force on this day" : ""}`));
  return h("section", { class: "panel" }, h("h3", {}, "Most units (NCCI medically unlikely edits)"), h("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": "Most units" },
    h("table", {}, h("thead", {}, h("tr", {}, ["For", "Units", "Counted", "Why", "Table"].map((t) => h("th", { scope: "col" }, t)))), h("tbody", {}, answer.mue.map(row)))));
}

function addOn(answer) {
  const of = answer.add_on;
  if (!of) return null;
  const some = of.primaries.slice(0, 60);
  return h("section", { class: "panel" }, h("h3", {}, "Add-on code"),
    h("p", {}, of.primaries.length ? ["Reported with ", some.map((p, n) => [n ? ", " : "", codeLink(p, undefined, p)]), of.primaries.length > some.length ? ` and ${of.primaries.length - some.length} more` : ""] : "No primary code is listed."),
    of.contractor_defined ? h("p", {}, "The contractor accepts other primary codes.") : null,
    of.instructions ? h("p", { class: "small" }, of.instructions) : null);
}

function listed(answer) {
  if (!answer.listed?.length) return null;
  return h("p", { class: "small quiet" }, "Listed in ", answer.listed.map((l) => `${l.table} (${l.release})`).join(", "));
}
