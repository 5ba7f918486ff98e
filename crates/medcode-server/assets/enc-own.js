// Favourites, and what people note on codes: one's own, and those that are shared.

import { del, fill, get, h, post, put, query, say } from "./api.js";
import { ask, codeLink, trouble } from "./enc-ask.js";

const ofCode = (answer) => get(`/api/v1/favourites${query({ system: answer.system, code: answer.code })}`);

/// The star of a code: on or off.
export function star(answer) {
  const button = h("button", { type: "button", id: "star", "aria-pressed": "false" });
  let mine = null;
  const draw = () => {
    button.setAttribute("aria-pressed", String(Boolean(mine)));
    fill(button, mine ? "★ Favourite" : "☆ Favourite", h("kbd", {}, "s"));
  };
  draw();
  ofCode(answer).then((all) => { mine = all.find((f) => f.kind === "star" && f.mine) ?? null; draw(); }, () => {});
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      if (mine) {
        await del(`/api/v1/favourites/${mine.id}`);
        mine = null;
        say(`${answer.code} is no favourite any more`);
      } else {
        mine = await post("/api/v1/favourites", { kind: "star", system: answer.system, code: answer.code });
        say(`${answer.code} is a favourite`);
      }
    } catch (fault) {
      say(fault.message);
      button.title = fault.message;
    }
    button.disabled = false;
    draw();
    button.focus();
  });
  return button;
}

/// The notes on a code, and the field for a new one.
export function own(answer) {
  const list = h("ul", { class: "plain" });
  const trouble_ = h("div", {});
  const text = h("textarea", { id: "own-text", rows: "2", maxlength: "4000", placeholder: "For example: payer X wants the operative note" });
  const shared = h("input", { type: "checkbox", name: "shared" });
  const form = h("form", {},
    h("label", { class: "field", for: "own-text" }, "A note on this code"), text,
    h("div", { class: "row" }, h("label", { class: "row" }, shared, " Everyone sees it"), h("button", { class: "primary" }, "Keep the note")));
  const box = h("section", { class: "panel own", id: "own", "aria-label": "Notes on this code" }, h("h3", {}, "Notes on this code ", h("kbd", {}, "n")), list, trouble_, form,
    h("p", { class: "small quiet" }, "Not for anything about a patient."));
  const load = async () => {
    try {
      const all = (await ofCode(answer)).filter((f) => f.kind === "note");
      fill(list, all.map((f) => line(f, load)));
      fill(trouble_);
    } catch (fault) {
      fill(trouble_, trouble(fault, load));
    }
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      await post("/api/v1/favourites", { kind: "note", system: answer.system, code: answer.code, text: text.value, shared: shared.checked });
      text.value = "";
      say("The note is kept");
      await load();
    } catch (fault) {
      fill(trouble_, trouble(fault, () => form.requestSubmit()));
    }
    text.focus();
  });
  load();
  return box;
}

function line(f, again) {
  const when = new Date(f.updated).toISOString().slice(0, 10);
  const about = h("div", { class: "small quiet" }, `${f.mine ? "You" : f.owner}, ${when}${f.shared ? " · everyone sees it" : ""} `);
  const item = h("li", {}, h("div", { class: "text" }, f.text), about);
  if (!f.mine) return item;
  const act = async (run, done) => {
    try { await run(); say(done); await again(); } catch (fault) { item.append(trouble(fault, again)); }
  };
  about.append(
    h("button", { type: "button", onclick: () => edit(item, f, again) }, "Change"), " ",
    h("button", { type: "button", onclick: () => act(() => put(`/api/v1/favourites/${f.id}`, { version: f.version, text: f.text, shared: !f.shared }), f.shared ? "Only you see the note" : "Everyone sees the note") }, f.shared ? "Only for me" : "Share"), " ",
    h("button", { type: "button", class: "danger", onclick: () => act(() => del(`/api/v1/favourites/${f.id}`), "The note is removed") }, "Remove"));
  return item;
}

