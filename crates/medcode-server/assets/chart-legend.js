// What the marks of the note mean.

import { h } from "./api.js";
import { ask } from "./chart-ask.js";
import { ASIDE } from "./chart-note-marks.js";

const MARKS = [
  ["mark dx suggested", "Diagnosis, suggested: a thin line"],
  ["mark dx accepted", "Diagnosis, accepted or added: a thick line"],
  ["mark px accepted", "Procedure of a stay: a double line"],
  ["mark svc accepted", "Service, drug or supply: a dashed line"],
  ["mark rejected", "Rejected: dotted, without ground"],
  ["mark dx accepted strong", "Words of the code that is current: framed"],
];

export function legend() {
  const row = (className, text, ends = false) => h("tr", {}, h("td", {}, h("span", { class: className, "data-ends": ends }, "words")), h("td", {}, text));
  return ask("What the marks mean", (done, dialog) => [
    h("table", { class: "legend" }, h("tbody", {}, MARKS.map(([c, t]) => row(c, t)), Object.entries(ASIDE).map(([reason, { text }]) => row(`mark aside ${reason}`, text, true)), row("mark aside plain", "Withheld for another reason"))),
    h("div", { class: "row end" }, h("button", { type: "button", autofocus: true, onclick: () => dialog.close() }, "Close", h("kbd", {}, "Esc"))),
  ]);
}
