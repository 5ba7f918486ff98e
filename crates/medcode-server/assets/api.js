// How the page speaks to the server: JSON with the session's token; a fault is an Error that says
// what is wrong and what to do.

const csrf = document.querySelector('meta[name="csrf"]')?.content ?? "";

export class Fault extends Error {
  constructor(problem, status) {
    super(problem.detail ?? "the server did not answer");
    this.title = problem.title ?? "The server did not answer";
    this.status = status;
    this.field = problem.field;
    this.problem = problem;
  }
}

async function answered(response) {
  if (response.ok) {
    const kind = response.headers.get("content-type") ?? "";
    if (response.status === 204) return null;
    return kind.includes("json") ? response.json() : response.text();
  }
  if (response.status === 401) {
    location.assign(`/login?next=${encodeURIComponent(location.pathname + location.search)}`);
  }
  let problem = {};
  try { problem = await response.json(); } catch { /* not ours: a proxy's page */ }
  throw new Fault(problem, response.status);
}

async function send(method, path, body, extra = {}) {
  const headers = { accept: "application/json", ...extra.headers };
  if (method !== "GET") headers["x-csrf-token"] = csrf;
  let payload = body;
  if (body !== undefined && !(body instanceof Blob) && !(body instanceof FormData) && typeof body !== "string") {
    headers["content-type"] ??= "application/json";
    payload = JSON.stringify(body);
  }
  let response;
  try {
    response = await fetch(path, { method, headers, body: payload, signal: extra.signal });
  } catch (cause) {
    if (cause.name === "AbortError") throw cause;
    throw new Fault({ title: "No connection", detail: "The server cannot be reached. What you typed is still here; try again." }, 0);
  }
  return answered(response);
}

export const get = (path, extra) => send("GET", path, undefined, extra);
export const post = (path, body, extra) => send("POST", path, body, extra);
export const put = (path, body, extra) => send("PUT", path, body, extra);
export const del = (path, extra) => send("DELETE", path, undefined, extra);

/// A query string of what is given.
export function query(values) {
  const given = Object.entries(values).filter(([, v]) => v !== undefined && v !== null && v !== "");
  return given.length ? `?${new URLSearchParams(given)}` : "";
}

/// An element: `h("li", { class: "x", onclick }, "text", child)`. Text is never read as HTML.
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else element.setAttribute(key, value);
  }
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false) continue;
    element.append(child);
  }
  return element;
}

/// Puts children in place of what an element has.
export function fill(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter((c) => c !== undefined && c !== null && c !== false));
  return element;
}

/// Says something to who does not see the page, and in its corner to who does.
export function say(text) {
  const live = document.getElementById("live");
  if (live) live.textContent = text;
}

/// A fault, as the page shows it.
export function faultNotice(fault) {
  return h("div", { class: "notice bad", role: "alert" }, h("strong", {}, fault.title ?? "It did not work"), h("div", {}, fault.message));
}
