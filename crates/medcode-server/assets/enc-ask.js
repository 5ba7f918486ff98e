// How the encoder asks: every question carries the date of service, and whether the nearest
// release may answer where none covers it.

import { faultNotice, get, h, query } from "./api.js";
import { dateOfService } from "./shell.js";

let nearest = false;

export function ask(path, values = {}, extra = {}) {
  return get(path + query({ ...values, as_of: dateOfService(), nearest: nearest || undefined }), extra);
}

/// What the answers depend on beside the question: part of the key under which one is kept.
export const standing = () => `${dateOfService()}|${nearest}`;

/// A fault; where no release covers the day, with the way out.
export function trouble(fault, again) {
  const notice = faultNotice(fault);
  if (fault.problem?.type?.endsWith("/no-data") && dateOfService() && !nearest) {
    const use = () => { nearest = true; again(); };
    notice.append(h("p", {}, h("button", { type: "button", onclick: use }, "Answer from the nearest release")));
  }
  return notice;
}

document.addEventListener("dos", () => { nearest = false; });

/// The release and file behind an answer.
export function source(answer) {
  if (!answer?.release) return null;
  const parts = [`Release of ${answer.release}`, answer.file, `as of ${answer.as_of}`].filter(Boolean);
  return h("p", { class: "source small quiet" }, parts.join(" · "),
    answer.release_mismatch && h("span", { class: "tag warn" }, "⚠ not in force on this day: the nearest release answered"),
    answer.stale && h("span", { class: "tag warn", title: "No later quarter is installed" }, "⚠ past its quarter"));
}

/// Where a code's page is.
export const codeHref = (code, system) => `/encoder/${encodeURIComponent(code)}${system ? query({ system }) : ""}`;

/// A link to the page of a code. The encoder follows it without loading the page again.
export function codeLink(code, system, text) {
  return h("a", { href: codeHref(code, system), class: "code", "data-code": code, "data-system": system }, text ?? code);
}

const titles = new Map();
const titleKey = (code, system) => `${standing()}|${system ?? ""}|${code}`;

/// Fetches what codes are called, all that a part of the page links to at once.
export async function nameLinks(root) {
  const wanted = new Map();
  for (const link of root.querySelectorAll("a[data-code]")) {
    const { code, system = "ICD10CM" } = link.dataset;
    if (code.includes("-") || titles.has(titleKey(code, system))) continue;
    if (!wanted.has(system)) wanted.set(system, new Set());
    wanted.get(system).add(code);
  }
  for (const [system, codes] of wanted) {
    const all = [...codes];
    for (let from = 0; from < all.length; from += 150) {
      const some = all.slice(from, from + 150);
      try {
        const found = await ask("/api/v1/titles", { code: some.join(","), system });
        for (const one of found) titles.set(titleKey(one.query, system), one.title);
      } catch { return; /* titles are help, not the answer */ }
    }
  }
}

/// What a code is called, where that is known.
export const titleOf = (link) => titles.get(titleKey(link.dataset.code, link.dataset.system ?? "ICD10CM"));
