// The encoder with the keyboard only: find a code, read it, complete it, walk the Index and the
// tables, build an ICD-10-PCS code, keep what one needs.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { DESK, TABLET, axe, browser, page, person, shot, start, weight } from "./support.mjs";

let server;
let chrome;
let coder;
before(async () => { server = await start(); chrome = await browser(); coder = await person(server, "coder"); });
after(async () => { await chrome?.close(); await server?.stop(); });

/// Opens an address of the encoder and waits until it is drawn.
async function open(path, screen = DESK, scheme = "light", who = coder) {
  const on = await page(chrome, server, who, screen, scheme);
  await on.goto(path);
  await drawn(on);
  return on;
}

const drawn = (on) => on.waitForFunction(() => performance.getEntriesByName("encoder-shown").length > 0 && !document.querySelector(".waits"));

async function heading(on, code) {
  await on.locator("#view .title .code", { hasText: new RegExp(`^${code.replace(".", "\\.")}$`) }).waitFor();
}

test("words lead to a code while they are typed, and Enter opens it", async () => {
  const on = await open("/encoder");
  await on.keyboard.type("diabetic kidney");
  await on.locator('[role=option][aria-selected="true"] .code', { hasText: "E11.22" }).waitFor();
  await on.keyboard.press("ArrowDown");
  await on.keyboard.press("ArrowUp");
  await on.keyboard.press("Enter");
  await heading(on, "E11.22");
  assert.match(on.url(), /\/encoder\/E11\.22/);
  const text = await on.locator("#view").innerText();
  assert.match(text, /Billable/);
  assert.match(text, /Use additional code/);
  assert.match(text, /this code/);
  await shot(on, "encoder-code");
  assert.deepEqual(on.complaints, []);
});

test("what is typed last is what Enter opens", async () => {
  const on = await open("/encoder");
  await on.keyboard.type("diabetes");
  await on.keyboard.type(" in remission");
  await on.keyboard.press("Enter");
  await heading(on, "E11.A");
});

test("the answer comes while one types; how fast is printed", async () => {
  const on = await open("/encoder");
  const times = [];
  for (const words of ["type 2 diabetes", "fall", "fracture radius", "depression", "heart failure", "pneumonia", "asthma", "E11", "hip replacement", "ketorolac"]) {
    await on.locator("#q").fill("");
    await on.keyboard.type(words, { delay: 15 });
    const hits = on.locator("#hits");
    await on.waitForFunction((q) => document.getElementById("hits").dataset.q === q, words);
    assert.ok(await hits.locator("[role=option]").count() > 0 || await on.locator("#hits-none").isVisible(), words);
    times.push(Number(await hits.getAttribute("data-took")));
  }
  times.sort((a, b) => a - b);
  console.log(`search in the browser, ms: median ${times[5]}, slowest ${times.at(-1)}`);
});

test("a code's notes name codes that can be gone to, and back", async () => {
  const on = await open("/encoder/E11.22?system=ICD10CM");
  const link = on.locator("#notes a[data-code]").first();
  const code = await link.getAttribute("data-code");
  await link.focus();
  await on.locator("#peek").waitFor();
  assert.match(await on.locator("#peek").innerText(), new RegExp(code.replace(".", "\\.")));
  await on.keyboard.press("Enter");
  await heading(on, code);
  await on.goBack();
  await heading(on, "E11.22");
  await on.keyboard.press("u");
  await heading(on, "E11.2");
});

test("the characters that are missing are typed, and the code they make is checked", async () => {
  const on = await open("/encoder/W19?system=ICD10CM");
  assert.match(await on.locator("#view").innerText(), /Not billable/);
  await on.keyboard.press("b");
  await on.keyboard.press("d");
  await on.locator("#builder .built .code", { hasText: "W19.XXXD" }).first().waitFor();
  assert.match(await on.locator("#builder .built").innerText(), /Complete/);
  await shot(on, "encoder-builder");
  await on.keyboard.press("Enter");
  await heading(on, "W19.XXXD");
  assert.match(await on.locator("#view").innerText(), /Billable/);
  await on.keyboard.press("[");
  await heading(on, "W19.XXXA");
});

test("several characters are chosen one after the other", async () => {
  const on = await open("/encoder/S52.5?system=ICD10CM");
  await on.keyboard.press("b");
  for (let n = 0; n < 4 && !(await on.locator("#builder .built").count()); n += 1) {
    const stages = await on.locator("#builder .stage").count();
    await on.keyboard.press("Enter");
    await on.waitForFunction((was) => document.querySelectorAll("#builder .stage").length > was || document.querySelector("#builder .built"), stages);
  }
  assert.match(await on.locator("#builder .built").innerText(), /Complete\s+S52\.\w{4}/);
});

