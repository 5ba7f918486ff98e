// Where a finding stands, shown from the file itself: it is read here, in the browser, around the
// place, however large it is.

import { h } from "./api.js";

const BEFORE = 6000;
const AFTER = 6000;
const separators = new WeakMap();

/// The lines around a finding: segments of X12, else lines of the file.
export async function around(file, finding) {
  if (!file) return null;
  try {
    return finding.segment ? await segments(file, finding) : finding.row ? await lines(file, finding) : null;
  } catch {
    return h("p", { class: "small quiet" }, "The file is no longer there, or changed since it was checked; choose it again to see the place.");
  }
}

async function slice(file, from, to) {
  const part = await file.slice(Math.max(0, from), Math.min(file.size, to)).arrayBuffer();
  // One byte is one character, so that the places of bytes hold; the words are decoded one by one.
  return new TextDecoder("latin1").decode(part);
}

const utf8 = (bytes) => new TextDecoder().decode(Uint8Array.from(bytes, (c) => c.charCodeAt(0)));

/// The separators that the header of the interchange says: its 4th and its 106th byte.
async function marks(file) {
  if (separators.has(file)) return separators.get(file);
  const head = await slice(file, 0, 65536);
  const at = head.indexOf("ISA");
  const found = at < 0 ? null : { element: head[at + 3], segment: head[at + 105] };
  separators.set(file, found);
  return found;
}

async function segments(file, finding) {
  const mark = await marks(file);
  if (!mark) return null;
  const from = Math.max(0, finding.byte - BEFORE);
  const text = await slice(file, from, finding.byte + AFTER);
  const here = finding.byte - from;
  const parts = [];
  let start = 0;
  for (let end = text.indexOf(mark.segment); start < text.length; end = text.indexOf(mark.segment, start)) {
    const stop = end < 0 ? text.length : end;
    const raw = text.slice(start, stop);
    const blank = raw.length - raw.trimStart().length;
    if (raw.trim()) parts.push({ at: start + blank, text: raw.trim() });
    start = stop + 1;
  }
  // The first part may be cut: it began before what was read.
  if (from > 0) parts.shift();
  const n = parts.findLastIndex((p) => p.at <= here);
  if (n < 0) return null;
  const shown = parts.slice(Math.max(0, n - 4), n + 5);
  return h("div", { class: "segments", tabindex: "0", role: "group", "aria-label": "Segments of the file" }, shown.map((p) => one(p, p === parts[n], mark, finding.element)));
}

function one(part, hit, mark, element) {
  if (!hit) return h("div", { class: "quiet" }, utf8(part.text));
  const elements = part.text.split(mark.element);
  return h("div", { class: "hit-line" }, elements.map((e, n) => [n ? mark.element : "", n === element && e ? h("mark", {}, utf8(e)) : utf8(e)]),
    element ? h("span", { class: "visually-hidden" }, ` (element ${element})`) : null);
}

async function lines(file, finding) {
  const from = Math.max(0, finding.byte - BEFORE);
  const text = await slice(file, from, finding.byte + AFTER);
  const here = finding.byte - from;
  const start = text.lastIndexOf("\n", here - 1) + 1;
  const before = text.slice(0, Math.max(0, start - 1)).split("\n").slice(-3);
  const rest = text.slice(start).split("\n");
  const shorten = (line) => (line.length > 600 ? `${line.slice(0, 600)} …` : line);
  // Of a line that is the whole file only the neighbourhood is shown.
  const own = rest[0].length > 1200 ? `… ${text.slice(Math.max(start, here - 200), here + 400)} …` : rest[0];
  const all = [...(start > 1 ? before : []).map((l) => h("div", { class: "quiet" }, utf8(shorten(l)))), h("div", { class: "hit-line" }, utf8(own)), ...rest.slice(1, 4).map((l) => h("div", { class: "quiet" }, utf8(shorten(l))))];
  return h("div", { class: "segments", tabindex: "0", role: "group", "aria-label": "Lines of the file" }, all);
}
