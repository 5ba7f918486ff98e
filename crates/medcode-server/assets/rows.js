// Moving through a list: j and k, or the arrows, go from row to row; Enter opens the row as any link.

import { key } from "./shell.js";

const links = () => [...document.querySelectorAll("[data-row]")];

/// The row that has the focus, if one has.
export const row = () => document.activeElement?.closest("tr, li");

/// Moves the focus by so many rows; from outside the list to its first row.
export function move(by) {
  const all = links();
  if (!all.length) return;
  const here = all.findIndex((link) => link.closest("tr, li") === row());
  const to = here < 0 ? 0 : Math.min(Math.max(here + by, 0), all.length - 1);
  all[to].focus();
  all[to].scrollIntoView({ block: "nearest" });
}

const some = () => links().length > 0;
key("j", "Next row", () => move(1), some);
key("k", "Row before", () => move(-1), some);
key("ArrowDown", "Next row", () => move(1), () => some() && Boolean(row()));
key("ArrowUp", "Row before", () => move(-1), () => some() && Boolean(row()));

const search = document.querySelector("#filter #text, #filter #actor") ?? document.querySelector('main form[role="search"] input[type="search"]');
if (search) key("/", "Search here", () => search.focus());
const more = () => document.getElementById("more");
key("]", "Next page", () => more().click(), () => Boolean(more()));
const make = document.getElementById("make");
if (make) {
  key("+", "Make a new one", () => {
    if (make.tagName !== "DETAILS") return make.click();
    make.open = true;
    make.querySelector("input")?.focus();
  });
}

// What is wider than the page is moved by the arrows, once it has the focus.
for (const region of document.querySelectorAll(".scroll")) {
  if (region.scrollWidth > region.clientWidth) region.tabIndex = 0;
}
