// Building an ICD-10-PCS code: seven places, at each only the values that lead to a legal code, and
// the table as it is printed, with the rows that still fit.

import { fill, h, say } from "./api.js";
import { ask, codeHref, source, trouble } from "./enc-ask.js";

const AXES = ["Section", "Body System", "Operation", "Body Part", "Approach", "Device", "Qualifier"];
const tables = new Map();

export async function showPcs(view, state, go) {
  const chosen = (state.pcs ?? "").toUpperCase();
  const to = (characters, replace = false) => go(`/encoder?${new URLSearchParams({ view: "pcs", ...(characters ? { pcs: characters } : {}) })}`, replace);
  document.title = `${chosen || "PCS builder"} · medcode`;
  const field = h("input", { id: "pcs-words", type: "search", autocomplete: "off", spellcheck: "false", value: state.words ?? "" });
  const head = h("section", { class: "panel stack" },
    h("form", { onsubmit: (event) => { event.preventDefault(); go(`/encoder?${new URLSearchParams({ view: "pcs", words: field.value })}`); } },
      h("label", { class: "field", for: "pcs-words" }, "An operation, a term of the Index or a body part: “resection”, “appendectomy”, “0DT”"),
      h("div", { class: "row" }, field, h("button", { class: "primary" }, "Find"))));
  let answer;
  try {
    answer = await ask("/api/v1/pcs", { asked: state.words || chosen });
  } catch (fault) {
    fill(view, head, trouble(fault, () => showPcs(view, state, go)));
    return;
  }
  if (!answer.chosen && answer.starts === undefined && !answer.choices && !answer.code) {
    fill(view, h("div", { class: "stack" }, head, h("div", { class: "panel empty" }, h("p", {}, "No legal code begins so, and no operation, term of the Index or body part has these words. The search on the left looks in the titles."),
      chosen ? h("a", { class: "button", href: `/encoder?view=pcs&pcs=${chosen.slice(0, -1)}` }, `Go back to ${chosen.slice(0, -1) || "the sections"}`) : null)));
    return;
  }
  if (answer.starts?.length) {
    fill(view, h("div", { class: "stack" }, head, starts(answer), source(answer)));
    return;
  }
  const box = h("div", { class: "stack" }, head, h("section", { class: "panel stack", id: "pcs", "aria-label": "Builder" }, slots(answer, to), answer.definition ? h("p", {}, h("strong", {}, `${answer.chosen?.[2]?.meaning ?? "Operation"}: `), answer.definition) : null, answer.code ? built(answer) : choices(answer, to)));
  fill(view, box);
  const group = box.querySelector("#pcs");
  // Who types faster than the answers come goes on from what was typed, not from what is shown.
  let wanted = answer.characters;
  const want = (characters) => { wanted = characters; to(characters); };
  group.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Backspace") {
      event.preventDefault();
      want(wanted.slice(0, -1));
    } else if (event.key.length === 1) {
      const character = event.key.toUpperCase();
      const ahead = wanted !== answer.characters && /[0-9A-HJ-NP-Z]/.test(character);
      const legal = ahead || answer.choices?.some((c) => c.character === character);
      if (!legal && !/[0-9]/.test(character)) return;
      event.preventDefault();
      event.stopPropagation();
      if (legal) want(wanted + character);
      else say(`${character} is no legal value here`);
    }
  });
  if (answer.characters.length >= 3) table(box, answer, to);
  box.append(source(answer) ?? "", earlier(answer) ?? "");
}

/// Where the focus goes when a value was chosen.
export const focusBuilder = () => (document.querySelector("#pcs .choices button") ?? document.querySelector("#pcs .built a"))?.focus();

function earlier(answer) {
  if (!answer.tables?.earlier) return null;
  return h("p", { class: "small quiet" }, `Values are named by the tables of ${answer.tables.release}, earlier than the codes: what has come since is named by its codes.`);
}

