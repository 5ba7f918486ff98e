// The notes that hold for a code, by kind, each with where it stands and links on what it names.

import { h } from "./api.js";
import { codeHref, codeLink } from "./enc-ask.js";

const KINDS = [
  ["code-first", "Code first", "info", "The other code is sequenced before this one (OCG I.A.13, I.B.7)"],
  ["use-additional", "Use additional code", "info", "The other code is added after this one (OCG I.A.13, I.B.7)"],
  ["code-also", "Code also", "info", "Both may be needed; the note says nothing of their order (OCG I.A.17)"],
  ["excludes1", "Excludes1", "bad", "Not coded here: never together with these, unless the two conditions are unrelated (OCG I.A.12.a)"],
  ["excludes2", "Excludes2", "warn", "Not included here: both may be coded where the patient has both (OCG I.A.12.b)"],
  ["inclusion-term", "Inclusion terms", "", ""],
  ["includes", "Includes", "", ""],
  ["seventh-character", "7th character", "", ""],
  ["note", "Notes", "", ""],
];

export function notes(answer) {
  if (!answer.notes?.length) return null;
  const known = new Set(KINDS.map(([id]) => id));
  const kinds = [...KINDS, ...[...new Set(answer.notes.map((n) => n.kind))].filter((k) => !known.has(k)).map((k) => [k, k.replaceAll("-", " "), "", ""])];
  return h("section", { class: "panel", id: "notes", "aria-label": "Notes" }, kinds.map((kind) => group(answer, kind)));
}

function group(answer, [id, name, tag, means]) {
  const mine = answer.notes.filter((n) => n.kind === id);
  if (!mine.length) return null;
  const head = tag ? h("span", { class: `tag ${tag}` }, name) : name;
  let before = "";
  const lines = mine.map((note) => {
    const from = note.from === before ? "" : note.from;
    before = note.from;
    return h("li", {}, h("span", { class: "quiet" }, from ? place(answer, from) : ""), h("span", {}, linked(note, answer.system)));
  });
  return h("div", { class: "note-kind" }, h("h3", {}, head, means ? h("span", { class: "small quiet" }, means) : null), h("ul", {}, lines));
}

function place(answer, from) {
  if (from === answer.code) return "this code";
  const chapter = from.match(/^chapter (\d+)$/);
  if (chapter) return h("a", { href: `/encoder?view=browse&at=${chapter[1]}` }, `Chapter ${chapter[1]}`);
  return target(from, from, answer.system);
}

/// A link to a code, or to what a range stands for.
export function target(code, text, system) {
  if (/-[A-Z0-9]/.test(code)) {
    return h("a", { href: `/encoder?view=browse&at=${encodeURIComponent(code)}`, class: "code" }, text);
  }
  return codeLink(code.replace(/[-.]+$/, ""), system, text);
}

/// The words of a note, each code that it names a link.
export function linked(note, system) {
  const places = [];
  for (const code of note.targets) {
    const at = find(note.text, code, places);
    if (at) places.push(at);
  }
  places.sort((a, b) => a.from - b.from);
  const out = [];
  let done = 0;
  for (const p of places) {
    out.push(note.text.slice(done, p.from), target(p.code, note.text.slice(p.from, p.to), system));
    done = p.to;
  }
  out.push(note.text.slice(done));
  const rest = note.targets.filter((t) => !places.some((p) => p.code === t));
  // A note may name codes by their chapter only; what it means is linked behind it.
  if (rest.length) out.push(h("span", { class: "small quiet" }, " → ", rest.map((t, n) => [n ? ", " : "", target(t, t, system)])));
  return out;
}

function find(text, code, taken) {
  let from = -1;
  while ((from = text.indexOf(code, from + 1)) >= 0) {
    const before = text[from - 1] ?? " ";
    let to = from + code.length;
    if (/[A-Za-z0-9.]/.test(before)) continue;
    if (/[A-Za-z0-9]/.test(text[to] ?? " ")) continue;
    // `E08.-` and `O24.4-`: the dash is part of how the code is printed.
    const dash = text.slice(to).match(/^\.?-(?![A-Z0-9])/);
    if (dash) to += dash[0].length;
    if (taken.some((p) => from < p.to && to > p.from)) continue;
    return { from, to, code };
  }
  return null;
}

export { codeHref };