test("the date of service is in view, and changing it answers in place", async () => {
  const on = await open("/encoder/E11.A?system=ICD10CM");
  assert.equal(await on.locator("#dos").inputValue(), "2026-05-12", "the day that answers stands there before one is chosen");
  assert.match(await on.locator("#view").innerText(), /Billable/);
  await on.locator("#dos").fill("2025-01-15");
  await on.locator("#view", { hasText: "Not a code on this day" }).waitFor();
  const history = on.locator("#history table");
  await history.waitFor();
  assert.match(await history.innerText(), /no code/);
  assert.match(await history.innerText(), /billable/);
  await on.locator("#dos").fill("2015-01-15");
  await on.getByRole("button", { name: "Answer from the nearest release" }).press("Enter");
  await on.locator("#view", { hasText: "E11.A" }).waitFor();
});

test("the Index is walked by letters, words and its links", async () => {
  const on = await open("/encoder");
  await on.keyboard.press("Escape");
  await on.keyboard.press("i");
  await on.locator("#index-terms").waitFor();
  await on.keyboard.type("diabetes");
  await on.keyboard.press("Enter");
  const entry = on.locator("#index-list section").first();
  await entry.waitFor();
  const see = entry.getByRole("link", { name: /type 2, with, polyneuropathy/ });
  await see.focus();
  await on.keyboard.press("Enter");
  await on.locator("#index-list .crumbs", { hasText: "type 2" }).waitFor();
  assert.match(await on.locator("#index-list").innerText(), /polyneuropathy/);
  await shot(on, "encoder-index");
  await on.getByRole("link", { name: "Terms from F" }).press("Enter");
  await on.getByRole("link", { name: /^Fracture/ }).first().press("Enter");
  await on.locator("#index-list", { hasText: "radius" }).waitFor();
  assert.deepEqual(on.complaints, []);
});

test("neoplasms and drugs are tables", async () => {
  const on = await open("/encoder?view=index&book=neoplasm&terms=neoplasm, lung");
  const head = await on.locator("table.cells thead").innerText();
  for (const column of ["Malignant Primary", "Ca in situ", "Benign"]) assert.match(head, new RegExp(column));
  assert.deepEqual(await axe(on), []);
  await on.goto("/encoder?view=index&book=drug&terms=atorvastatin");
  await on.locator("table.cells thead", { hasText: "Adverse Effect" }).waitFor();
  await on.locator("table.cells tbody a").nth(4).press("Enter");
  await on.locator("#view .title .code").waitFor();
});

test("a code of ICD-10-PCS is built value by value, with the row that proves it", async () => {
  const on = await open("/encoder?view=pcs");
  await on.keyboard.press("p");
  await on.locator("#pcs .choices button").first().waitFor();
  await on.locator("#pcs .choices button").first().focus();
  for (const [n, character] of [..."0SR90"].entries()) {
    await on.keyboard.press(character);
    await on.locator("#pcs .slots li").nth(n).locator(".char", { hasText: character }).waitFor();
  }
  await on.locator(".pcs-table").waitFor();
  await shot(on, "encoder-pcs");
  for (let n = 5; n < 7; n += 1) {
    await on.waitForFunction(() => document.activeElement?.closest("#pcs"));
    await on.keyboard.press("Enter");
    await on.waitForFunction((full) => [...document.querySelectorAll("#pcs .slots .char")].filter((c) => c.textContent !== "·").length > full, n);
  }
  assert.match(await on.locator("#pcs .built").innerText(), /Legal\s+0SR90\w\w[\s\S]*row \d+ of \d+ of table 0SR/);
  await on.keyboard.press("Enter");
  await on.locator("#view", { hasText: "Character by character" }).waitFor();
});

test("a supply shows what the publisher says of it", async () => {
  const on = await open("/encoder/J1885?system=HCPCS");
  const text = await on.locator("#view").innerText();
  for (const words of [/One unit is\s+15 mg/, /Coverage/, /Pricing/, /First day/]) assert.match(text, words);
});

test("a dose is reckoned into units", async () => {
  const on = await open("/encoder");
  await on.keyboard.press("Escape");
  await on.keyboard.press("o");
  await on.locator("#dose-text").waitFor();
  await on.keyboard.type("ketorolac 30 mg IM");
  await on.keyboard.press("Enter");
  await on.locator("#view", { hasText: "2 units" }).waitFor();
  assert.match(await on.locator("#view").innerText(), /J1885/);
});

test("favourites and notes are one's own until they are shared", async () => {
  const on = await open("/encoder/E11.9?system=ICD10CM");
  await on.keyboard.press("s");
  await on.locator('#star[aria-pressed="true"]').waitFor();
  await on.locator("#star").blur();
  await on.keyboard.press("n");
  await on.keyboard.type("Ask for the control of the sugar");
  await on.keyboard.press("Tab");
  await on.keyboard.press("Tab");
  await on.keyboard.press("Enter");
  await on.locator("#own li", { hasText: "Ask for the control" }).waitFor();
  await shot(on, "encoder-own");
  const other = await person(server, "auditor");
  const theirs = await open("/encoder/E11.9?system=ICD10CM", DESK, "light", other);
  await theirs.waitForTimeout(300);
  assert.equal(await theirs.locator("#own li").count(), 0);
  await on.locator("#own li button", { hasText: "Share" }).press("Enter");
  await on.locator("#own li", { hasText: "everyone sees it" }).waitFor();
  await theirs.reload();
  await theirs.locator("#own li", { hasText: "The coder" }).waitFor();
  assert.equal(await theirs.locator("#own li button").count(), 0);
  const [kept] = (await coder.get("/api/v1/favourites?system=ICD10CM&code=E11.9")).filter((f) => f.kind === "note");
  await assert.rejects(other.put(`/api/v1/favourites/${kept.id}`, { version: kept.version, text: "mine now", shared: true }), { status: 403 });
  await on.goto("/encoder");
  await on.locator("#view", { hasText: "Favourites" }).locator("a", { hasText: "E11.9" }).first().waitFor();
});