function slots(answer, to) {
  const chosen = answer.chosen ?? [];
  const slot = (n) => {
    const value = chosen[n];
    const character = answer.characters[n] ?? "";
    const axis = value?.axis ?? (n === answer.characters.length && answer.next ? answer.next : AXES[n]);
    return h("li", {}, h("button", { type: "button", disabled: n > answer.characters.length, "aria-current": n === answer.characters.length ? "step" : undefined, onclick: () => to(answer.characters.slice(0, n)) },
      h("span", { class: "char" }, character || "·"), h("span", { class: "axis" }, axis), h("span", { class: "mean" }, value?.meaning ?? ""), value ? h("span", { class: "visually-hidden" }, " choose it anew") : null));
  };
  return h("ol", { class: "slots" }, AXES.map((_, n) => slot(n)));
}

function choices(answer, to) {
  const button = (c) => h("button", { type: "button", onclick: () => to(answer.characters + c.character) },
    h("span", { class: "char" }, c.character), h("span", {}, c.meaning || (c.title ?? "(named by its codes only)")),
    h("span", { class: "small quiet" }, c.code ? c.code : `${c.codes} codes`));
  return h("div", { role: "group", "aria-label": answer.next ?? "Values" }, h("h3", {}, answer.next ?? "Values", h("span", { class: "small quiet" }, " type the character, or choose it; Backspace goes back")),
    h("ul", { class: "choices" }, (answer.choices ?? []).map((c) => h("li", {}, button(c)))));
}

function built(answer) {
  const { code } = answer;
  const proof = code.row ? `row ${code.row.row} of ${code.row.of} of table ${code.row.table}` : "the code file; no installed table has it";
  say(`${code.code} is complete: ${code.title}`);
  return h("div", { class: "notice built" }, h("span", { class: "tag good" }, "✓ Legal"), h("a", { class: "code", href: codeHref(code.code, "ICD10PCS") }, code.code), h("span", {}, code.title), h("span", { class: "small quiet" }, `proved by ${proof}`));
}

function starts(answer) {
  const line = (s) => h("tr", {}, h("td", {}, s.kind), h("td", {}, s.path.join(" › ")), h("td", {}, s.says ?? ""),
    h("td", {}, s.characters ? h("a", { class: "code", href: `/encoder?view=pcs&pcs=${s.characters}` }, s.characters) : ""), h("td", { class: "number" }, s.codes ? String(s.codes) : ""));
  return h("section", { class: "panel scroll", tabindex: "0", "aria-label": "Where the words lead" }, h("table", {}, h("caption", {}, `Where “${answer.asked}” leads`),
    h("thead", {}, h("tr", {}, ["From", "Term", "Says", "Go on from", "Codes"].map((t) => h("th", { scope: "col" }, t)))), h("tbody", {}, answer.starts.map(line))));
}

async function table(box, answer, to) {
  const prefix = answer.characters.slice(0, 3);
  const key = `${answer.release}|${prefix}`;
  try {
    if (!tables.has(key)) tables.set(key, await ask(`/api/v1/pcs/tables/${prefix}`));
  } catch { return; /* no table installed: the builder goes by the code file */ }
  const found = tables.get(key);
  const rest = answer.characters.slice(3);
  const fits = (row) => [...rest].every((c, n) => row[n]?.values.some((v) => v.character === c));
  const cell = (column, n) => h("td", {}, column.values.map((v) => h("span", { class: `value${rest[n] === v.character ? " on" : ""}` }, h("span", { class: "code" }, v.character), " ", v.meaning)));
  const heads = found.rows[0]?.map((c) => c.axis) ?? [];
  const row = (r, n) => h("tr", { class: fits(r) ? "" : "off" }, h("th", { scope: "row" }, String(n + 1)), r.map(cell));
  const section = h("section", { class: "panel scroll", tabindex: "0", "aria-label": `Table ${prefix}` }, h("table", { class: "pcs-table" },
    h("caption", {}, `Table ${prefix}: ${found.labels.join(", ")}`), h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Row"), heads.map((t) => h("th", { scope: "col" }, t)))), h("tbody", {}, found.rows.map(row))));
  box.querySelector("#pcs")?.after(section);
}
