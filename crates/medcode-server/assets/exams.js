// The choice of an exam: the forms are sent by forms.js; here are the keys.

import "./forms.js";
import "./rows.js";
import "./said.js";
import { key } from "./shell.js";

document.querySelectorAll(".begin").forEach((form, n) => {
  const name = form.querySelector("[name=credential]").value;
  key(String(n + 1), `Begin ${name}`, () => form.requestSubmit());
});
const press = (id, combination, text) => {
  const link = document.getElementById(id);
  if (link) key(combination, text, () => link.click());
};
press("go-on", "o", "Go on with the exam that runs");
press("items", "i", "Statistics of the items");
