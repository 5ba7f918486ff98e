// Logging in, and taking up an invitation.

import { Fault, faultNotice, fill, post } from "./api.js";

const form = document.querySelector("form[data-to]");
const notice = document.getElementById("notice");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button");
  const values = Object.fromEntries(new FormData(form));
  if ("again" in values && values.again !== values.password) {
    fill(notice, faultNotice(new Fault({ title: "Not the same", detail: "The two passwords differ; type both again." }, 0)));
    form.elements.again.focus();
    return;
  }
  button.disabled = true;
  try {
    const answer = await post(form.dataset.to, values);
    location.assign(answer?.next ?? "/");
  } catch (fault) {
    fill(notice, faultNotice(fault));
    form.elements.password.value = "";
    form.elements.password.focus();
  } finally {
    button.disabled = false;
  }
});
