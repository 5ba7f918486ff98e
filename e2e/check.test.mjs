// Checking files of claims with the keyboard only: findings grouped, filtered, explained, exported.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { DESK, TABLET, axe, browser, page, person, shot, start } from "./support.mjs";

let server;
let chrome;
let coder;
before(async () => { server = await start(); chrome = await browser(); coder = await person(server, "coder"); });
after(async () => { await chrome?.close(); await server?.stop(); });

/// A professional claim, made up: type 2 diabetes excludes that of pregnancy, and one NPI has a
/// wrong check digit.
function claims(count, codes = ["ABK:E119", "ABF:O24410"]) {
  const isa = "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260512*0900*^*00501*000000001*0*P*:~";
  const head = ["GS*HC*SENDER*RECEIVER*20260512*0900*1*X*005010X222A2", "ST*837*0001*005010X222A2", "BHT*0019*00*1*20260512*0900*CH", "NM1*41*2*SENDER*****46*1", "PER*IC*DESK*TE*5550100", "NM1*40*2*PAYER*****46*2", "HL*1**20*1", "NM1*85*2*CLINIC*****XX*1234567890", "N3*1 ROAD", "N4*TOWN*OH*43001", "REF*EI*123456789", "HL*2*1*22*0", "SBR*P*18*******MB", "NM1*IL*1*TEST*ONE****MI*1EG4TE5MK73", "N3*2 ROAD", "N4*TOWN*OH*43001", "DMG*D8*19600101*F", "NM1*PR*2*PAYER*****PI*2"];
  const one = (n) => [`CLM*C${n}*100***11:B:1*Y*A*Y*Y`, `HI*${codes.join("*")}`, "LX*1", "SV1*HC:99213*100*UN*1***1", "DTP*472*D8*20260501"];
  const body = Array.from({ length: count }, (_, n) => one(n + 1)).flat();
  const all = [...head, ...body];
  return `${isa}${[...all, `SE*${all.length}*0001`, "GE*1*1", "IEA*1*000000001"].join("~")}~`;
}

const file = (name, text) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });

async function open(screen = DESK, scheme = "light") {
  const on = await page(chrome, server, coder, screen, scheme);
  // Heard from the beginning, so that no key comes before the browser hands choosers over.
  on.on("filechooser", () => {});
  await on.goto("/check");
  await on.waitForFunction(() => performance.getEntriesByName("check-ready").length > 0);
  return on;
}

async function give(on, ...files) {
  const [chooser] = await Promise.all([on.waitForEvent("filechooser"), on.keyboard.press("o")]);
  await chooser.setFiles(files);
  await on.waitForFunction((count) => document.querySelectorAll("#runs li").length === count && !document.querySelector("#runs button"), files.length);
}

test("an 837 is chosen by key, and its finding shows segment, rule and what to do", async () => {
  const on = await open();
  await give(on, file("one.837", claims(1)));
  await on.locator(".finding").first().waitFor();
  await on.keyboard.press("/");
  await on.keyboard.type("excludes1");
  await on.keyboard.press("Enter");
  await on.locator("#detail", { hasText: "What to do" }).waitFor();
  const text = await on.locator("#detail").innerText();
  assert.match(text, /excludes1-conflict/);
  assert.match(text, /OCG-I\.A\.12\.a/);
  assert.match(text, /Official Guidelines/);
  assert.match(await on.locator("#detail .hit-line").innerText(), /^HI\*ABK:E119\*ABF:O24410/);
  await shot(on, "check");
  assert.deepEqual(on.complaints, []);
});

test("findings are grouped by claim, line and rule, and folded", async () => {
  const on = await open();
  await give(on, file("three.837", claims(3)));
  const groups = () => on.locator(".group").count();
  assert.equal(await groups(), 3);
  await on.keyboard.press("r");
  assert.match(await on.locator(".group").first().innerText(), /[a-z]+-[a-z]+/);
  await on.keyboard.press("c");
  await on.keyboard.press("j");
  const all = await on.locator(".finding").count();
  await on.keyboard.press("ArrowLeft");
  await on.waitForFunction((was) => document.querySelectorAll(".finding").length < was, all);
  assert.equal(await on.evaluate(() => document.activeElement.getAttribute("aria-expanded")), "false");
  await on.keyboard.press("ArrowRight");
  await on.waitForFunction((was) => document.querySelectorAll(".finding").length === was, all);
});

test("severities and words filter", async () => {
  const on = await open();
  await give(on, file("three.837", claims(3)));
  const count = () => on.locator(".finding").count();
  const before = await count();
  await on.keyboard.press("1");
  assert.ok(await count() < before);
  assert.equal(await on.locator('[data-severity="error"]').getAttribute("aria-pressed"), "false");
  await on.keyboard.press("1");
  await on.keyboard.press("/");
  await on.keyboard.type("c2");
  await on.waitForFunction(() => document.querySelectorAll(".group").length === 1);
  await on.keyboard.type(" nothing has this");
  await on.locator("#list", { hasText: "Nothing is shown" }).waitFor();
});

