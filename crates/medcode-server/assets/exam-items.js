// Statistics of the items: keys only.

import "./rows.js";
import "./said.js";
import { key } from "./shell.js";

key("x", "CSV", () => document.getElementById("sheet").click());
key("b", "All exams", () => document.getElementById("back").click());
