// Charts come in, are shared out, planned, held, found: with the keyboard only.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DESK, TABLET, axe, browser, page as opened, person, shot, start, weight } from "./support.mjs";

// What does not come soon does not come.
async function page(...asked) {
  const on = await opened(...asked);
  on.setDefaultTimeout(10_000);
  return on;
}

let server;
let chrome;
let manager;
let coder;
before(async () => {
  server = await start();
  chrome = await browser();
  manager = await person(server, "manager");
  coder = await person(server, "coder");
});
after(async () => { await chrome?.close(); await server?.stop(); });

const chart = (n, more = {}) => JSON.stringify({
  id: `V-${1000 + n}`, title: `Visit ${n}`, setting: ["office", "ed", "telehealth"][n % 3], date_of_service: "2026-05-12",
  note: `Assessment: visit ${n}. Type 2 diabetes mellitus, follow-up in three months.`,
  patient: { mrn: `M-${n % 7}`, family: `Family${n % 7}`, given: "Ada", birth: "1969-01-31", sex: "F" }, ...more,
});
const said = (on) => on.locator("#said").innerText();
const chosen = async (on, title) => {
  await on.getByRole("link", { name: title, exact: true }).focus();
  await on.keyboard.press("x");
};

test("an empty worklist says what to do first", async () => {
  const on = await page(chrome, server, manager);
  await on.goto("/worklist");
  assert.match(await on.locator("main").innerText(), /No charts yet/);
  assert.deepEqual(await axe(on), []);
  await shot(on, "worklist-empty");
  await on.keyboard.press("i");
  await on.waitForURL("**/worklist/import");
});

test("files are brought in, and what failed is listed with its line and reason", async () => {
  const on = await page(chrome, server, manager);
  await on.goto("/worklist/import");
  assert.deepEqual(await axe(on), []);
  const rows = Array.from({ length: 30 }, (_, n) => chart(n));
  rows[3] = chart(3, { due: "2026-05-01", priority: 2 });
  rows[11] = "{ not JSON";
  rows[17] = chart(17, { setting: "moon" });
  const chooser = on.waitForEvent("filechooser");
  // The browser must know first that somebody waits for it.
  await on.waitForTimeout(500);
  await on.keyboard.press("f");
  await (await chooser).setFiles([
    { name: "may.jsonl", mimeType: "application/x-ndjson", buffer: Buffer.from(rows.join("\n")) },
    { name: "marimba.txt", mimeType: "text/plain", buffer: Buffer.from("She fell while playing the marimba. Left wrist sprain.") },
  ]);
  await on.locator("main").getByText("29 new, 0 there already, 2 failed").first().waitFor();
  const failed = await on.getByRole("table").innerText();
  assert.match(failed, /may\.jsonl\s+12\s+not JSON/);
  assert.match(failed, /may\.jsonl\s+18\s+"setting" is none of/);
  assert.deepEqual(await axe(on), []);
  await shot(on, "import-done");
  assert.deepEqual(on.complaints, []);
});

test("charts are moved through, chosen, assigned and planned", async () => {
  const on = await page(chrome, server, manager);
  await on.goto("/worklist");
  assert.ok(await weight(on) < 300_000);
  await on.keyboard.press("j");
  assert.equal(await on.evaluate(() => document.activeElement.textContent), "Visit 3", "the most urgent comes first");
  await on.keyboard.press("x");
  await on.keyboard.press("j");
  await on.keyboard.press("x");
  assert.equal(await on.locator("#chosen").innerText(), "2 chosen");
  await on.keyboard.press("a");
  await on.keyboard.type("The coder");
  await on.keyboard.press("Tab");
  await on.keyboard.press("Enter");
  await on.locator("main").getByText("2 charts assigned").first().waitFor();
  assert.deepEqual(await axe(on), []);
  await chosen(on, "Visit 5");
  await on.keyboard.press("p");
  await on.getByLabel("Priority, 1 is the most urgent").fill("1");
  await on.keyboard.press("Enter");
  await on.locator("main").getByText("1 chart planned").first().waitFor();
  assert.equal(await on.evaluate(() => document.activeElement.textContent), "Visit 5", "the focus stays with the chart");
  assert.equal(await on.locator("[data-row]").first().innerText(), "Visit 5");
  await shot(on, "worklist");
  assert.deepEqual(on.complaints, []);
});

test("filters narrow the list and stay in the address", async () => {
  const on = await page(chrome, server, manager);
  await on.goto("/worklist");
  await on.keyboard.press("/");
  await on.keyboard.type("Visit 1");
  await on.keyboard.press("Enter");
  await on.waitForURL(/text=Visit/);
  const shown = await on.locator("[data-row]").allInnerTexts();
  assert.ok(shown.length > 5 && shown.every((t) => t.startsWith("Visit 1")), shown.join());
  await on.getByRole("link", { name: /^assigned/ }).press("Enter");
  await on.waitForURL(/status=assigned/);
  await on.goto("/worklist?due_by=2026-05-01");
  assert.deepEqual(await on.locator("[data-row]").allInnerTexts(), ["Visit 3"]);
  await on.goto("/worklist?text=nothing%20like%20it");
  assert.match(await on.locator("#list").innerText(), /No chart fits/);
  assert.deepEqual(await axe(on), []);
});

