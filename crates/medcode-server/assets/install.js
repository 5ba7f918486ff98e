// Installing releases from files of the publisher.

import { Fault, h, post } from "./api.js";
import { follow } from "./job.js";
import "./rows.js";
import { failed } from "./said.js";

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
