// What changed: keys, and waiting for a comparison that is being made.

import { Fault, get, query } from "./api.js";
import "./rows.js";
import { failed } from "./said.js";
import { key } from "./shell.js";

const click = (id) => document.getElementById(id)?.click();
const there = (id) => () => Boolean(document.getElementById(id));
key("l", "Lesson on what changed", () => click("lesson"), there("lesson"));
key("x", "Export CSV", () => click("csv"), there("csv"));
key("[", "Page before", () => click("less"), there("less"));
key("c", "Choose the releases to compare", () => document.querySelector("#pair select[name=before]").focus(), there("pair"));

const tabs = [...document.querySelectorAll(".tabs a")];
tabs.slice(0, 9).forEach((tab, n) => key(String(n + 1), tab.firstChild.textContent.trim(), () => tab.click()));

// Another code set has other releases: the newest two are compared.
const system = document.getElementById("system");
system?.addEventListener("change", () => location.assign(`/changes${query({ system: system.value })}`));

// A list of codes from a file: it goes into the field, where it can be seen.
document.getElementById("list-file")?.addEventListener("change", async (event) => {
  const [file] = event.target.files;
  if (!file) return;
  const field = document.getElementById("list");
  const text = await file.text();
  if (text.length > field.maxLength) failed(new Fault({ detail: `The list has ${text.length} characters; ${field.maxLength} at most here. The command medcode diff --mine takes longer ones.` }, 400));
  else field.value = text;
  field.focus();
});

const PAUSE = 400;
if (document.getElementById("working")) await wait();

async function wait() {
  const values = Object.fromEntries(new FormData(document.getElementById("pair")));
  for (;;) {
    try {
      const far = await get(`/api/v1/changes/progress${query(values)}`);
      if (!far.working) {
        // It is done, or it failed: the whole answer tells which.
        await get(`/api/v1/changes${query({ ...values, limit: 1 })}`);
        location.reload();
        return;
      }
      shown(far);
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault;
      if (fault.status !== 503 && fault.status !== 429) {
        document.getElementById("working").remove();
        failed(fault);
        return;
      }
    }
    await new Promise((done) => { setTimeout(done, PAUSE); });
  }
}

function shown({ done, of }) {
  if (!of) return;
  const bar = document.getElementById("far");
  [bar.max, bar.value] = [of, done];
  document.getElementById("far-text").textContent = `${done} of ${of} parts compared`;
}