test("what is shown is exported as CSV and JSON", async () => {
  const on = await open();
  await give(on, file("two.837", claims(2)));
  const kept = async (key) => {
    const [download] = await Promise.all([on.waitForEvent("download"), on.keyboard.press(key)]);
    return readFileSync(await download.path(), "utf8");
  };
  const csv = await kept("v");
  assert.match(csv, /^\u{feff}file,claim,line,severity/u);
  assert.equal(csv.trim().split("\r\n").length - 1, await on.locator(".finding").count());
  const json = JSON.parse(await kept("s"));
  assert.equal(json.claims, 2);
  assert.equal(json.findings.length, await on.locator(".finding").count());
});

test("several files are told apart, and a bad one does not stop the others", async () => {
  const on = await open();
  await give(on, file("good.837", claims(1)), file("letter.txt", "Dear all, this is a letter"), file("empty.837", ""), file("rows.csv", "claim_id,code\n1,E11.9\n"));
  await on.locator("#runs [role=alert]").nth(1).waitFor();
  assert.match(await on.locator("#runs").innerText(), /letter\.txt[\s\S]*(no X12, FHIR, JSON or CSV|no column is named)/);
  assert.match(await on.locator("#runs").innerText(), /good\.837[\s\S]*1 claim/);
  assert.deepEqual(await axe(on), []);
  await shot(on, "check-errors");
});

test("ten thousand findings are drawn as one looks at them", async () => {
  const on = await open();
  const begun = Date.now();
  await give(on, file("many.837", claims(4000)));
  console.log(`4,000 claims sent, checked and shown in ${Date.now() - begun} ms`);
  const total = Number((await on.locator("#sum").innerText()).match(/of ([\d,]+) findings/)[1].replaceAll(",", ""));
  assert.ok(total >= 8000, String(total));
  assert.ok(await on.locator(".finding").count() < 1000);
  await on.keyboard.press("j");
  const moved = await on.evaluate(async () => {
    const begun = performance.now();
    for (let n = 0; n < 50; n += 1) document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
    return (performance.now() - begun) / 50;
  });
  await on.keyboard.press("End");
  await on.waitForFunction(() => document.activeElement?.matches(".finding"));
  const grouped = await on.evaluate(async () => {
    const begun = performance.now();
    document.querySelector('[data-by="rule"]').click();
    return performance.now() - begun;
  });
  console.log(`grouped anew in ${grouped.toFixed(0)} ms, a key in ${moved.toFixed(1)} ms`);
  assert.ok(await on.locator(".finding").count() < 1000, "grouped anew, still only what is looked at is drawn");
});

test("the page is accessible, on a desk and a tablet, light and dark", async () => {
  for (const [screen, scheme] of [[DESK, "light"], [DESK, "dark"], [TABLET, "light"]]) {
    const on = await open(screen, scheme);
    assert.deepEqual(await axe(on), []);
    await give(on, file("three.837", claims(3)));
    await on.keyboard.press("j");
    await on.locator("#detail .segments").waitFor();
    assert.deepEqual(await axe(on), []);
    const wide = await on.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${wide} px wider than ${screen.width}`);
    await shot(on, `check-${screen.width}-${scheme}`);
    await on.context().close();
  }
});

test("the API answers a file, several, and lines in order; a bad line does not stop the rest", async () => {
  const one = await coder.send("POST", "/api/v1/check", claims(1), { "content-type": "text/plain" });
  assert.equal(one.claims, 1);
  assert.ok(one.findings.some((f) => f.rule === "excludes1-conflict"));
  await assert.rejects(coder.send("POST", "/api/v1/check", "a letter"), { status: 422 });
  await assert.rejects(coder.send("POST", "/api/v1/check?format=pdf", claims(1)), { status: 400 });
  const lines = [JSON.stringify({ id: "a", text: claims(1) }), "", "{broken", JSON.stringify({ id: "c", text: "a letter" }), JSON.stringify({ id: "d", text: claims(2) })];
  const text = async (path, body) => (await (await coder.raw("POST", path, body, { "content-type": "application/x-ndjson" })).text()).trim();
  const answers = (await text("/api/v1/check/batch", lines.join("\n"))).split("\n").map((l) => JSON.parse(l));
  assert.deepEqual(answers.map((a) => [a.id ?? null, a.line ?? null, a.claims ?? null]), [["a", null, 1], [null, 3, null], ["c", 4, null], ["d", null, 2]]);
  const notes = [JSON.stringify({ id: "n1", note: "Assessment: type 2 diabetes mellitus.", setting: "office" }), "nothing", JSON.stringify({ id: "n2", note: "Assessment: asthma." })];
  const coded = (await text("/api/v1/code/batch?progress=true", notes.join("\n"))).split("\n").map((l) => JSON.parse(l));
  // How far it is, is told as time passes, and at the end.
  assert.deepEqual(coded.filter((c) => !c.progress).map((c) => c.id ?? "error"), ["n1", "error", "n2"]);
  assert.equal(coded.at(-1).progress.lines, 3);
});