test("a chart that somebody else changed is not overwritten", async () => {
  const [one, other] = [await page(chrome, server, manager), await page(chrome, server, coder)];
  await one.goto("/worklist?text=Visit%208");
  await other.goto("/worklist?text=Visit%208");
  await chosen(other, "Visit 8");
  await other.keyboard.press("h");
  await other.keyboard.type("Pathology report");
  await other.keyboard.press("Enter");
  await other.locator("main").getByText("1 chart held").first().waitFor();
  await chosen(one, "Visit 8");
  await one.keyboard.press("p");
  await one.keyboard.press("Enter");
  await one.getByRole("alert").waitFor();
  assert.match(await said(one), /Changed meanwhile/);
  assert.deepEqual(await axe(one), []);
  await shot(one, "worklist-conflict");
  assert.equal(await one.evaluate(() => document.activeElement.id), "load-now");
  await one.keyboard.press("Enter");
  await one.locator("main").getByText("Pathology report").first().waitFor();
});

test("the next chart goes to one coder, and shows as taken", async () => {
  const on = await page(chrome, server, coder);
  await on.goto("/worklist");
  await on.keyboard.press("n");
  await on.waitForURL("**/charts/*");
  await on.goto("/worklist?assignee=me&status=in_progress");
  assert.equal(await on.locator("[data-row]").count(), 1);
});

test("words are found in notes, the words marked", async () => {
  const on = await page(chrome, server, coder);
  await on.goto("/worklist");
  await on.keyboard.press("s");
  await on.keyboard.type("marimba");
  await on.keyboard.press("Enter");
  await on.waitForURL("**/find?q=marimba");
  assert.equal(await on.locator("mark").innerText(), "marimba");
  assert.match(await on.locator("main").innerText(), /Left wrist sprain/);
  assert.deepEqual(await axe(on), []);
  await shot(on, "find");
});

test("a chart is taken out only after a question", async () => {
  const on = await page(chrome, server, manager);
  await on.goto("/worklist?text=V-1009");
  await chosen(on, "Visit 9");
  await on.keyboard.press("#");
  await on.keyboard.press("Escape");
  assert.equal(await on.locator("[data-row]").count(), 1);
  await on.getByRole("link", { name: "Visit 9", exact: true }).focus();
  await on.keyboard.press("#");
  await on.getByRole("dialog").getByRole("button", { name: "Take out" }).press("Enter");
  await on.locator("main").getByText("1 chart taken out").first().waitFor();
  assert.match(await on.locator("#list").innerText(), /No chart fits/);
});

test("patients, payers, providers and charges are made and changed", async () => {
  const on = await page(chrome, server, manager);
  await on.goto("/records/payers");
  assert.deepEqual(await axe(on), []);
  await on.keyboard.press("+");
  await on.waitForURL("**/records/payers/new");
  await on.keyboard.type("Northern Health");
  await on.keyboard.press("Enter");
  await on.waitForURL("**/records/payers");
  await on.getByRole("link", { name: "Northern Health" }).waitFor();
  assert.match(await said(on), /Payer saved/);

  await on.goto("/records/providers/new");
  await on.keyboard.type("1234567890");
  await on.keyboard.press("Tab");
  await on.keyboard.type("Hale");
  await on.keyboard.press("Enter");
  await on.getByRole("alert").waitFor();
  await on.getByLabel("NPI").fill("1234567893");
  await on.keyboard.press("Enter");
  await on.waitForURL("**/records/providers");
  await on.getByRole("link", { name: "Hale" }).waitFor();
  assert.deepEqual(await axe(on), []);

  await on.goto("/records/patients?q=Family3");
  assert.deepEqual(await axe(on), []);
  await on.keyboard.press("j");
  await on.keyboard.press("Enter");
  await on.waitForURL(/records\/patients\/.+/);
  await on.getByRole("button", { name: "Add coverage" }).press("Enter");
  await on.getByLabel("Member").fill("W-12");
  await on.getByRole("button", { name: "Save coverages" }).press("Enter");
  await on.locator("main").getByText("Northern Health: member W-12").first().waitFor();
  assert.match(await on.locator("#past").locator("..").innerText(), /2026-05-12/);
  assert.deepEqual(await axe(on), []);
  await shot(on, "patient");

  await on.goto("/records/charges");
  await on.getByLabel("Name of a new list").fill("2026");
  await on.keyboard.press("Enter");
  await on.waitForURL(/records\/charges\/.+/);
  await on.getByLabel(/One item a line/).fill("J1100,,2026-01-01,,12.5\nJ1100,,2026-06-01,,13");
  await on.getByRole("button", { name: "Save" }).press("Enter");
  await on.getByRole("alert").waitFor();
  await on.getByLabel(/One item a line/).fill("J1100,,2026-01-01,2026-05-31,12.5\nJ1100,,2026-06-01,,13");
  await on.getByRole("button", { name: "Save" }).press("Enter");
  await on.locator("main").getByText("Charges saved").first().waitFor();
  assert.match(await on.getByLabel(/One item a line/).inputValue(), /J1100,,2026-01-01,2026-05-31,12\.50/);
  assert.deepEqual(await axe(on), []);
  await shot(on, "charges");
});

test("it works on a tablet and in the dark", async () => {
  for (const [name, screen, scheme] of [["tablet", TABLET, "light"], ["dark", DESK, "dark"], ["tablet-dark", TABLET, "dark"]]) {
    const on = await page(chrome, server, manager, screen, scheme);
    for (const path of ["/worklist", "/worklist/import", "/find?q=diabetes", "/records/patients", "/records/payers/new"]) {
      await on.goto(path);
      assert.deepEqual(await axe(on), [], `${name} ${path}`);
      const wide = await on.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${name} ${path} is ${wide} px too wide`);
    }
    await on.goto("/worklist");
    await shot(on, `worklist-${name}`);
    assert.deepEqual(on.complaints, []);
  }
});
