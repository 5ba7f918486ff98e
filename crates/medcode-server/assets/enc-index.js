// Walking the Index: letters, words, entries with what stands under them, links that lead on; the
// tables of neoplasms and drugs as tables.

import { fill, h } from "./api.js";
import { ask, codeLink, nameLinks, source, trouble } from "./enc-ask.js";

const BOOKS = [["alphabetic", "Alphabetic Index"], ["neoplasm", "Neoplasms"], ["drug", "Drugs and chemicals"], ["external-cause", "External causes"], ["pcs", "ICD-10-PCS"]];
const BOOK_OF = { "Alphabetic Index": "alphabetic", "Table of Neoplasms": "neoplasm", "Table of Drugs and Chemicals": "drug", "External Cause Index": "external-cause", "ICD-10-PCS Index": "pcs" };

const href = (values) => `/encoder?${new URLSearchParams({ view: "index", ...values })}`;
const pathHref = (book, path) => href({ book, path: path.join("|") });

/// `state`: book, path or terms.
export async function showIndex(view, state, go) {
  const book = state.book || "alphabetic";
  const field = h("input", { id: "index-terms", type: "search", autocomplete: "off", spellcheck: "false", value: state.terms ?? "" });
  const list = h("div", { id: "index-list" });
  const head = h("section", { class: "panel stack" },
    h("div", { class: "row", role: "group", "aria-label": "Book" }, BOOKS.map(([id, name]) => h("a", { class: "button", href: href({ book: id }), "aria-current": id === book ? "true" : undefined }, name))),
    h("form", { onsubmit: (event) => { event.preventDefault(); go(href({ book, terms: field.value })); } },
      h("label", { class: "field", for: "index-terms" }, "Main term, then subterms: “infarct, myocardium”, “fracture, radius”"),
      h("div", { class: "row" }, field, h("button", { class: "primary" }, "Find"))),
    letters(book));
  fill(view, h("div", { class: "stack" }, head, list));
  document.title = "Index · medcode";
  try {
    // A link may lead into another book: only an address that names one is held to it.
    if (state.path) await entry(list, state.book, state.path.split("|"));
    else if (state.terms) await terms(list, book, state.terms);
    else await mains(list, book, state.from ?? "");
  } catch (fault) {
    fill(list, trouble(fault, () => showIndex(view, state, go)));
  }
  nameLinks(list);
}

function letters(book) {
  return h("nav", { class: "letters row", "aria-label": "Letters" }, [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].map((l) => h("a", { class: "button", href: href({ book, from: l.toLowerCase() }), "aria-label": `Terms from ${l}` }, l)));
}

async function mains(list, book, from) {
  const LIMIT = 200;
  const found = await ask("/api/v1/index/terms", { book, from, limit: LIMIT });
  if (!found.terms.length) {
    fill(list, h("p", { class: "panel empty" }, from ? "No term of this book stands there." : "This book is not installed for the day. An administrator installs it from the publisher's files; search works without it."));
    return;
  }
  const line = (t) => h("div", { class: "entry" }, h("a", { href: pathHref(book, [t.title]) }, t.title),
    t.code && codeLink(t.code, system(book), `${t.code}${t.dash ? "-" : ""}`), t.below ? h("span", { class: "small quiet" }, `${t.below} below`) : null);
  const last = found.terms.at(-1).title;
  const more = found.terms.length === LIMIT ? h("p", {}, h("a", { class: "button", href: href({ book, from: `${last.toLowerCase()}\u0001` }) }, `After ${last}`)) : null;
  fill(list, h("section", { class: "panel", "aria-label": "Main terms" }, found.terms.map(line), more), source(found));
}

const system = (book) => (book === "pcs" ? "ICD10PCS" : "ICD10CM");

async function terms(list, book, text) {
  let parts = text.split(/\s*[,›>|]\s*/).filter(Boolean);
  const spaced = text.trim().split(/\s+/);
  let found = await ask("/api/v1/index", { terms: parts.join("|"), book });
  if (!found.entries.length && parts.length === 1 && spaced.length > 1) {
    parts = [spaced[0], spaced.slice(1).join(" ")];
    found = await ask("/api/v1/index", { terms: parts.join("|"), book });
  }
  // The words may stand in any book: those of the one that is open come first.
  const mine = (e) => (BOOK_OF[e.index] === book ? 0 : 1);
  const entries = [...found.entries].sort((a, b) => mine(a) - mine(b));
  if (!entries.length) {
    fill(list, h("p", { class: "panel empty" }, "No entry has these words. Give the condition first (“fracture”, not “radius”), fewer words, or only their beginnings."));
    return;
  }
  fill(list, h("div", { class: "stack" }, entries.map((e) => whole(e, entries.length > 1))), source(found));
}

async function entry(list, book, path) {
  const found = await ask("/api/v1/index", { book, path: path.join("|") });
  if (!found.entries.length) {
    fill(list, h("div", { class: "panel empty" }, h("p", {}, `The book in force on this day has no entry “${path.join(" › ")}”.`), h("a", { href: href({ ...(book ? { book } : {}), terms: path.join(", ") }) }, "Look for its words")));
    return;
  }
  fill(list, h("div", { class: "stack" }, found.entries.map((e) => whole(e, false))), source(found));
}

