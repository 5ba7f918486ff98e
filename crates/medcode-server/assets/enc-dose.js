// A drug and a dose, as a note has them, to the code and the units.

import { fill, h } from "./api.js";
import { ask, codeLink, source, trouble } from "./enc-ask.js";

export async function showDose(view, state, go) {
  document.title = "Drug and dose · medcode";
  const field = h("input", { id: "dose-text", type: "search", autocomplete: "off", spellcheck: "false", maxlength: "300", value: state.dose ?? "" });
  const out = h("div", {});
  fill(view, h("div", { class: "stack" }, h("section", { class: "panel" },
    h("form", { onsubmit: (event) => { event.preventDefault(); go(`/encoder?${new URLSearchParams({ view: "dose", dose: field.value })}`); } },
      h("label", { class: "field", for: "dose-text" }, "Drug, dose and route, as the note has them: “Rocephin 1 g IM”, “Solu-Medrol 125 mg IV”"),
      h("div", { class: "row" }, field, h("button", { class: "primary" }, "Reckon")))), out));
  if (!state.dose?.trim()) {
    fill(out, h("p", { class: "panel empty" }, "The code and its units stand here, with how they were reckoned."));
    return;
  }
  try {
    const answer = await ask("/api/v1/drugs", { dose: state.dose });
    const line = (l) => h("section", { class: "panel" }, h("div", { class: "title" }, codeLink(l.code, "HCPCS"), l.modifiers.length ? h("span", { class: "code" }, l.modifiers.map((m) => `-${m}`).join("")) : null,
      h("strong", {}, `× ${l.units} ${l.units === 1 ? "unit" : "units"}`), h("h2", {}, l.title)), h("ul", { class: "plain small" }, l.reasons.map((r) => h("li", {}, r))));
    const asked = answer.questions.map((q) => h("p", { class: "notice warn" }, q));
    fill(out, h("div", { class: "stack" }, answer.lines.map(line), asked,
      answer.lines.length + asked.length ? null : h("p", { class: "panel empty" }, "No drug that HCPCS has a code for is read here. Give its name, dose and route; what a patient takes at home has no code."), source(answer)));
  } catch (fault) {
    fill(out, trouble(fault, () => showDose(view, state, go)));
  }
}
