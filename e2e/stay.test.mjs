// The bill of a facility and the file a note came in, with the keyboard only: what lacks is told and
// entered where it is told, the 837I downloads; words lead to their place in a PDF.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { DESK, axe, browser, page, person, shot, start } from "./support.mjs";

let server;
let chrome;
let manager;
before(async () => { server = await start(); chrome = await browser(); manager = await person(server, "manager"); await records(); });
after(async () => { await chrome?.close(); await server?.stop(); });

/// A patient, who covers them, who treats them and who bills: everything but the stay.
async function records() {
  const address = { line: "1 Hill Road", city: "Duluth", state: "MN", zip: "55802-1234" };
  const detail = { ...address, tax: "41-1234567", submitter: "HILL", phone: "612-555-0100", assignment: "A", signatures: "Y" };
  await manager.post("/api/v1/providers", { npi: "1881605897", family: "Hill Clinic", is_organisation: true, active: true, detail });
  await manager.post("/api/v1/providers", { npi: "1234567893", family: "Hale", given: "Cora", taxonomy: "207Q00000X", organisation: "Hill Clinic", active: true });
  const payer = await manager.post("/api/v1/payers", { name: "Example Plan", payer_id: "EXPLAN", kind: "CI", active: true });
  const patient = await manager.post("/api/v1/patients", { mrn: "M-7", family: "Sample", given: "Ada", birth: "1960-01-01", sex: "F", address });
  await manager.put(`/api/v1/patients/${patient.id}/coverages`, { version: patient.version ?? 1, coverages: [{ payer: payer.id, member: "EX1", relation: "self" }] });
  await manager.post("/api/v1/charge-lists", { name: "Standard" });
}

async function opened(id) {
  const on = await page(chrome, server, manager, DESK);
  on.setDefaultTimeout(15_000);
  await on.goto(`/charts/${id}`);
  await on.locator("#chart:not([aria-busy])").waitFor();
  return on;
}

/// Goes to a field by Tab, as who has no mouse does.
async function reach(on, name) {
  for (let n = 0; n < 40; n += 1) {
    if (await on.evaluate(() => document.activeElement?.name || document.activeElement?.dataset.of) === name) return;
    await on.keyboard.press("Tab");
  }
  assert.fail(`${name} cannot be reached`);
}

test("a stay is billed: what lacks is entered, and the 837I has it", async () => {
  const { id } = await manager.post("/api/v1/encounters", { note: "Acute appendicitis.", setting: "inpatient", admitted: "2026-05-10", date_of_service: "2026-05-12", mrn: "M-7", npi: "1234567893", external_id: "S-1", mine: true });
  const lines = [{ system: "ICD10CM", code: "K35.80", poa: "Y", state: "added" }, { system: "ICD10PCS", code: "0DTJ4ZZ", state: "added" }];
  await manager.put(`/api/v1/encounters/${id}/codes`, { base: 0, lines, status: "coded" });
  const on = await opened(id);
  await on.keyboard.press("b");
  const dialog = on.locator("dialog.ask");
  await dialog.waitFor();
  const told = await dialog.locator("[role=status]").innerText();
  for (const what of ["claim.type_of_bill", "stay.discharge_status", "procedures: the date of 0DTJ4ZZ", "charges"]) assert.ok(told.includes(what), told);
  assert.deepEqual(await axe(on), []);
  await shot(on, "stay");
  for (const [name, value] of [["type_of_bill", "0111"], ["admission_type", "1"], ["admission_source", "1"], ["discharge_status", "01"]]) {
    await reach(on, name);
    await on.keyboard.type(value);
  }
  await on.locator('[name="0DTJ4ZZ"]').fill("2026-05-11");
  await reach(on, "add");
  await on.keyboard.press("Enter");
  for (const [name, value] of [["revenue", "120"], ["amount", "3000.00"], ["units", "2"]]) {
    await reach(on, name);
    await on.keyboard.type(value);
  }
  await on.keyboard.press("Enter");
  await dialog.locator("[role=status]", { hasText: "Nothing is lacking" }).waitFor();
  assert.deepEqual(await axe(on), []);
  await on.keyboard.press("Escape");
  await on.keyboard.press("p");
  const waits = on.waitForEvent("download");
  await on.locator('[data-to="837i"]').press("Enter");
  const text = readFileSync(await (await waits).path(), "utf8");
  for (const part of ["CLM*S-1*3000***11:A:1", "CL1*1*1*01", "HI*BBR:0DTJ4ZZ:D8:20260511", "SV2*0120**3000*DA*2", "NM1*71*1*Hale*Cora"]) assert.ok(text.includes(part), `${part}\n${text}`);
  assert.deepEqual(on.complaints, []);
});

test("the words behind a code are shown with their place in the PDF", async () => {
  const pdf = readFileSync(new URL("../fixtures/documents/visit.pdf", import.meta.url));
  const headers = { cookie: manager.cookie, "x-csrf-token": await manager.csrf(), "content-type": "application/octet-stream" };
  const read = await (await fetch(`${server.url}/api/v1/documents`, { method: "POST", headers, body: pdf })).json();
  const { text, places } = read.documents[0];
  assert.ok(places.length > 0);
  const { id } = await manager.post("/api/v1/encounters", { note: text, name: "visit.pdf", media_type: "application/pdf", original: pdf.toString("base64"), date_of_service: "2026-05-12", setting: "office", mine: true });
  const { suggested, codes } = await manager.post(`/api/v1/encounters/${id}/suggest`);
  assert.ok(codes.lines.length > 0, JSON.stringify(suggested));
  const { locator } = codes.lines[0].evidence[0];
  assert.match(locator.words, /^page \d+, lines? \d+/);
  const on = await opened(id);
  const row = on.locator('.code-row[aria-current="true"]');
  await row.locator(".places", { hasText: "In visit.pdf:" }).waitFor();
  assert.ok((await row.locator(".places").innerText()).includes(locator.words));
  assert.deepEqual(await axe(on), []);
  await shot(on, "chart-place");
  const waits = on.waitForEvent("download");
  await on.keyboard.press("O");
  const download = await waits;
  assert.equal(download.suggestedFilename(), "visit.pdf");
  assert.deepEqual(readFileSync(await download.path()), pdf);
  assert.deepEqual(on.complaints, []);
});
