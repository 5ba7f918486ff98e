// The worklist: choosing charts, and what is done with those that are chosen.

import { Fault, post, put } from "./api.js";
import { move, row } from "./rows.js";
import { again, failed, said } from "./said.js";
import { key } from "./shell.js";

const by = (id) => document.getElementById(id);
const boxes = () => [...document.querySelectorAll("#list tbody input[type=checkbox]")];
const rowOf = (box) => box.closest("tr");

/// The charts that are chosen; without any, the one that has the focus.
function charts() {
  const chosen = boxes().filter((b) => b.checked).map(rowOf);
  if (chosen.length) return chosen;
  const here = row();
  return here?.dataset.id ? [here] : [];
}

function count() {
  const n = boxes().filter((b) => b.checked).length;
  by("chosen").textContent = n ? `${n} chosen` : "None chosen: acts on the row with the focus";
}

/// Opens a dialog; its values, or null where it was cancelled.
function ask(name, set = () => {}) {
  const dialog = by(`${name}-dialog`);
  const form = dialog.querySelector("form");
  form.reset();
  set(form);
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "ok" ? Object.fromEntries(new FormData(form)) : null), { once: true });
  });
}

const each = async (rows, act) => { for (const r of rows) await act(r.dataset); };
const word = (n) => (n === 1 ? "1 chart" : `${n} charts`);

const actions = {
  async assign(rows) {
    const given = await ask("assign");
    if (!given) return null;
    const done = await post("/api/v1/worklist/assign", { ids: rows.map((r) => r.dataset.id), to: given.to || null });
    const passed = done.passed_over ? `; ${done.passed_over} passed over, closed meanwhile` : "";
    return `${word(done.assigned)} assigned${passed}`;
  },
  async plan(rows) {
    const given = await ask("plan", (form) => {
      form.elements.priority.value = rows[0].dataset.priority;
      form.elements.due.value = rows[0].dataset.due;
    });
    if (!given) return null;
    const to = { priority: Number(given.priority), due: given.due || null };
    await each(rows, (d) => put(`/api/v1/encounters/${d.id}/plan`, { version: Number(d.version), ...to }));
    return `${word(rows.length)} planned`;
  },
  async hold(rows) {
    const given = await ask("hold");
    if (!given) return null;
    await each(rows, (d) => post(`/api/v1/encounters/${d.id}/hold`, { version: Number(d.version), reason: given.reason }));
    return `${word(rows.length)} held`;
  },
  async take(rows) {
    await each(rows, (d) => post(`/api/v1/encounters/${d.id}/status`, { version: Number(d.version), status: "in_progress" }));
    return `${word(rows.length)} taken up`;
  },
  async remove(rows) {
    by("remove-text").textContent = `${word(rows.length)} will be taken out of the worklist. What was kept stays until the policy of retention erases it.`;
    if (!(await ask("remove"))) return null;
    await each(rows, (d) => post(`/api/v1/encounters/${d.id}/status`, { version: Number(d.version), status: "deleted" }));
    return `${word(rows.length)} taken out`;
  },
};

async function act(name) {
  const rows = charts();
  if (!rows.length) return said("Choose charts first: j and k move, x chooses.", "warn");
  const here = row();
  try {
    const done = await actions[name](rows);
    here?.querySelector("[data-row]")?.focus();
    if (done) again(done);
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    failed(fault);
  }
}

async function next() {
  try {
    const setting = document.querySelector('#filter [name="setting"]')?.value || null;
    const { chart } = await post("/api/v1/worklist/next", { setting });
    if (chart) location.assign(`/charts/${chart.id}`);
    else said("No chart is waiting for you.");
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    failed(fault);
  }
}

const keys = { assign: ["a", "Assign"], plan: ["p", "Priority and due"], hold: ["h", "Hold"], take: ["t", "Take up"], remove: ["#", "Take out of the worklist"] };
for (const button of document.querySelectorAll("[data-do]")) {
  const name = button.dataset.do;
  button.addEventListener("click", () => act(name));
  key(keys[name][0], keys[name][1], () => act(name));
}
by("next")?.addEventListener("click", next);
if (by("next")) key("n", "Next chart for me", next);
if (by("import")) key("i", "Import charts", () => by("import").click());
key("s", "Search notes and codes", () => by("find").focus());

by("list")?.addEventListener("change", (event) => {
  if (event.target.id === "every") boxes().forEach((b) => { b.checked = event.target.checked; });
  count();
});
if (boxes().length) {
  key("x", "Choose the row, or not", () => {
    const box = row()?.querySelector("input[type=checkbox]");
    if (!box) return move(0);
    box.checked = !box.checked;
    count();
  });
  count();
}
