// Announcements: an installed release goes out of force. Shown where codes are looked at, until they are
// put away.

import { fill, get, h, post, say } from "./api.js";

const PLACES = /^\/(worklist|charts\/.+|encoder(\/.*)?)$/;

if (PLACES.test(location.pathname)) {
  get("/api/v1/announcements").then(show, () => { /* the page itself says when the server is not there */ });
}

function show(all) {
  if (!all.length) return;
  const place = h("aside", { id: "announcements", "aria-label": "Announcements", class: "announcements" });
  fill(place, all.map(one));
  document.getElementById("main").before(place);
}

function one(it) {
  const notice = h("div", { class: `notice ${it.kind === "ended" ? "bad" : "warn"} row`, "data-announcement": it.id },
    h("span", { class: "grow" }, it.text),
    it.href ? h("a", { href: it.href }, it.kind === "changes-soon" ? "What changes for you" : "Releases") : null,
    h("button", { type: "button", onclick: () => dismiss(it, notice) }, "Put away"));
  return notice;
}

async function dismiss(it, notice) {
  await post(`/api/v1/announcements/${encodeURIComponent(it.id)}/dismiss`, {});
  notice.remove();
  say("Put away");
  document.getElementById("main").focus();
}
