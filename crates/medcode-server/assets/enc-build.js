// What a code lacks, character by character: only values that lead to a code are offered, and the
// code they make is looked up before it is shown as complete.

import { fill, h, say } from "./api.js";
import { ask, codeLink, trouble } from "./enc-ask.js";

/// A choice whose code is looked up, and what was typed meanwhile: it belongs to the next character.
let waiting = null;

export function builder(answer, go) {
  waiting = null;
  const stages = h("div", {});
  const result = h("div", { "aria-live": "polite" });
  add(stages, result, answer, go);
  return h("section", { class: "panel", id: "builder", "aria-label": "What is missing" },
    h("h3", {}, "What is missing ", h("span", { class: "small quiet" }, "type the character, or choose it", h("kbd", {}, "b"))),
    stages, result);
}

function add(stages, result, answer, go) {
  const seventh = answer.characters.every((c) => (c.code ?? "").replace(".", "").length === 7);
  const place = answer.code.replace(".", "").length + 1;
  const name = seventh ? "7th character" : `Character ${place}`;
  const buttons = answer.characters.map((c) => h("button", { type: "button", "aria-pressed": "false", "data-char": c.character },
    h("span", { class: "char" }, c.character), h("span", {}, c.meaning), h("span", { class: "code small quiet" }, c.code)));
  const stage = h("div", { class: "stage", role: "group", "aria-label": name }, h("h4", { class: "small" }, `${name} of ${answer.code}`),
    h("ul", { class: "choices" }, buttons.map((b) => h("li", {}, b))));
  answer.characters.forEach((choice, n) => buttons[n].addEventListener("click", () => {
    for (const b of buttons) b.setAttribute("aria-pressed", String(b === buttons[n]));
    while (stage.nextSibling) stage.nextSibling.remove();
    take(stages, result, choice, go);
  }));
  stage.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1) return;
    if (waiting && /[0-9A-Za-z]/.test(event.key)) {
      event.preventDefault();
      event.stopPropagation();
      waiting.push(event.key.toUpperCase());
      return;
    }
    const typed = buttons.find((b) => b.dataset.char === event.key.toUpperCase());
    if (!typed && !/[0-9]/.test(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    if (typed) typed.click();
    else say(`${event.key} leads to no code`);
  });
  stages.append(stage);
  return buttons;
}

async function take(stages, result, choice, go) {
  fill(result);
  const mine = waiting = [];
  try {
    const [next] = await ask("/api/v1/lookup", { code: choice.code, system: "ICD10CM" });
    if (waiting !== mine) return;
    waiting = null;
    if (next.billable) {
      const open = codeLink(next.code, next.system, `Open ${next.code}`);
      fill(result, h("div", { class: "notice built" }, h("span", { class: "tag good" }, "✓ Complete"), h("span", { class: "code" }, next.code), h("span", {}, next.title), open));
      open.focus();
      say(`${next.code} is complete: ${next.title}`);
    } else if (next.characters?.length) {
      const buttons = add(stages, result, next, go);
      buttons[0]?.focus();
      const [typed, ...rest] = mine;
      const button = buttons.find((b) => b.dataset.char === typed);
      button?.click();
      if (button) waiting?.push(...rest);
    } else {
      fill(result, h("p", { class: "notice warn" }, `${next.code} cannot be completed from what is installed.`));
    }
  } catch (fault) {
    waiting = null;
    fill(result, trouble(fault, () => take(stages, result, choice, go)));
  }
}
