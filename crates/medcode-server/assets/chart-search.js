// A code by its words: search as you type, arrows and Enter; one that is not complete is walked
// down instead of taken.

import { faultNotice, fill, get, h, query } from "./api.js";
import { ask, buttons, cancel } from "./chart-ask.js";

const SYSTEMS = [["", "All"], ["ICD10CM", "ICD-10-CM"], ["ICD10PCS", "ICD-10-PCS"], ["HCPCS", "HCPCS"], ["CPT", "CPT"]];

/// Gives `{ system, code, title }`, or null. `day` is the date of service to answer for.
export function askCode(title, { words = "", system = "", day = "", lead = null } = {}) {
  return ask(title, (done, dialog) => {
    const state = { hits: [], at: 0, running: null };
    const input = h("input", { type: "search", value: words, autofocus: true, role: "combobox", "aria-expanded": "true", "aria-controls": "code-hits", "aria-label": "Words or a code", placeholder: "Words or a code", autocomplete: "off", spellcheck: "false" });
    const only = h("select", { "aria-label": "System" }, SYSTEMS.map(([id, name]) => h("option", { value: id, selected: id === system }, name)));
    const list = h("ul", { id: "code-hits", role: "listbox", class: "hits", "aria-label": "Codes" });
    const notice = h("div", { role: "status", class: "small quiet" });

    const choose = (hit) => {
      if (!hit) return;
      if (hit.billable) return done({ system: hit.system, code: hit.code, title: hit.title });
      input.value = hit.code;
      run();
    };
    const mark = () => {
      [...list.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === state.at)));
      input.setAttribute("aria-activedescendant", list.children[state.at]?.id ?? "");
      list.children[state.at]?.scrollIntoView({ block: "nearest" });
    };
    const show = () => {
      fill(list, state.hits.map((hit, n) => h("li", { id: `hit-${n}`, role: "option", "aria-selected": String(n === 0), onclick: () => choose(hit) },
        h("span", { class: "code" }, hit.code), h("span", {}, hit.title, hit.path?.length ? h("span", { class: "small quiet" }, ` ${hit.path.join(" › ")}`) : null),
        hit.billable ? null : h("span", { class: "tag warn" }, "not complete"))));
      state.at = 0;
      mark();
      notice.textContent = input.value.trim() ? `${state.hits.length} found` : "Type words, a part of a word, or a code.";
    };
    const run = async () => {
      state.running?.abort();
      const q = input.value.trim();
      if (!q) { state.hits = []; return show(); }
      const mine = (state.running = new AbortController());
      try {
        const hits = await get(`/api/v1/search${query({ q, system: only.value, as_of: day, nearest: "true", limit: 25 })}`, { signal: mine.signal });
        if (mine !== state.running) return;
        state.hits = unique(hits);
        show();
      } catch (fault) {
        if (fault.name !== "AbortError") fill(notice, faultNotice(fault));
      }
    };
    let waiting = 0;
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(run, 70);
    });
    only.addEventListener("change", run);
    input.addEventListener("keydown", (event) => {
      const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
      if (by) {
        event.preventDefault();
        state.at = Math.max(0, Math.min(state.hits.length - 1, state.at + by));
        mark();
      }
      if (event.key === "Enter") {
        event.preventDefault();
        choose(state.hits[state.at]);
      }
    });
    if (words) { input.select(); run(); } else show();
    return [h("div", { class: "stack" }, lead, h("div", { class: "row nowrap" }, input, only), list, notice,
      buttons(h("span", { class: "small quiet grow" }, h("kbd", {}, "↑"), h("kbd", {}, "↓"), " choose ", h("kbd", {}, "Enter"), " take"), cancel(dialog)))];
  }, { wide: true });
}

/// One code once: the hit that ranks first stands for the others.
function unique(hits) {
  const seen = new Set();
  return hits.filter((hit) => {
    const name = `${hit.system} ${hit.code}`;
    return !seen.has(name) && seen.add(name);
  });
}
