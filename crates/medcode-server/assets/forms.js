// Forms that are sent as JSON: <form data-form data-method="PUT" data-to="/api/..." data-then="reload">.
//
// `data-then`: `reload`, an address (`{id}` is taken from the answer), `next` (the answer says), or
// `once` (a secret of the answer is shown, once). `data-said` is what is said then, `data-sure` what is
// asked before.

import { Fault, h, post, put, del } from "./api.js";
import { again, failed } from "./said.js";

const send = { POST: post, PUT: put, DELETE: (to) => del(to) };

/// Puts a value where a name such as `address.city` says.
function place(into, name, value) {
  const parts = name.split(".");
  const last = parts.pop();
  let at = into;
  for (const part of parts) at = at[part] ??= {};
  at[last] = value;
}

function valueOf(field) {
  if (field.type === "checkbox") return field.checked;
  if (field.type === "number" || "number" in field.dataset) return field.value === "" ? null : Number(field.value);
  if ("charges" in field.dataset) return charges(field.value);
  return field.value;
}

/// Lines of a charge list: code, modifier, first day, last day, amount, revenue code.
function charges(text) {
  const lines = text.split("\n").map((line, n) => [line.trim(), n + 1]).filter(([line]) => line);
  return lines.map(([line, n]) => {
    const [code, modifier = "", from = "", to = "", amount = "", revenue = ""] = line.split(/[,\t]/).map((part) => part.trim());
    if (!/^\d+(\.\d{1,2})?$/.test(amount)) {
      throw new Fault({ title: "An amount cannot be read", detail: `Line ${n}: write code, modifier, first day, last day, amount and, for a facility, revenue code, such as J1100,,2026-01-01,,12.50`, field: "charges" }, 0);
    }
    const [whole, part = ""] = amount.split(".");
    return { code, modifier, from, to: to || null, cents: Number(whole) * 100 + Number(part.padEnd(2, "0")), revenue };
  });
}

/// What a form says, as the server takes it.
function read(form) {
  const body = {};
  for (const list of new Set([...form.querySelectorAll("[data-more]")].map((b) => b.dataset.more))) body[list] = [];
  for (const field of form.elements) {
    if (!field.name || field.disabled || field.tagName === "FIELDSET") continue;
    const item = field.closest("[data-item]");
    if (item) {
      const list = body[item.dataset.item];
      const items = [...form.querySelectorAll(`[data-item="${item.dataset.item}"]`)];
      place((list[items.indexOf(item)] ??= {}), field.name, valueOf(field));
    } else if (field.name.endsWith("[]")) {
      const list = (body[field.name.slice(0, -2)] ??= []);
      if (field.checked) list.push(field.value);
    } else {
      place(body, field.name, valueOf(field));
    }
  }
  return body;
}

/// Asks in a dialog; whether the answer is yes.
export function sure(text) {
  return new Promise((resolve) => {
    const yes = h("button", { class: "danger", value: "yes" }, "Do it");
    const no = h("button", { value: "no", autofocus: true }, "Cancel", h("kbd", {}, "Esc"));
    const dialog = h("dialog", { "aria-labelledby": "sure" }, h("form", { method: "dialog", class: "stack" }, h("p", { id: "sure" }, text), h("div", { class: "row end" }, no, yes)));
    dialog.addEventListener("close", () => { dialog.remove(); resolve(dialog.returnValue === "yes"); });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/// Shows a secret that is not shown again. A link can be opened here: who does becomes that person.
function once(text, secret) {
  const field = h("input", { value: secret, readonly: true, "aria-label": "To be copied", autofocus: true });
  const copy = h("button", { type: "button", onclick: async () => {
    field.select();
    await navigator.clipboard?.writeText(secret);
    copy.textContent = "Copied";
  } }, "Copy");
  const dialog = h("dialog", { "aria-labelledby": "once" }, h("form", { method: "dialog", class: "stack" },
    h("p", { id: "once" }, text), h("div", { class: "once" }, field, copy), h("div", { class: "row end" }, secret.startsWith(location.origin) ? h("a", { class: "button", href: secret }, "Open it here") : null, h("button", { class: "primary" }, "Done"))));
  dialog.addEventListener("close", () => { dialog.remove(); again(""); });
  document.body.append(dialog);
  dialog.showModal();
  field.select();
}

function done(form, answer) {
  const { then, said = "Saved" } = form.dataset;
  if (then === "once") {
    const value = answer[form.dataset.once];
    once(form.dataset.onceText, value.startsWith("/") ? location.origin + value : value);
  } else if (then === "next") again("", answer.next);
  else if (then === "reload") again(said);
  else again(said, then.replace("{id}", answer?.id ?? ""));
}

function same(form) {
  const other = form.querySelector("[data-same]");
  if (other && other.value !== form.elements[other.dataset.same].value) {
    other.focus();
    throw new Fault({ title: "Not the same", detail: "The two differ; type both again." }, 0);
  }
}

async function submit(event) {
  const form = event.target.closest("form[data-form]");
  if (!form) return;
  event.preventDefault();
  if (form.dataset.sure && !(await sure(form.dataset.sure))) return;
  const buttons = [...form.querySelectorAll("button")];
  buttons.forEach((b) => { b.disabled = true; });
  try {
    same(form);
    done(form, await send[form.dataset.method](form.dataset.to, read(form)));
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    failed(fault);
    if ("clear" in form.dataset) form.querySelectorAll('[type="password"]').forEach((f) => { f.value = ""; });
  } finally {
    buttons.forEach((b) => { b.disabled = false; });
  }
}

document.addEventListener("submit", submit);
document.addEventListener("click", (event) => {
  const more = event.target.closest("[data-more]");
  if (more) {
    const form = more.closest("form");
    const made = form.querySelector(`template[data-new="${more.dataset.more}"]`).content.cloneNode(true);
    more.parentElement.before(made);
    const items = form.querySelectorAll("[data-item]");
    items[items.length - 1].querySelector("select, input").focus();
  }
  const away = event.target.closest("[data-away]");
  if (away) {
    const form = away.closest("form");
    away.closest("[data-item]").remove();
    form.querySelector("[data-more]").focus();
  }
});
