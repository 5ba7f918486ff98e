// A file of the server to the disk, so that a fault is shown on the page and not in its place.

import { Fault } from "./api.js";

/// Saves what the address gives; what the server says besides.
export async function download(path) {
  let response;
  try {
    response = await fetch(path);
  } catch {
    throw new Fault({ title: "No connection", detail: "The server cannot be reached; try again." }, 0);
  }
  if (!response.ok) throw new Fault(await response.json().catch(() => ({})), response.status);
  const told = response.headers.get("content-disposition") ?? "";
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(told)?.[1];
  const name = encoded ? decodeURIComponent(encoded) : (/filename="([^"]+)"/.exec(told)?.[1] ?? "export");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  return JSON.parse(response.headers.get("medcode-notices") ?? "[]");
}
