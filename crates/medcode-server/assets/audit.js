// The audit log: whether its chain is whole.

import { Fault, fill, h, post } from "./api.js";
import "./rows.js";
import { failed, said } from "./said.js";
import { key } from "./shell.js";

const button = document.getElementById("verify");

button.addEventListener("click", async () => {
  button.disabled = true;
  said("Walking the chain ...");
  try {
    const walked = await post("/api/v1/audit/verify", {});
    const text = walked.good
      ? `The chain is whole: ${walked.entries} entries. Digest of the last: ${walked.head}`
      : `The chain is broken at entry ${walked.broken_at}: ${walked.why}. ${walked.entries} entries before it are good.`;
    said(text, walked.good ? "" : "bad");
    if (walked.good) {
      document.querySelector("#said .notice").append(h("p", { class: "small" }, "Note the digest elsewhere: a later log must contain it."));
    }
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    failed(fault);
  } finally {
    button.disabled = false;
    button.focus();
  }
});

key("v", "Verify the chain", () => button.click());
key("x", "Export CSV", () => document.getElementById("sheet").click());
fill(document.getElementById("said"));
