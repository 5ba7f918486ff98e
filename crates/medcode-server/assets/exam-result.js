// The result of an exam: only what was not right, and the way back.

import { say } from "./api.js";
import "./rows.js";
import { key } from "./shell.js";

const only = document.getElementById("only-wrong");
const list = document.querySelector(".judged-items");
only.addEventListener("change", () => {
  list.classList.toggle("only-wrong", only.checked);
  const shown = [...list.children].filter((li) => !only.checked || li.dataset.right !== "true").length;
  say(`${shown} items`);
});
key("w", "Only what was not right", () => only.click());
key("b", "All exams", () => document.getElementById("back").click());
