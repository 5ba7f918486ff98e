// What changed: two releases compared, what it means for one's codes, the lesson, the update check and the
// announcements. With the keyboard only.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { publishers } from "./publishers.mjs";
import { DESK, TABLET, axe, browser, page as opened, person, picture, shot, start } from "./support.mjs";

// What does not come soon does not come.
async function page(...asked) {
  const on = await opened(...asked);
  on.setDefaultTimeout(15_000);
  return on;
}

let server;
let chrome;
let coder;
before(async () => {
  // A proxy that nobody listens at: no publisher can be asked from here.
  const nobody = "http://127.0.0.1:9";
  server = await start({ env: { HTTPS_PROXY: nobody, https_proxy: nobody, ALL_PROXY: nobody } });
  chrome = await browser();
  coder = await person(server, "coder");
  await coder.post("/api/v1/favourites", { kind: "star", system: "ICD10CM", code: "R10.2" });
});
after(async () => { await chrome?.close(); await server?.stop(); });

/// A chart that was coded with the code that breaks.
async function coded() {
  const chart = await coder.post("/api/v1/encounters", { note: "Zebra: pelvic pain.", setting: "office", date_of_service: "2025-02-03" });
  await coder.put(`/api/v1/encounters/${chart.id}/codes`, { base: 0, lines: [{ system: "ICD10CM", code: "R10.2" }], status: "in_progress" });
  return chart.id;
}

test("two releases are compared, filtered and taken out by keyboard", async () => {
  const on = await page(chrome, server, coder);
  await on.goto("/worklist");
  await on.keyboard.press("g");
  await on.keyboard.press("v");
  await on.waitForURL("**/changes");
  await on.getByRole("heading", { name: "2024-10-01 to 2026-04-01" }).waitFor();
  assert.deepEqual(await axe(on), []);
  await on.getByRole("img", { name: /By chapter/ }).waitFor();
  await picture(on, "changes");
  await on.keyboard.press("/");
  assert.equal(await on.evaluate(() => document.activeElement.name), "change");
  await on.getByLabel("Kind").selectOption("to-header");
  await on.getByRole("button", { name: /^Filter/ }).press("Enter");
  await on.waitForURL("**change=to-header**");
  assert.match(await on.locator("#found").innerText(), /^1 changes/);
  const row = on.locator("table.changes tbody tr");
  assert.match(await row.innerText(), /R10\.2[\s\S]*R10\.20/);
  await on.keyboard.press("j");
  assert.equal(await on.evaluate(() => document.activeElement.textContent), "R10.2");
  const [file] = await Promise.all([on.waitForEvent("download"), on.keyboard.press("x")]);
  assert.equal(file.suggestedFilename(), "changes-icd10cm-2024-10-01-2026-04-01.csv");
  await on.keyboard.press("j");
  await on.keyboard.press("Enter");
  await on.waitForURL("**/encoder/R10.2**");
  await on.locator("#view").getByText("R10.20").first().waitFor();
  assert.deepEqual(on.complaints, []);
});

test("what cannot be compared is said, and is not told as unchanged", async () => {
  const on = await page(chrome, server, coder);
  await on.goto("/changes?tab=index");
  await on.getByText(/This could not be compared: no Alphabetic Index is installed/).waitFor();
  assert.deepEqual(await axe(on), []);
  const other = await on.goto("/changes?system=HCPCS");
  assert.equal(other.status(), 200);
  await on.getByRole("heading", { name: "Two releases of one code set are needed" }).waitFor();
  assert.deepEqual(await axe(on), []);
});

