// Continuing education: forms are sent by forms.js; here are papers, what is taken away, and the keys.

import { Fault, del, post } from "./api.js";
import { sure } from "./forms.js";
import "./rows.js";
import { again, failed, said } from "./said.js";
import { key } from "./shell.js";

/// Most bytes of a paper, as the server says too.
const LARGEST = 5 << 20;

async function tried(work) {
  try {
    await work();
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    failed(fault);
  }
}

document.addEventListener("click", async (event) => {
  const drop = event.target.closest("[data-drop]");
  if (!drop || !(await sure(drop.dataset.sureText))) return;
  tried(async () => { await del(drop.dataset.drop); again("Taken away"); });
});

document.addEventListener("change", (event) => {
  const field = event.target.closest("[data-paper]");
  const file = field?.files[0];
  if (!file) return;
  if (file.size > LARGEST) {
    said(`${file.name} is larger than 5 MB`, "bad");
    return;
  }
  said(`Keeping ${file.name} …`);
  tried(async () => {
    const name = new URLSearchParams({ name: file.name });
    await post(`/api/v1/learn/ce/units/${field.dataset.paper}/papers?${name}`, file, { headers: { "content-type": "application/octet-stream" } });
    again(`${file.name} kept`);
  });
});

const opens = (id, combination, text) => {
  const details = document.getElementById(id);
  if (details) key(combination, text, () => { details.open = true; details.querySelector("select, input:not([type=hidden])").focus(); });
};
opens("earn", "n", "Log CEUs");
opens("hold", "h", "Add a credential");
key("x", "CSV", () => document.getElementById("sheet").click());
