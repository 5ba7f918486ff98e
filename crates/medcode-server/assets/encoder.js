// The encoder: what the address says is what is shown; keys, links and the date of service.

import { say } from "./api.js";
import { nameLinks, titleOf } from "./enc-ask.js";
import { showBrowse } from "./enc-browse.js";
import { above, copyCode, failed, neighbour, showCode, shown } from "./enc-code.js";
import { showDose } from "./enc-dose.js";
import { showIndex } from "./enc-index.js";
import { showFavourites } from "./enc-own.js";
import { focusBuilder, showPcs } from "./enc-pcs.js";
import * as search from "./enc-search.js";
import { key } from "./shell.js";

const view = document.getElementById("view");
const peek = document.getElementById("peek");
const RECENT = "encoder-recent";

let turn = 0;

function state() {
  const values = Object.fromEntries(new URLSearchParams(location.search));
  const code = location.pathname.match(/^\/encoder\/(.+)$/)?.[1];
  return { ...values, code: code ? decodeURIComponent(code) : values.code, view: code || values.code ? "code" : values.view || "home" };
}

function recent() {
  try { return JSON.parse(localStorage.getItem(RECENT)) ?? []; } catch { return []; }
}

function remember(answer) {
  if (!answer?.valid) return;
  const rest = recent().filter((r) => r.code !== answer.code || r.system !== answer.system);
  localStorage.setItem(RECENT, JSON.stringify([{ code: answer.code, system: answer.system, title: answer.title }, ...rest].slice(0, 20)));
}

/// Goes to an address of the encoder; the words of the search stay with it.
function go(address, replace = false) {
  const url = new URL(address, location.origin);
  if (search.text() && !url.searchParams.has("q")) url.searchParams.set("q", search.text());
  if (search.only() && !url.searchParams.has("in")) url.searchParams.set("in", search.only());
  history[replace ? "replaceState" : "pushState"](null, "", url);
  return render(true);
}

async function render(moved = false) {
  const mine = ++turn;
  const now = state();
  for (const link of document.querySelectorAll("[data-view]")) {
    if (link.dataset.view === now.view) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  view.classList.add("waits");
  hidePeek();
  // Drawn aside, so that a slower answer never replaces a later one.
  const aside = document.createElement("div");
  const draw = { code: showCode, index: showIndex, browse: showBrowse, pcs: showPcs, dose: showDose, home: (at) => showFavourites(at, recent()) }[now.view] ?? ((at) => showFavourites(at, recent()));
  try {
    await draw(aside, now, go);
  } catch (fault) {
    failed(aside, fault, () => render());
  }
  if (mine !== turn) return;
  view.replaceChildren(...aside.childNodes);
  view.classList.remove("waits");
  if (now.view === "code") remember(shown);
  nameLinks(view);
  if (moved) {
    say(document.title.replace(" · medcode", ""));
    if (now.view === "pcs") focusBuilder();
  }
  performance.mark("encoder-shown");
}

// Links of the encoder are followed in place; with a modifier key they open as any link does.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const url = new URL(link.href);
  if (url.origin !== location.origin || !/^\/encoder(\/|$)/.test(url.pathname)) return;
  if (link.closest(".top")) return;
  event.preventDefault();
  const inPage = view.contains(link);
  go(url.pathname + url.search).then(() => {
    // The link is gone with its page: the focus goes to the new one.
    if (inPage && !view.contains(document.activeElement)) view.focus({ preventScroll: true });
    if (inPage) window.scrollTo({ top: 0 });
  });
});

// What a linked code is called, while it is pointed at or has the focus.
function showPeek(event) {
  const link = event.target.closest?.("a[data-code]");
  if (!link || link.dataset.kin) return hidePeek();
  const title = titleOf(link);
  if (!title) return hidePeek();
  peek.textContent = `${link.dataset.code}  ${title}`;
  peek.hidden = false;
  if (event.type === "focusin") say(title);
  return undefined;
}
function hidePeek() { peek.hidden = true; }
view.addEventListener("focusin", showPeek);
view.addEventListener("mouseover", showPeek);
view.addEventListener("mouseleave", hidePeek);

window.addEventListener("popstate", () => { restore(); render(); });
document.addEventListener("dos", () => { search.search(); render(); });

function restore() {
  const values = new URLSearchParams(location.search);
  search.restore(values.get("q") ?? "", values.get("in") ?? "");
}

search.begin({
  open: (hit) => {
    // The beginning of a PCS code is gone on with in the builder.
    const part = hit.system === "ICD10PCS" && hit.code.length < 7;
    go(part ? `/encoder?view=pcs&pcs=${hit.code}` : `/encoder/${encodeURIComponent(hit.code)}?system=${hit.system}`);
  },
  changed: () => {
    const url = new URL(location.href);
    for (const [name, value] of [["q", search.text()], ["in", search.only()]]) {
      if (value) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
    }
    history.replaceState(null, "", url);
  },
});

/// The next place in what is shown that can be gone to.
function step(by) {
  const places = [...view.querySelectorAll("a[href], button, input, textarea, summary")].filter((e) => !e.disabled && e.offsetParent);
  if (!places.length) return;
  const at = places.indexOf(document.activeElement);
  places[Math.min(places.length - 1, Math.max(0, at < 0 ? (by > 0 ? 0 : places.length - 1) : at + by))].focus();
}

const onCode = () => state().view === "code" && Boolean(shown);
const goCode = (code) => { if (code) go(`/encoder/${encodeURIComponent(code)}?system=${shown.system}`); };

key("/", "Search", () => search.focus());
key("ArrowDown", "Next code found", () => search.move(1), () => !view.contains(document.activeElement));
key("ArrowUp", "Code found before", () => search.move(-1), () => !view.contains(document.activeElement));
key("Enter", "Open the code found", () => search.openActive(), () => document.activeElement === document.body || document.activeElement?.id === "main");
key("j", "Next place of the page", () => step(1));
key("k", "Place of the page before", () => step(-1));
for (const button of document.querySelectorAll("[data-system][data-key]")) {
  key(button.dataset.key, `Search ${button.firstChild.textContent}`, () => button.click());
}
for (const link of document.querySelectorAll("[data-view][data-key]")) {
  key(link.dataset.key, link.firstChild.textContent, () => go(link.getAttribute("href")).then(() => view.querySelector("input")?.focus()));
}
key("u", "Code above", () => goCode(above()), () => onCode() && Boolean(above()));
key("[", "Code before, beside it", () => goCode(neighbour(-1)), () => onCode() && Boolean(neighbour(-1)));
key("]", "Code after, beside it", () => goCode(neighbour(1)), () => onCode() && Boolean(neighbour(1)));
key("b", "What is missing", () => document.querySelector("#builder button")?.focus(), () => Boolean(document.getElementById("builder")));
key("s", "Favourite, or not", () => document.getElementById("star")?.click(), onCode);
key("n", "Write a note on the code", () => document.getElementById("own-text")?.focus(), onCode);
key("y", "Copy the code", () => copyCode(shown.code), onCode);

restore();
render();
if (state().view === "home") search.focus();