test("what breaks stands first, with the charts it was used in", async () => {
  const id = await coded();
  const on = await page(chrome, server, coder, DESK, "dark");
  await on.goto("/changes");
  await on.keyboard.press("1");
  await on.getByRole("heading", { name: "Impact on you" }).waitFor();
  const first = on.locator("section tbody tr").first();
  const text = await first.innerText();
  assert.match(text, /R10\.2\b/);
  assert.match(text, /needs more characters from 2026-04-01 on/);
  assert.match(text, /R10\.20[\s\S]*R10\.21[\s\S]*R10\.22/);
  assert.match(text, /your favourites/);
  assert.deepEqual(await axe(on), []);
  await picture(on, "changes-impact");

  // A superbill beside it, and medcode's own wordings.
  await on.getByText("A superbill, or another list of codes").press("Enter");
  await on.locator("#list").fill("R10.2,500\nnothing");
  await on.getByLabel("medcode's own wordings too").press("Space");
  await on.getByRole("button", { name: "Look" }).press("Enter");
  await on.getByText("Line 2 of the list").waitFor();
  assert.match(await first.innerText(), /50\d[\s\S]*list:1/);
  assert.match(await on.locator("main").innerText(), /lexicon: /);
  assert.deepEqual(await axe(on), []);
  await on.getByLabel("From a file").setInputFiles({ name: "superbill.csv", mimeType: "text/csv", buffer: Buffer.from("code,count\nR10.2,7") });
  await on.waitForFunction(() => document.getElementById("list").value.startsWith("code,count"));
  await on.goBack();
  await on.getByRole("heading", { name: "Impact on you" }).waitFor();
  await first.getByRole("link", { name: `chart ${id}` }).press("Enter");
  await on.waitForURL(`**/charts/${id}`);
});

test("the command tells the same from the records while the server runs, and nothing of a note", async () => {
  const command = process.env.MEDCODE ?? new URL("../target/debug/medcode", import.meta.url).pathname;
  const asked = ["diff", "FY2025", "2026-04", "--system", "ICD10CM", "--db", server.db, "--json"];
  const environment = { ...process.env, MEDCODE_HOME: server.home, MEDCODE_TODAY: "2026-05-12" };
  const text = execFileSync(command, asked, { env: environment, encoding: "utf8" });
  const [first] = JSON.parse(text).impact.items;
  assert.deepEqual([first.code, first.effect, first.last_used], ["R10.2", "breaks", "2025-02-03"]);
  assert.ok(first.count >= 1 && first.places.some((p) => p.startsWith("chart ")) && first.places.includes("favourite of 1 person"));
  assert.ok(!text.includes("Zebra"));
});

test("the lesson is turned and answered by keyboard", async () => {
  const student = await person(server, "student");
  const on = await page(chrome, server, student);
  await on.goto("/changes");
  await on.keyboard.press("l");
  await on.waitForURL("**/changes/lesson**");
  assert.deepEqual(await axe(on), []);
  await on.keyboard.press("c");
  await on.getByRole("heading", { name: /^Card 1 of / }).waitFor();
  await on.keyboard.press(" ");
  await on.locator(".side.back").waitFor();
  assert.deepEqual(await axe(on), []);
  await picture(on, "changes-lesson-card");
  await on.keyboard.press("ArrowRight");
  await on.getByRole("heading", { name: /^Card 2 of / }).waitFor();
  await on.keyboard.press("q");
  const title = on.getByRole("heading", { name: /^Question 1 of \d+/ });
  await title.waitFor();
  const items = Number(/of (\d+)/.exec(await title.innerText())[1]);
  assert.ok(items >= 3, `${items} questions`);
  for (let n = 1; n <= items; n += 1) {
    await on.getByRole("heading", { name: `Question ${n} of ${items}` }).waitFor();
    assert.equal(await on.locator(".answers button").count(), 4);
    await on.keyboard.press("2");
    await on.locator("#verdict").waitFor();
    if (n === 1) {
      assert.deepEqual(await axe(on), []);
      await picture(on, "changes-lesson-quiz");
    }
    assert.equal(await on.locator(".answers button.right").count(), 1);
    await on.keyboard.press("n");
  }
  const result = await on.locator("#result").innerText();
  assert.match(result, new RegExp(`^\\d+ of ${items} right$`));
  await on.locator("#kept", { hasText: "Your answers are kept" }).waitFor();
  assert.deepEqual(await axe(on), []);
  await shot(on, "changes-lesson-result");

  // What was answered is the learner's own, and counts: after a reload, and among the progress.
  await on.reload();
  assert.match(await on.locator("#answered").innerText(), new RegExp(`^Answered so far: ${result.replace(/ right$/, "")} right`));
  await on.goto("/learn/progress");
  assert.match(await on.locator("main").innerText(), new RegExp(`Questions and drills answered\\s+${items}`));
  const other = await person(server, "student", "other");
  assert.equal((await other.get("/api/v1/learn/progress")).answered, 0);
  assert.deepEqual(on.complaints, []);
});

