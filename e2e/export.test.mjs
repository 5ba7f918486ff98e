// What leaves a chart, and what the engine would say of it now: each form downloads and is what it is
// called; with the keyboard only.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { axe, browser, page, person, shot, start } from "./support.mjs";

const example = (name) => readFileSync(new URL(`../examples/${name}`, import.meta.url));

let server;
let chrome;
let coder;
let on;
let id;
before(async () => {
  server = await start();
  chrome = await browser();
  coder = await person(server, "coder");
  ({ id } = await coder.post("/api/v1/encounters", { note: example("office.txt").toString(), title: "Visit", mine: true }));
  on = await page(chrome, server, coder);
  await on.goto(`/charts/${id}`);
  await on.locator(".code-row").first().waitFor();
  await on.locator("#took").waitFor();
});
after(async () => { await chrome?.close(); await server?.stop(); });

/// Goes to a form of the dialog with Tab alone and presses Enter.
async function choose(form) {
  for (let n = 0; n < 20; n += 1) {
    if (await on.evaluate(() => document.activeElement?.dataset.to) === form) return on.keyboard.press("Enter");
    await on.keyboard.press("Tab");
  }
  return assert.fail(`${form} cannot be reached`);
}

async function written(form) {
  const waits = on.waitForEvent("download", { timeout: 20_000 });
  await choose(form);
  const download = await waits;
  assert.match(download.suggestedFilename(), new RegExp(`^chart-${id}-${form}\\.\\w+$`));
  return readFileSync(await download.path());
}

test("every form that needs no billing facts downloads", async () => {
  await on.keyboard.press("p");
  await on.locator("dialog.ask").waitFor();
  assert.deepEqual(await axe(on), []);
  const coded = JSON.parse(await written("coded"));
  const codes = coded.suggestions.map((s) => s.code);
  assert.ok(["E11.22", "I12.9", "99214"].every((c) => codes.includes(c)), codes.join(" "));

  const bundle = JSON.parse(await written("fhir"));
  assert.equal(bundle.resourceType, "Bundle");
  const kinds = new Set(bundle.entry.map((e) => e.resource.resourceType));
  for (const kind of ["Claim", "Condition", "DocumentReference", "Provenance"]) assert.ok(kinds.has(kind), [...kinds].join(" "));
  assert.match(JSON.stringify(bundle), /"code":"E11\.22"/);

  const claim = JSON.parse(await written("json"));
  assert.match(JSON.stringify(claim), /E11\.?22/);
  assert.match((await written("csv")).toString(), /E11\.?22/);
  const superbill = await written("superbill");
  assert.equal(superbill.subarray(0, 5).toString(), "%PDF-");
  assert.ok(superbill.length > 1500, String(superbill.length));
  await on.locator("dialog [role=status]", { hasText: "Written." }).waitFor();
});

test("an 837P asks for the billing facts, takes their file, and is written", async () => {
  await choose("837p");
  await on.getByRole("alert").waitFor();
  assert.match(await on.getByRole("alert").innerText(), /billing facts/);
  assert.deepEqual(await axe(on), []);
  const load = on.getByRole("button", { name: "Load a file of billing facts" });
  const chooser = on.waitForEvent("filechooser");
  await load.press("Enter");
  await (await chooser).setFiles({ name: "facts.json", mimeType: "application/json", buffer: example("office-facts.json") });
  await on.locator("dialog [role=status]", { hasText: "are kept with the chart" }).waitFor();
  const text = (await written("837p")).toString();
  assert.match(text, /^ISA\*/);
  assert.match(text, /~\s*ST\*837\*\d+\*005010X222A1~/);
  assert.match(text, /HI\*ABK:E1122/);
  assert.match(text, /SV1\*HC:99214[^~]*\*210/);
  assert.equal((await written("cms1500")).subarray(0, 5).toString(), "%PDF-");
  // What was written holds against the reader and the rule book.
  const checked = await coder.send("POST", "/api/v1/check", text, { "content-type": "text/plain" });
  assert.equal(checked.claims, 1);
  await on.keyboard.press("Escape");
});

test("every export stands in the audit log", async () => {
  const written = (await server.admin.get("/api/v1/exports")).filter((e) => e.action === "export.written");
  const forms = new Set(written.map((e) => JSON.parse(e.detail).form));
  for (const form of ["coded", "fhir", "json", "csv", "superbill", "837p", "cms1500"]) assert.ok(forms.has(form), form);
});

test("a replay compares what was said then with what would be said now", async () => {
  await on.keyboard.press("y");
  await on.locator('[data-tab="decisions"][aria-selected="true"]').waitFor();
  const compare = on.getByRole("button", { name: "Compare with the engine of now" });
  await compare.press("Enter");
  const told = on.locator(".notice", { hasText: "Then:" });
  await told.waitFor();
  assert.match(await told.innerText(), /Then: medcode \d[\s\S]*Now: medcode \d[\s\S]*All \d+ codes are said alike/);
  assert.deepEqual(await axe(on), []);
  await shot(on, "replay");
  // The facts of the visit changed: the engine of now is asked with them, and says what differs.
  const { encounter } = await coder.get(`/api/v1/encounters/${id}`);
  await coder.put(`/api/v1/encounters/${id}`, { version: encounter.version, date_of_service: "2025-05-12" });
  const then = await coder.get(`/api/v1/encounters/${id}/replay`);
  assert.notDeepEqual(then.now.releases, then.then.releases);
  assert.deepEqual(on.complaints.filter((c) => !/422/.test(c)), []);
});
