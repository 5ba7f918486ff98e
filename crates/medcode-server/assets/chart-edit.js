// What stands beside a code on the claim: modifiers, units, POA, and which diagnosis justifies which
// service.

import { h } from "./api.js";
import { askForm } from "./chart-ask.js";
import { isDiagnosis, isReported, isService, places } from "./chart-state.js";

const POA = [["", "none"], ["Y", "Y yes"], ["N", "N no"], ["U", "U documentation insufficient"], ["W", "W cannot be determined"], ["exempt", "exempt"]];
const MODIFIER = /^[A-Z0-9]{2}$/;

/// Asks for everything that can be edited of a line and changes the work.
export async function editLine(work, key, { links = false } = {}) {
  const line = work.line(key);
  if (!line) return false;
  const numbers = places(work.lines);
  const [service, diagnosis] = [isService(line), isDiagnosis(line)];
  const others = work.lines.filter((l) => isReported(l) && (service ? isDiagnosis(l) : isService(l)));
  const linked = (other) => (service ? line.pointers.includes(other.key) : other.pointers.includes(line.key));
  const first = links && others.length ? "links" : service ? "modifiers" : "poa";
  const form = await askForm(`${line.code} ${line.title}`, [
    service ? h("label", { class: "field" }, "Modifiers, in order", h("input", { name: "modifiers", value: line.modifiers.join(" "), autofocus: first === "modifiers", autocomplete: "off", spellcheck: "false", pattern: "\\s*([A-Za-z0-9]{2}([\\s,]+|$))*", title: "Two characters each, divided by blanks" })) : null,
    service ? h("label", { class: "field" }, "Units", h("input", { name: "units", type: "number", min: 1, max: 9999, value: line.units ?? 1, inputmode: "numeric" })) : null,
    diagnosis ? h("label", { class: "field" }, "Present on admission", h("select", { name: "poa", autofocus: first === "poa" }, POA.map(([id, text]) => h("option", { value: id, selected: (line.poa ?? "") === id }, text)))) : null,
    (service || diagnosis) && others.length ? h("fieldset", {}, h("legend", {}, service ? "Diagnoses that justify it" : "Services it justifies"),
      others.map((o, n) => h("label", { class: "check" }, h("input", { type: "checkbox", name: "link", value: o.key, checked: linked(o), autofocus: first === "links" && n === 0 }), h("span", { class: "code" }, o.code), ` ${numbers.get(o.key)} ${o.title}`))) : null,
  ], "Take over");
  if (!form) return false;
  const what = {};
  if (service) {
    what.modifiers = form.get("modifiers").toUpperCase().split(/[\s,]+/).filter((m) => MODIFIER.test(m));
    what.units = Math.max(1, Number.parseInt(form.get("units"), 10) || 1);
  }
  if (diagnosis) what.poa = form.get("poa") || null;
  const edited = work.edit(key, what);
  const chosen = new Set(form.getAll("link"));
  const relinked = others.length > 0 && work.link(service ? [[key, kept(line.pointers, others, chosen)]] : others.map((o) => [o.key, chosen.has(o.key) ? [...new Set([...o.pointers, key])] : o.pointers.filter((p) => p !== key)]));
  return edited || relinked;
}

/// Pointers in the order they had; new ones behind.
function kept(pointers, others, chosen) {
  const stay = pointers.filter((p) => chosen.has(p));
  return [...stay, ...others.map((o) => o.key).filter((k) => chosen.has(k) && !stay.includes(k))];
}
