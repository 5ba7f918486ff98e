// Installing releases from files of the publisher.

import { Fault, faultNotice, fill, h, post } from "./api.js";
import { follow } from "./job.js";
import "./rows.js";
import { failed } from "./said.js";
import { key } from "./shell.js";

const form = document.getElementById("install");

function report(job) {
  const came = job.result;
  const again = h("p", {}, h("a", { class: "button", href: "/admin/releases" }, "Show what is installed"));
  if (!came) return again;
  const line = (what, text) => h("li", {}, h("strong", {}, what), ` ${text}`);
  return [
    h("ul", {},
      came.releases.map((r) => line(`${r.system} ${r.release}`, "installed")),
      came.not_used.map((n) => line(Object.values(n)[0], Object.values(n)[1])),
      came.left_alone.map((n) => line(Object.values(n)[0], Object.values(n)[1])),
      came.waiting.map((w) => line(`${w.system} ${w.release}`, "kept until the codes of that release are installed"))),
    again,
  ];
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    await follow(await post("/api/v1/releases", new FormData(form)), report);
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    failed(fault);
  } finally {
    button.disabled = false;
  }
});

// Asking the publishers: only when somebody presses the button.
const asking = document.getElementById("check-newer");
const answer = document.getElementById("newer");
key("u", "Ask the publishers for newer releases", () => asking.click());

asking.addEventListener("click", async () => {
  asking.disabled = true;
  fill(answer, h("p", {}, "Asking the publishers ..."), h("progress", { "aria-label": "Progress" }));
  try {
    fill(answer, newer(await post("/api/v1/releases/check", {})));
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    fill(answer, faultNotice(fault));
  } finally {
    asking.disabled = false;
    asking.focus();
  }
});

function newer(found) {
  const head = found.offline
    ? h("p", { class: "notice warn" }, `No publisher answered (${found.silent.join(", ")}). What stands here is what this version of medcode knows by itself; fetch files on another machine and install them below.`)
    : h("p", { class: "notice" }, found.has_newer ? "There are newer releases." : "Nothing newer is offered.", found.silent.length ? ` No answer from ${found.silent.join(", ")}.` : "");
  const lines = found.systems.flatMap((s) => [
    ...s.newer.map((n) => h("li", {}, h("strong", {}, `${s.system} ${n.release}`), n.in_force ? ", in force today" : "", found.offline ? "" : `: ${n.answering} of ${n.files} files are given out`, h("div", {}, h("code", {}, n.install)))),
    ...s.offered.map((o) => h("li", {}, h("strong", {}, `${s.system} ${o.release}`), ` is offered: `, h("span", { class: "break" }, o.url))),
  ]);
  return [head, lines.length ? h("ul", {}, lines) : null];
}
