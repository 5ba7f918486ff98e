// Bringing charts in: files dropped or chosen, or files of the server's folder.

import { Fault, fill, h, post } from "./api.js";
import { follow } from "./job.js";
import { failed } from "./said.js";
import { key } from "./shell.js";

const drop = document.getElementById("drop");
const input = document.getElementById("files");
const most = Number(drop.dataset.megabytes) * 1024 * 1024;
let busy = false;

function report(job) {
  const came = job.result;
  if (!came) return null;
  const rows = came.failures.map((f) => h("tr", {}, h("td", {}, f.file || "(sent)"), h("td", { class: "number" }, f.line || ""), h("td", {}, f.why)));
  const more = came.failed - came.failures.length;
  return [
    rows.length ? h("table", {}, h("caption", {}, "What could not be brought in"), h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "File"), h("th", { scope: "col" }, "Line"), h("th", { scope: "col" }, "Why"))), h("tbody", {}, rows)) : null,
    more > 0 ? h("p", {}, `and ${more} more`) : null,
    h("p", {}, h("a", { class: "button primary", href: "/worklist" }, "To the worklist")),
  ];
}

async function run(begin) {
  if (busy) return;
  busy = true;
  fill(document.getElementById("said"));
  try {
    await follow(await begin(), report);
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    failed(fault);
  } finally {
    busy = false;
    input.value = "";
  }
}

function sent(files) {
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (size > most) {
    throw new Fault({ title: "Too large", detail: `These files have ${Math.ceil(size / 1048576)} MB together; at most ${drop.dataset.megabytes} MB are taken at once. Send them in parts.` }, 0);
  }
  const form = new FormData();
  for (const file of files) form.append("file", file, file.name);
  return post("/api/v1/import", form);
}

const take = (files) => { if (files.length) run(() => sent(files)); };
input.addEventListener("change", () => take([...input.files]));
drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
drop.addEventListener("dragleave", () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  take([...event.dataTransfer.files]);
});
key("f", "Choose files", () => input.click());

document.getElementById("folder")?.addEventListener("submit", (event) => {
  event.preventDefault();
  const files = new FormData(event.target).getAll("file");
  if (files.length) run(() => post("/api/v1/import/folder", { files }));
});
