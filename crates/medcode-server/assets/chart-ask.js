// Small questions in a dialog: the keyboard is there at once, Escape leaves everything as it was,
// and the focus goes back to where it came from.

import { fill, h } from "./api.js";

/// Shows a dialog over `build(done)`; gives what `done` was called with, or null.
export function ask(title, build, { wide = false, label = title } = {}) {
  const from = document.activeElement;
  return new Promise((resolve) => {
    let answer = null;
    const done = (value) => {
      answer = value;
      dialog.close();
    };
    const dialog = h("dialog", { class: wide ? "ask wide" : "ask", "aria-label": label });
    dialog.append(h("h2", {}, title), ...[build(done, dialog)].flat());
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (from?.isConnected) from.focus({ preventScroll: true });
      resolve(answer);
    });
    document.body.append(dialog);
    dialog.showModal();
    dialog.querySelector("[autofocus]")?.focus();
  });
}

export const buttons = (...all) => h("div", { class: "row end" }, all);
export const cancel = (dialog) => h("button", { type: "button", onclick: () => dialog.close() }, "Cancel", h("kbd", {}, "Esc"));

/// One of several reasons, by its digit; 0 for one's own words.
export function askReason(title, reasons, lead = null) {
  return ask(title, (done, dialog) => {
    const own = h("input", { name: "own", maxlength: 500, "aria-label": "Your own words", placeholder: "or in your own words, then Enter" });
    const form = h("form", { class: "stack" }, lead,
      h("div", { class: "reasons" }, reasons.map((reason, n) =>
        h("button", { type: "button", autofocus: n === 0, onclick: () => done(reason) }, h("kbd", {}, String(n + 1)), reason))),
      own, buttons(cancel(dialog), h("button", { class: "primary" }, "With my words", h("kbd", {}, "Enter"))));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (own.value.trim()) done(own.value.trim());
      else own.focus();
    });
    dialog.addEventListener("keydown", (event) => {
      if (event.target === own || event.ctrlKey || event.altKey || event.metaKey) return;
      const n = Number.parseInt(event.key, 10);
      if (n === 0) { event.preventDefault(); own.focus(); }
      if (n >= 1 && n <= reasons.length) { event.preventDefault(); done(reasons[n - 1]); }
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        const all = [...form.querySelectorAll(".reasons button")];
        const at = all.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
        event.preventDefault();
        all[(at + all.length) % all.length].focus();
      }
    });
    return form;
  });
}

/// A form of labelled fields; gives the form data as an object, or null.
export function askForm(title, fields, action, lead = null) {
  return ask(title, (done, dialog) => {
    const form = h("form", { class: "stack" }, lead, fields, buttons(cancel(dialog), h("button", { class: "primary" }, action, h("kbd", {}, "Enter"))));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      done(new FormData(form));
    });
    return form;
  });
}

/// Yes or no.
export function confirmed(title, what, action) {
  return ask(title, (done, dialog) => [
    fill(h("div", { class: "stack" }), what),
    buttons(cancel(dialog), h("button", { type: "button", class: "primary", autofocus: true, onclick: () => done(true) }, action, h("kbd", {}, "Enter"))),
  ]);
}
