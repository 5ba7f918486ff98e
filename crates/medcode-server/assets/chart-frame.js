// The frame of the desk: the note with what is found in it on the left, the codes on the right.

import { h } from "./api.js";

/// Its parts by name; `desk` holds the others.
export function build() {
  const parts = {
    note: h("div", { id: "note", class: "note", tabindex: 0, role: "region", "aria-label": "Text of the note" }),
    find: h("input", { type: "text", class: "find", placeholder: "Find in the note  f", "aria-label": "Find in the note", autocomplete: "off" }),
    found: h("span", { class: "small quiet found", "aria-live": "off" }),
    pick: h("button", { type: "button", class: "pick", hidden: true }),
    fold: h("button", { type: "button", class: "tool" }, "Fold", h("kbd", {}, "z")),
    legend: h("button", { type: "button", class: "tool", "aria-haspopup": "dialog" }, "Legend", h("kbd", {}, "L")),
    reference: h("aside", { class: "reference panel", hidden: true, "aria-label": "Official words" }),
    tabs: h("div", { class: "tabs", role: "tablist", "aria-label": "Beside the note" }),
    panel: h("div", { id: "panel", class: "panel-body", role: "tabpanel", tabindex: 0 }),
    checked: h("div", { class: "checked small grow", role: "status" }),
    undo: h("button", { type: "button", class: "tool" }),
    redo: h("button", { type: "button", class: "tool" }),
    add: h("button", { type: "button", class: "tool" }, "Add a code", h("kbd", {}, "/")),
  };
  parts.desk = h("div", { class: "desk" },
    h("section", { class: "side note-side panel", "aria-label": "Note" },
      h("div", { class: "row bar" }, parts.find, parts.found, h("span", { class: "grow" }), parts.pick, parts.fold, parts.legend), parts.note, parts.reference),
    h("section", { class: "side code-side panel", "aria-label": "Codes" },
      h("div", { class: "row bar" }, parts.tabs), parts.panel,
      h("div", { class: "row bar foot" }, parts.checked, parts.undo, parts.redo, parts.add)));
  return parts;
}
