// Keys of the pages on learning that have no script of their own.

import { key } from "./shell.js";
import "./rows.js";

for (const [id, combination, text] of [["ten", "t", "Ten minutes of what is due"], ["print", "p", "Print"]]) {
  const button = document.getElementById(id);
  if (button) key(combination, text, () => button.click());
}
document.getElementById("print")?.addEventListener("click", () => print());
