// What the page has to say after something was done: shown, spoken, and kept over a reload.

import { faultNotice, fill, h, say } from "./api.js";

const place = () => document.getElementById("said");

/// Shows and speaks a sentence.
export function said(text, kind = "") {
  fill(place(), h("div", { class: `notice ${kind}` }, text));
  say(text);
}

/// Loads the page again and says the sentence there; the focus comes back to where it was.
export function again(text, to) {
  const here = document.activeElement?.id || document.activeElement?.closest("[data-id]")?.dataset.id || "";
  sessionStorage.setItem("said", JSON.stringify({ text, here }));
  if (to && to !== location.pathname + location.search) location.assign(to);
  else location.reload();
}

/// Shows a fault. Where somebody else was faster, what stands now can be loaded; what was typed stays
/// on the page until then.
export function failed(fault) {
  const notice = faultNotice(fault);
  // What another record has is put right here, not by loading the page again.
  if (fault.status === 409 && fault.problem.type !== "/problems/taken") {
    notice.append(h("p", {}, h("button", { type: "button", id: "load-now", onclick: () => location.reload() }, "Load what stands now")));
  }
  fill(place(), notice);
  const field = fault.field && document.querySelector(`form [name="${CSS.escape(fault.field)}"]`);
  (field ?? notice.querySelector("button"))?.focus();
}

const kept = sessionStorage.getItem("said");
if (kept) {
  sessionStorage.removeItem("said");
  const { text, here } = JSON.parse(kept);
  if (text) said(text);
  // The place is that of the row, not where the page happened to be scrolled to before.
  history.scrollRestoration = "manual";
  const target = here ? document.getElementById(here) ?? document.querySelector(`[data-id="${CSS.escape(here)}"] [data-row]`) : null;
  target?.focus();
  addEventListener("load", () => target?.scrollIntoView({ block: "nearest" }));
}