/// Tables of procedures in the publisher's columns, with a number of no book.
function procedures(folder) {
  const heads = ",,2026 National Physician Fee Schedule Relative Value File January Release\n,,,STATUS,MEDICARE,WORK,NON-FAC,NA,FACILITY,NA,MP,NON-FACILITY,FACILITY,PCTC,GLOB,PRE,INTRA,POST,MULT,BILAT,ASST,CO-,TEAM,ENDO,CONV,DIAGNOSTIC,CALCULATION,FAMILY,PAYMENT,PAYMENT,PAYMENT\nHCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,TOTAL,TOTAL,IND,DAYS,OP,OP,OP,PROC,SURG,SURG,SURG,SURG,BASE,FACTOR,PROCEDURES,FLAG,INDICATOR,AMOUNT,AMOUNT,AMOUNT\n";
  mkdirSync(folder);
  writeFileSync(join(folder, "PPRRVU26_JAN.csv"), `${heads}00001,,words,A,,1.30,1.33,,0.56,NA,0.10,2.73,1.96,1,010,0.10,0.80,0.10,2,1,0,1,0,,33.2875,09,0,99,0,0,0\n`);
  writeFileSync(join(folder, "MCR_MUE_PractitionerServices_Eff_04-01-2026.csv"), "HCPCS/CPT Code,Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale\n00001,2,3 Date of Service Edit: Clinical,Clinical: Data\n");
}

test("the history of a procedure names the tables that list it, and calls none missing that cannot tell", async () => {
  const folder = mkdtempSync(join(tmpdir(), "medcode-e2e-"));
  procedures(join(folder, "files"));
  const home = join(folder, "home");
  const command = process.env.MEDCODE ?? new URL("../target/debug/medcode", import.meta.url).pathname;
  const env = { ...process.env, MEDCODE_HOME: home, MEDCODE_TODAY: "2026-05-12" };
  for (const from of [new URL("../fixtures/mini-release", import.meta.url).pathname, join(folder, "files")]) execFileSync(command, ["install", "--from", from], { env, stdio: "ignore" });
  const other = await start({ home });
  const who = await person(other, "coder");
  const told = async (code) => (await who.get(`/api/v1/history?system=CPT&code=${code}`))[0].releases.map((r) => [r.release, r.told, r.valid, r.listed ?? []]);
  assert.deepEqual(await told("00001"), [["2026-04-01", true, true, ["mue-practitioner"]], ["2026-01-01", true, true, ["pfs"]]]);
  assert.deepEqual(await told("00009"), [["2026-04-01", false, false, []], ["2026-01-01", true, false, []]]);
  const on = await page(chrome, other, who);
  await on.goto("/encoder/00001?system=CPT");
  await on.locator("#history", { hasText: "fee schedule" }).waitFor();
  assert.match(await on.locator("#history").innerText(), /listed/);
  assert.doesNotMatch(await on.locator("#history").innerText(), /no code/);
  assert.deepEqual(await axe(on), []);
  await other.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("what is no code says what could be meant", async () => {
  const on = await open("/encoder/E11.24");
  assert.match(await on.locator("#view").innerText(), /What could be meant[\s\S]*E11\.42/);
  await on.goto("/encoder?q=zzzzzz");
  await on.locator("#hits-none", { hasText: "No code has these words" }).waitFor();
});

test("every view is accessible, on a desk and a tablet, light and dark, and light to load", async () => {
  const views = ["/encoder", "/encoder/E11.22?system=ICD10CM&q=diabetes", "/encoder/S52.5?system=ICD10CM", "/encoder/J1885?system=HCPCS", "/encoder/E11.24", "/encoder?view=index&book=alphabetic&terms=diabetes", "/encoder?view=browse&at=4", "/encoder?view=pcs&pcs=0SR", "/encoder?view=dose&dose=ketorolac 30 mg IM"];
  for (const [screen, scheme] of [[DESK, "light"], [DESK, "dark"], [TABLET, "light"]]) {
    for (const [n, path] of views.entries()) {
      const on = await open(path, screen, scheme);
      await on.waitForTimeout(150);
      assert.deepEqual(await axe(on), [], `${path} ${scheme} ${screen.width}`);
      const wide = await on.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${path} is ${wide} px wider than ${screen.width}`);
      assert.ok(await weight(on) < 300_000, path);
      if (n < 2) await shot(on, `encoder-${n ? "code" : "home"}-${screen.width}-${scheme}`);
      assert.deepEqual(on.complaints.filter((c) => !/404/.test(c)), []);
      await on.context().close();
    }
  }
});