test("without a publisher the update check says so, and asks nothing before the button", async () => {
  const on = await page(chrome, server, server.admin);
  const asked = [];
  on.on("request", (request) => request.url().includes("/releases/check") && asked.push(request.url()));
  await on.goto("/admin/releases");
  await on.getByRole("heading", { name: "Newer releases" }).waitFor();
  assert.deepEqual(asked, []);
  await on.keyboard.press("u");
  await on.locator("#newer").getByText(/No publisher answered/).waitFor();
  assert.equal(asked.length, 1);
  assert.match(await on.locator("#newer").innerText(), /medcode install hcpcs --release 2026-04-01/);
  assert.deepEqual(await axe(on), []);
  await shot(on, "admin-update-check");
});

test("what could not be kept of the lesson is said, and kept when the server is there again", async () => {
  const student = await person(server, "student", "off");
  const on = await page(chrome, server, student);
  await on.goto("/changes/lesson");
  await on.keyboard.press("q");
  await on.getByRole("heading", { name: /^Question 1 of / }).waitFor();
  await on.context().setOffline(true);
  await on.keyboard.press("1");
  await on.locator("#kept", { hasText: "Not kept" }).waitFor();
  await on.context().setOffline(false);
  await on.keyboard.press("n");
  await on.keyboard.press("1");
  await on.locator("#kept", { hasText: "Kept." }).waitFor();
  await on.keyboard.press("ArrowLeft");
  await on.locator("#kept", { hasText: "Kept." }).waitFor();
  assert.equal((await student.get("/api/v1/learn/progress")).answered, 2);
});

test("publishers are asked for one byte, and what they have is told with what fails", async () => {
  const folder = mkdtempSync(join(tmpdir(), "medcode-publishers-"));
  // The files of the National Center are there, and its folder names a release to come; the others fail.
  const hosts = await publishers(folder, (host, path) => {
    if (host !== "ftp.cdc.gov") return { status: 503 };
    return path.endsWith("/") ? { status: 200, text: '<a href="2029/">2029</a> <a href="readme.txt">x</a>' } : { status: 200, text: "P" };
  });
  const own = await start({ env: hosts.env });
  const on = await page(chrome, own, own.admin);
  try {
    await on.goto("/admin/releases");
    await on.getByRole("heading", { name: "Newer releases" }).waitFor();
    assert.deepEqual(hosts.asked, [], "nobody is asked before the button");
    await on.keyboard.press("u");
    const newer = on.locator("#newer");
    await newer.getByText(/2028-10-01/).waitFor({ timeout: 60_000 });
    const told = await newer.innerText();
    assert.match(told, /www\.cms\.gov/, "who did not answer is named");
    const files = hosts.asked.filter((a) => a.range === "bytes=0-0");
    assert.ok(files.length > 0 && hosts.asked.filter((a) => a.range !== "bytes=0-0").every((a) => a.path.endsWith("/")), JSON.stringify(hosts.asked));
    assert.deepEqual(await axe(on), []);
    assert.deepEqual(on.complaints, []);
  } finally {
    hosts.stop();
    await own.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

test("a release that has ended is announced until it is put away", async () => {
  // The HCPCS file of the fixtures ended with March 2026.
  const reader = await person(server, "coder", "reader");
  const on = await page(chrome, server, reader, TABLET);
  await on.goto("/worklist");
  const notice = on.getByRole("complementary", { name: "Announcements" });
  await notice.waitFor();
  assert.match(await notice.innerText(), /HCPCS Level II.*ended on 2026-03-31/);
  assert.deepEqual(await axe(on), []);
  await shot(on, "announcement");
  await notice.getByRole("button", { name: "Put away" }).press("Enter");
  await notice.getByText("HCPCS").waitFor({ state: "detached" });
  await on.goto("/encoder");
  await on.locator("#q").waitFor();
  assert.equal(await on.locator("[data-announcement]").count(), 0);
  // Another person is told all the same.
  assert.equal((await coder.get("/api/v1/announcements")).length, 1);
});
