// One file sent to the server, its findings heard as they are made.

import { Fault, query } from "./api.js";

const csrf = document.querySelector('meta[name="csrf"]')?.content ?? "";

/// `heard` has `finding(f)`, `progress(p)`; the answer is what the server says at the end.
export async function checkFile(file, { format, nearest }, heard, signal) {
  const path = `/api/v1/check${query({ format, nearest: nearest || undefined })}`;
  const headers = { accept: "application/x-ndjson", "content-type": "application/octet-stream", "x-csrf-token": csrf };
  let response;
  try {
    response = await fetch(path, { method: "POST", headers, body: file, signal });
  } catch (cause) {
    if (cause.name === "AbortError") throw cause;
    throw new Fault({ title: "No connection", detail: "The file could not be sent, or changed since it was chosen. Choose it again." }, 0);
  }
  if (!response.ok) {
    let problem = {};
    try { problem = await response.json(); } catch { /* not ours: a proxy's page */ }
    throw new Fault(problem, response.status);
  }
  let last = null;
  for await (const line of lines(response.body)) {
    const event = JSON.parse(line);
    if (event.finding) heard.finding(event.finding);
    else if (event.progress) heard.progress(event.progress);
    else last = event;
  }
  if (last?.done) return last.done;
  throw new Fault({ title: "Not checked", detail: last?.error ?? "The answer broke off before its end. Try again." }, 422);
}

async function* lines(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    rest += value;
    let from = 0;
    for (let end = rest.indexOf("\n"); end >= 0; end = rest.indexOf("\n", from)) {
      if (end > from) yield rest.slice(from, end);
      from = end + 1;
    }
    rest = rest.slice(from);
  }
  if (rest.trim()) yield rest;
}
