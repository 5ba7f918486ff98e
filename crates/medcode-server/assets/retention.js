// Seeing what a policy would erase, and erasing it.

import { Fault, fill, get, h, post } from "./api.js";
import { sure } from "./forms.js";
import "./rows.js";
import { failed } from "./said.js";

const [preview, apply, place] = ["preview", "apply", "erased"].map((id) => document.getElementById(id));
const words = (e) => `${e.encounters} charts, ${e.notes} versions of notes, ${e.code_sets} code sets, ${e.jobs} reports`;
const some = (e) => e.encounters + e.notes + e.code_sets + e.jobs > 0;

async function tried(what) {
  try {
    await what();
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    failed(fault);
  }
}

preview.addEventListener("click", () => tried(async () => {
  const erased = await get("/api/v1/retention/preview");
  fill(place, h("div", { class: "notice" }, some(erased) ? `Would be erased: ${words(erased)}.` : "Nothing would be erased."));
  apply.hidden = !some(erased);
}));

apply.addEventListener("click", () => tried(async () => {
  if (!(await sure("Erase it for good? The log stays."))) return;
  const erased = await post("/api/v1/retention/apply", {});
  fill(place, h("div", { class: "notice" }, `Erased: ${words(erased)}.`));
  apply.hidden = true;
  preview.focus();
}));