/// An entry with all that stands under it.
function whole(e, brief) {
  const book = BOOK_OF[e.index] ?? "alphabetic";
  const above = e.path.slice(0, -1);
  const place = h("nav", { "aria-label": "Path in the Index" }, h("ol", { class: "crumbs" },
    h("li", {}, h("a", { href: href({ book }) }, e.index)), above.map((_, n) => h("li", {}, h("a", { href: pathHref(book, above.slice(0, n + 1)) }, above[n])))));
  const below = e.subterms ?? [];
  const cells = hasCells(e) || below.some(hasCells);
  const body = cells ? table(e, book) : [h("div", { class: "entry" }, words(e, book, true)), brief ? below.slice(0, 12).map((s) => lines(s, book, 1, brief)) : below.map((s) => lines(s, book, 1, brief))];
  const more = brief && !cells && below.length > 12 ? h("p", {}, h("a", { href: pathHref(book, e.path) }, `All ${e.below} entries under ${e.path.at(-1)}`)) : null;
  return h("section", { class: "panel", "aria-label": e.path.join(", ") }, place, body, more);
}

const hasCells = (e) => (e.links ?? []).some((l) => l.kind === "cell");

function lines(e, book, depth, brief) {
  return [h("div", { class: `entry d${Math.min(depth, 9)}` }, words(e, book, false)), (e.subterms ?? []).map((s) => lines(s, book, depth + 1, brief))];
}

/// One line of the book.
function words(e, book, strong) {
  const title = e.path.at(-1);
  const shown = (e.subterms ?? []).length;
  const name = strong ? h("strong", {}, title) : e.below ? h("a", { href: pathHref(book, e.path) }, title) : h("span", {}, title);
  return [name,
    e.nonessential ? h("span", { class: "small quiet" }, e.nonessential) : null,
    e.code ? codeLink(e.code, system(book), `${e.code}${e.dash ? "-" : ""}`) : null,
    (e.links ?? []).filter((l) => l.kind !== "cell").map((l) => link(l, book)),
    !strong && e.below && !shown ? h("span", { class: "small quiet" }, `${e.below} below`) : null];
}

function link(l, book) {
  const code = l.code ? codeLink(l.code, system(book), `${l.code}${l.dash ? "-" : ""}`) : null;
  if (l.kind === "manifestation") return h("span", {}, "[", code, "]");
  if (l.kind === "see-category") return h("span", {}, h("em", {}, "see category "), code);
  if (l.kind === "table" && book === "pcs" && l.code) return h("a", { class: "code", href: `/encoder?view=pcs&pcs=${l.code}` }, l.code);
  if (!["see", "see-also", "use"].includes(l.kind)) return code;
  const verb = { see: "see ", "see-also": "see also ", use: "use " }[l.kind];
  const to = l.leads_to?.length ? h("a", { href: href({ path: l.leads_to.join("|"), ...(book === "pcs" ? { book } : {}) }) }, l.text || l.leads_to.join(", "))
    : l.text ? h("a", { href: href({ book, terms: l.text }), title: "The link names no single entry: its words are looked for" }, l.text) : null;
  return h("span", {}, h("em", {}, verb), to, code ? [" ", code] : null);
}

/// Rows of a table of the Index: terms by columns.
function table(e, book) {
  const rows = [];
  const walk = (one, depth) => { rows.push([one, depth]); (one.subterms ?? []).forEach((s) => walk(s, depth + 1)); };
  walk(e, 0);
  const columns = [...new Set(rows.flatMap(([one]) => (one.links ?? []).filter((l) => l.kind === "cell").map((l) => l.column)))];
  const row = ([one, depth]) => {
    const cell = (column) => {
      const found = (one.links ?? []).find((l) => l.kind === "cell" && l.column === column);
      return h("td", {}, found?.code ? codeLink(found.code, system(book), `${found.code}${found.dash ? "-" : ""}`) : found?.text || "–");
    };
    const name = depth && one.below && !(one.subterms ?? []).length ? h("a", { href: pathHref(book, one.path) }, one.path.at(-1)) : one.path.at(-1);
    const rest = (one.links ?? []).filter((l) => l.kind !== "cell").map((l) => [" ", link(l, book)]);
    return h("tr", {}, h("th", { scope: "row", class: `d${Math.min(depth, 9)}` }, name, one.nonessential ? h("span", { class: "small quiet" }, ` ${one.nonessential}`) : null, one.code ? [" ", codeLink(one.code, system(book), `${one.code}${one.dash ? "-" : ""}`)] : null, rest), columns.map(cell));
  };
  return h("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": "Table" }, h("table", { class: "cells" },
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, book === "drug" ? "Substance" : "Site"), columns.map((c) => h("th", { scope: "col" }, c)))),
    h("tbody", {}, rows.map(row))));
}
