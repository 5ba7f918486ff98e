// What every page has: keys, the date of service, log-out.

import "./announce.js";
import { fill, h, post } from "./api.js";

const keys = [];

/// Declares a key: `key("a", "Accept the code", run)`. Two keys one after the other: `"g w"`.
/// `when` says whether it holds now. A key does nothing while somebody types.
export function key(combination, text, run, when = () => true) {
  keys.push({ combination, text, run, when });
}

/// What a page declares for itself goes before what every page has.
const holding = (combination) => keys.findLast((k) => k.combination === combination && k.when());

const typing = (target) => target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
let first = "";
let since = 0;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (typing(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (document.querySelector("dialog[open]")) return;
  const now = performance.now();
  const two = now - since < 900 ? `${first} ${event.key}` : "";
  const found = holding(two) ?? holding(event.key);
  first = event.key;
  since = now;
  if (!found) return;
  event.preventDefault();
  first = "";
  found.run(event);
});

for (const link of document.querySelectorAll("[data-go]")) {
  key(`g ${link.dataset.go}`, link.firstChild.textContent.trim(), () => link.click());
}
// The rest of the pages: Escape, or a click elsewhere, closes the list again.
const more = document.getElementById("more-pages");
if (more) {
  key("g g", "Show the other pages", () => { more.open = true; more.querySelector("a").focus(); });
  more.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !more.open) return;
    event.stopPropagation();
    more.open = false;
    more.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => { if (!more.contains(event.target)) more.open = false; });
}

const dialog = document.getElementById("keys-dialog");
function showKeys() {
  const rows = keys.filter((k) => holding(k.combination) === k).map((k) => h("tr", {}, h("th", { scope: "row" }, h("kbd", {}, k.combination)), h("td", {}, k.text)));
  fill(document.getElementById("keys-list"), rows);
  dialog.showModal();
}
key("?", "Show the keys of this page", showKeys);
document.getElementById("keys")?.addEventListener("click", showKeys);

/// The date of service that look-ups are answered for, always in view; empty where none was chosen: the
/// usual day, and the nearest release where it is not covered.
const dos = document.getElementById("dos");
let chosen = "";
if (dos) {
  const { usual } = dos.dataset;
  const choose = (day) => {
    chosen = day === usual ? "" : day;
    dos.value = chosen || usual;
  };
  choose(new URLSearchParams(location.search).get("as_of") ?? sessionStorage.getItem("dos") ?? "");
  dos.addEventListener("change", () => {
    choose(dos.value);
    sessionStorage.setItem("dos", chosen);
    document.dispatchEvent(new CustomEvent("dos", { detail: chosen }));
  });
  key("d", "Change the date of service", () => dos.focus(), () => !dos.disabled);
}
export const dateOfService = () => chosen;

/// On a chart the day is that of the visit, and is changed there.
export function pinDay(day) {
  if (!dos || !day) return;
  dos.value = day;
  dos.disabled = true;
  dos.title = "The date of service of this chart: it is changed under Visit";
}

document.getElementById("logout")?.addEventListener("click", async () => {
  await post("/api/v1/logout", {});
  sessionStorage.clear();
  location.assign("/login");
});