function edit(item, f, again) {
  const text = h("textarea", { rows: "3", "aria-label": "The note", maxlength: "4000" });
  text.value = f.text;
  const keep = async (event) => {
    event.preventDefault();
    try {
      await put(`/api/v1/favourites/${f.id}`, { version: f.version, text: text.value, shared: f.shared });
      say("The note is changed");
      await again();
    } catch (fault) { item.append(trouble(fault, again)); }
  };
  fill(item, h("form", { onsubmit: keep }, text, h("div", { class: "row" }, h("button", { class: "primary" }, "Keep"), h("button", { type: "button", onclick: again }, "Leave it"))));
  text.focus();
}

/// A favourite on the page of them; its maker may put it into a group, share it, take it away.
function starLine(f, again) {
  const item = h("li", {});
  const draw = () => fill(item, codeLink(f.code, f.system), " ", f.title, f.title ? null : h("span", { class: "tag warn" }, "⚠ no code on this day"),
    h("span", { class: "small quiet" }, [f.mine ? null : ` · ${f.owner}`, f.shared ? " · everyone sees it" : null]),
    f.mine ? h("button", { type: "button", class: "quiet-button", onclick: change, "aria-label": `Change ${f.code}` }, "Change") : null);
  function change() {
    const group = h("input", { "aria-label": "Group", maxlength: "80", placeholder: "Group", value: f.text });
    const shared = h("input", { type: "checkbox", checked: f.shared });
    const act = async (run) => { try { await run(); await again(); } catch (fault) { item.append(trouble(fault, again)); } };
    const keep = (event) => { event.preventDefault(); act(() => put(`/api/v1/favourites/${f.id}`, { version: f.version, text: group.value, shared: shared.checked })); };
    fill(item, h("form", { class: "row", onsubmit: keep }, h("span", { class: "code" }, f.code), group, h("label", { class: "row" }, shared, "Everyone sees it"),
      h("button", { class: "primary" }, "Keep"), h("button", { type: "button", class: "danger", onclick: () => act(() => del(`/api/v1/favourites/${f.id}`)) }, "Remove"), h("button", { type: "button", onclick: draw }, "Leave it")));
    group.focus();
  }
  draw();
  return item;
}

const KEYS = [
  ["/", "search"], ["↑ ↓ Enter", "choose and open, while you type"], ["Esc", "leave the field: then one key does it"], ["1–5", "all systems, CM, PCS, HCPCS, CPT"],
  ["i l p o t", "Index, Tabular List, PCS builder, dose, favourites"], ["u [ ]", "code above, before, after"], ["b", "what is missing"], ["s n y", "favourite, note, copy"], ["d", "date of service"],
];

/// The page of what is kept at hand.
export async function showFavourites(view, recent) {
  document.title = "Encoder · medcode";
  const all = await ask("/api/v1/favourites");
  const again = () => showFavourites(view.isConnected ? view : document.getElementById("view"), recent);
  const groups = new Map();
  for (const f of all.filter((f) => f.kind === "star")) groups.set(f.text, [...(groups.get(f.text) ?? []), f]);
  const said = all.filter((f) => f.kind === "note");
  const list = (items, empty) => (items.length ? h("ul", { class: "plain" }, items) : h("p", { class: "quiet" }, empty));
  const panel = (name, ...inside) => h("section", { class: "panel" }, h("h2", {}, name), inside);
  const stars = [...groups].sort(([a], [b]) => a.localeCompare(b)).map(([group, of]) => [group ? h("h3", {}, group) : null, list(of.map((f) => starLine(f, again)))]);
  fill(view, h("div", { class: "two" },
    panel("Favourites", stars.length ? stars : h("p", { class: "quiet" }, "None yet: on the page of a code, s keeps it at hand.")),
    panel("Opened lately", list(recent.map((r) => h("li", {}, codeLink(r.code, r.system), " ", r.title)), "Codes that you open stand here.")),
    panel("Notes on codes", list(said.map((f) => h("li", {}, codeLink(f.code, f.system), " ", f.text, h("span", { class: "small quiet" }, ` · ${f.mine ? "you" : f.owner}`))), "None yet: on the page of a code, n writes one, for you or for everyone.")),
    panel("Keys", h("table", { class: "keys" }, h("tbody", {}, KEYS.map(([k, t]) => h("tr", {}, h("th", { scope: "row" }, k.split(" ").map((one) => h("kbd", {}, one))), h("td", {}, t))))))));
}
