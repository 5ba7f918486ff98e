// What is known of the visit, in words and in a form.

import { h } from "./api.js";

export const SETTINGS = [["office", "Office"], ["telehealth", "Telehealth"], ["ed", "Emergency department"], ["outpatient_procedure", "Outpatient procedure"], ["inpatient", "Inpatient"], ["observation", "Observation"], ["nursing_facility", "Nursing facility"], ["home", "Home"]];
const BILLING = [["professional", "Professional"], ["facility", "Facility"], ["dme", "Equipment"]];
const name = (list, id) => list.find(([i]) => i === id)?.[1];

/// The visit in a line.
export function visitWords(visit, encounter) {
  const parts = [
    name(SETTINGS, visit.setting), visit.date_of_service,
    visit.age !== null && visit.age !== undefined ? `${visit.age} years` : null, { F: "female", M: "male" }[visit.sex],
    encounter.patient_name ? `${encounter.patient_name}${encounter.mrn ? ` (${encounter.mrn})` : ""}` : null, encounter.provider_name ? `seen by ${encounter.provider_name}` : null,
    name(BILLING, visit.billing_context), encounter.assignee_name ? `coder: ${encounter.assignee_name}` : null,
  ];
  return parts.filter(Boolean).map((part, n) => [n ? " · " : null, h("span", {}, part)]).flat();
}

const options = (list, chosen) => [h("option", { value: "" }, "as the note says"), ...list.map(([id, text]) => h("option", { value: id, selected: id === chosen }, text))];

/// The fields; `prefix` keeps the identifiers of two forms apart.
export function visitFields(visit) {
  return h("div", { class: "visit-fields" },
    h("label", { class: "field" }, "Setting", h("select", { name: "setting" }, options(SETTINGS, visit.setting))),
    h("label", { class: "field" }, "Date of service", h("input", { type: "date", name: "date_of_service", value: visit.date_of_service ?? "" })),
    h("label", { class: "field" }, "Admitted (stays)", h("input", { type: "date", name: "admitted", value: visit.admitted ?? "" })),
    h("label", { class: "field" }, "Age", h("input", { type: "number", name: "age", min: 0, max: 130, value: visit.age ?? "", inputmode: "numeric" })),
    h("label", { class: "field" }, "Sex", h("select", { name: "sex" }, options([["F", "Female"], ["M", "Male"]], visit.sex))),
    h("label", { class: "field" }, "Who bills", h("select", { name: "billing_context" }, options(BILLING, visit.billing_context))),
    h("label", { class: "field" }, "Patient (MRN)", h("input", { name: "mrn", value: visit.mrn ?? "", autocomplete: "off" })),
    h("label", { class: "field" }, "Seen by (NPI)", h("input", { name: "npi", value: visit.npi ?? "", inputmode: "numeric", autocomplete: "off" })));
}

/// What the fields say; null where nothing is said.
export function visitOf(form) {
  const text = (field) => form.get(field) || null;
  return { setting: text("setting"), date_of_service: text("date_of_service"), admitted: text("admitted"), age: text("age") === null ? null : Number(form.get("age")), sex: text("sex"), billing_context: text("billing_context"), mrn: text("mrn"), npi: text("npi") };
}
