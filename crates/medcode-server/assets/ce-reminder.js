// A renewal that is near while CEUs are lacking: said on every page, asked for once an hour.

import { get, h } from "./api.js";

const HOUR = 3_600_000;
const PLACE = "renewals";

async function reminders() {
  const kept = JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
  if (kept && Date.now() - kept.at < HOUR && location.pathname !== "/learn/ce") return kept.texts;
  const texts = (await get("/api/v1/learn/ce/reminders")).map((r) => r.text);
  sessionStorage.setItem(PLACE, JSON.stringify({ at: Date.now(), texts }));
  return texts;
}

// In an exam nothing else speaks; and a server that cannot be reached is said by what needs it.
if (!document.getElementById("exam")) {
  reminders().then((texts) => {
    if (!texts.length) return;
    const link = location.pathname === "/learn/ce" ? null : h("a", { href: "/learn/ce" }, "Continuing education");
    document.getElementById("main").prepend(h("div", { class: "notice warn reminder", id: "renewals" }, texts.map((text) => h("p", {}, text)), link));
  }).catch(() => {});
}
