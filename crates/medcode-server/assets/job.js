// Long work on a page: how far it is, what came of it, a way to stop it.

import { faultNotice, fill, get, h, post, say } from "./api.js";

const PAUSE = 500;
const wait = (ms) => new Promise((done) => { setTimeout(done, ms); });

/// Shows a job in `#job` until it is over; the job as it ended.
export async function follow(job, report) {
  const panel = document.getElementById("job");
  const state = document.getElementById("job-state");
  panel.hidden = false;
  document.getElementById("progress-title").focus();
  while (job.state === "queued" || job.state === "running") {
    show(state, job);
    await wait(PAUSE);
    try {
      job = await get(`/api/v1/jobs/${job.id}`);
    } catch (fault) {
      // The connection may come back; the work goes on without this page.
      fill(state, faultNotice(fault));
    }
  }
  const kind = job.state === "done" ? "" : job.state === "failed" ? "bad" : "warn";
  const words = { done: "Done", failed: "It could not be done", stopped: "Stopped" };
  fill(state, h("div", { class: `notice ${kind}`, role: "status" }, h("strong", {}, words[job.state]), ` ${job.message}`), report(job));
  say(`${words[job.state]}: ${job.message}`);
  return job;
}

function show(state, job) {
  const known = job.total > 0;
  const bar = h("progress", known ? { max: job.total, value: job.done, "aria-label": "Progress" } : { "aria-label": "Progress" });
  const text = known ? `${job.message}: ${job.done} of ${job.total}` : job.message || "starting";
  const old = state.querySelector("progress");
  if (old && old.hasAttribute("max") === known) {
    // The button to stop keeps its focus: only what moves is changed.
    if (known) { old.max = job.total; old.value = job.done; }
    state.querySelector("p").textContent = text;
    return;
  }
  const stop = h("button", { type: "button", onclick: async () => { stop.disabled = true; await post(`/api/v1/jobs/${job.id}/stop`, {}); } }, "Stop");
  fill(state, bar, h("p", {}, text), h("div", { class: "row" }, job.kind === "import" ? stop : null));
}
