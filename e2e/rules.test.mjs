// Rules of the house's own, with the keyboard only: a mistake is told in its place, a rule is tried, saved,
// and holds at once; what stood before comes back.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DESK, TABLET, axe, browser, page, person, shot, start, weight } from "./support.mjs";

const CLAIM = '{"id": "A-1", "from": "2026-05-12", "patient": {"age": 40}, "diagnoses": ["I10"], "lines": []}';

let server;
let chrome;
let who;
let on;
before(async () => {
  server = await start();
  chrome = await browser();
  who = await person(server, "compliance");
  on = await page(chrome, server, who);
  on.setDefaultTimeout(15_000);
  await on.goto("/rules");
  await on.locator("#rules:not([aria-busy])").waitFor();
});
after(async () => { await chrome?.close(); await server?.stop(); });

const state = (text) => on.locator("#state", { hasText: text }).waitFor();

test("where there are no rules the page says how to add one", async () => {
  await on.locator("#list", { hasText: "No rules of your own" }).waitFor();
  assert.deepEqual(await axe(on), []);
  assert.ok((await weight(on)) < 300_000);
});

test("a mistake is told by line and column, and a key leads to it", async () => {
  await on.keyboard.press("a");
  // The name is selected: what is typed takes its place.
  await on.keyboard.type("pressure-alone");
  await on.keyboard.press("Control+End");
  await on.keyboard.press("ArrowUp");
  await on.keyboard.press("End");
  await on.keyboard.press("Shift+Home");
  await on.keyboard.type("  when dxx in I10");
  await state("1 mistake");
  const told = on.locator("#problems button");
  assert.match(await told.innerText(), /line 4, column 8: `dxx` is nothing that can be asked/);
  assert.equal(await on.locator("#text").getAttribute("aria-invalid"), "true");
  assert.deepEqual(await axe(on), []);
  await shot(on, "rules-mistake");
  await on.keyboard.press("Escape");
  await told.press("Enter");
  await on.keyboard.type("dx");
  await state("not saved");
  assert.equal(await on.locator("#problems button").count(), 0);
  await on.locator("#list .statement", { hasText: "pressure-alone" }).waitFor();
});

test("the rule is tried on a claim before it holds", async () => {
  await on.keyboard.press("Escape");
  await on.keyboard.press("t");
  await on.keyboard.insertText(CLAIM);
  await on.keyboard.press("Control+Enter");
  await on.locator("#tried .hit.own", { hasText: "pressure-alone" }).waitFor();
  assert.deepEqual(await axe(on), []);
  await shot(on, "rules");
  assert.equal((await who.get("/api/v1/own-rules")).text, "", "nothing is saved by trying");
});

test("saved rules hold at once for a file of claims", async () => {
  await on.keyboard.press("Control+s");
  await state("in force");
  const checked = await who.send("POST", "/api/v1/check?format=json", CLAIM, { "content-type": "application/json" });
  assert.ok(checked.findings.some((f) => f.rule === "pressure-alone"));
  const entries = await who.get("/api/v1/audit?action=rules.saved");
  assert.equal(entries.entries.length, 1);
});

test("an earlier version comes back by its key, and is saved as a new one", async () => {
  await on.keyboard.press("Escape");
  await on.locator("body").press("l");
  await state("not saved");
  await on.keyboard.press("Control+s");
  await state("in force");
  await on.keyboard.press("Escape");
  await on.keyboard.press("v");
  await on.locator("dialog.ask").waitFor();
  assert.deepEqual(await axe(on), []);
  await on.keyboard.press("Tab");
  await on.keyboard.press("Enter");
  await on.waitForFunction(() => !document.getElementById("text").value.includes("timely-filing"));
  await on.keyboard.press("Control+s");
  await state("in force");
  assert.equal((await who.get("/api/v1/own-rules/versions")).length, 3);
});

test("what somebody else saved meanwhile is not overwritten", async () => {
  const { sha256, text } = await who.get("/api/v1/own-rules");
  await who.put("/api/v1/own-rules", { base: sha256, text: `# theirs\n${text}` });
  await on.locator("#text").press("Control+End");
  await on.keyboard.type("\n# mine");
  await on.keyboard.press("Control+s");
  await on.locator("#notice [role=alert]").waitFor();
  await on.keyboard.press("Enter");
  await on.waitForFunction(() => document.getElementById("text").value.startsWith("# theirs"));
});

test("the head is one line on a desk, and every page is a key away", async () => {
  const tall = await on.locator("header.top").evaluate((e) => e.offsetHeight);
  assert.ok(tall < 60, `the head is ${tall} px tall`);
  const keys = await on.locator("header.top [data-go]").evaluateAll((all) => all.map((a) => a.dataset.go));
  assert.ok(["w", "c", "e", "k", "r", "u", "l"].every((k) => keys.includes(k)), keys.join());
});

test("the page fits a tablet, in the dark too", async () => {
  for (const [screen, scheme] of [[TABLET, "light"], [DESK, "dark"]]) {
    const other = await page(chrome, server, who, screen, scheme);
    await other.goto("/rules");
    await other.locator("#list .statement").first().waitFor();
    assert.deepEqual(await axe(other), []);
    const wide = await other.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    assert.equal(wide, false, "the page is wider than the screen");
    await shot(other, `rules-${screen.width}-${scheme}`);
    assert.deepEqual(other.complaints, []);
  }
  // Refused requests that the tests made on purpose are all that the console holds.
  assert.deepEqual(on.complaints.filter((c) => !/status of 409/.test(c)), []);
});
