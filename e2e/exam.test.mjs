// A mock exam by the keyboard: begun, reloaded, its server killed, handed in, out of time; the statistics
// of its items; continuing education with a paper and a reminder.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";
import { DESK, TABLET, axe, browser, page, person, picture, start } from "./support.mjs";

let server;
let chrome;
let student;
let manager;
before(async () => {
  server = await start();
  chrome = await browser();
  student = await person(server, "student");
  manager = await person(server, "manager");
});
after(async () => { await chrome?.close(); await server?.stop(); });

const answered = (on) => on.locator("#grid-sum").innerText();

/// Begins a form of so many items, from the page of the choice.
async function begin(on, credential, items) {
  await on.goto("/learn/exams");
  // By the keyboard alone: from the top of the page to the field of this exam.
  for (let n = 0; n < 80; n += 1) {
    await on.keyboard.press("Tab");
    if ((await on.evaluate(() => document.activeElement.id)) === `items-${credential}`) break;
  }
  await on.keyboard.press("Control+a");
  await on.keyboard.type(String(items));
  await on.keyboard.press("Enter");
  await on.waitForURL(/learn\/exams\/[0-9a-f-]{36}$/);
  await on.locator("#stem").waitFor();
}

/// Sets the deadline of an exam past the server, as if the time had gone by.
function hurry(id, milliseconds) {
  const program = "import sqlite3,sys,time\ndb=sqlite3.connect(sys.argv[1],timeout=10)\ndb.execute('UPDATE exams SET deadline=? WHERE id=?',(int(time.time()*1000)+int(sys.argv[3]),sys.argv[2]))\ndb.commit()";
  execFileSync("python3", ["-c", program, server.db.replace("sqlite:", ""), id, String(milliseconds)]);
}

test("a short exam from its choice to its result, over a reload and a killed server", async () => {
  const on = await page(chrome, server, student);
  await on.goto("/learn/exams");
  await on.getByRole("heading", { name: "Mock exams" }).waitFor();
  assert.match(await on.locator("main").innerText(), /unverified/);
  assert.equal(await on.locator(".reach meter").count(), 4, "each exam says how much of it there is");
  await on.locator("details").first().evaluate((d) => { d.open = true; });
  assert.deepEqual(await axe(on), []);
  await picture(on, "exams");

  await begin(on, "CCA", 6);
  assert.deepEqual(await axe(on), []);
  assert.match(await on.locator("#left").innerText(), /^6:\d\d$/, "120 minutes for 105 items");
  assert.equal(await on.locator("#pause").isVisible(), false, "as the exam: no pause");
  await on.keyboard.press("1");
  await on.keyboard.press("n");
  await on.keyboard.press("2");
  await on.keyboard.press("f");
  await on.locator("#kept", { hasText: "all kept" }).waitFor();
  assert.equal(await answered(on), "2 of 6 answered, 1 flagged");
  await picture(on, "exam");

  // A reload: what was answered and flagged is there, the clock goes on.
  await on.reload();
  await on.locator("#stem").waitFor();
  assert.equal(await answered(on), "2 of 6 answered, 1 flagged");
  assert.equal(await on.locator("#place").innerText(), "Item 3 of 6");

  // The server dies in the middle; an answer given meanwhile waits and is kept by the next one.
  await server.kill();
  await on.keyboard.press("3");
  await on.locator("#trouble", { hasText: "The server cannot be reached" }).waitFor();
  const { home, db, url, folder, admin } = server;
  server = await start({ home, db, known: true, args: ["--listen", new URL(url).host] });
  Object.assign(server, { folder, admin });
  await on.locator("#kept", { hasText: "all kept" }).waitFor();
  on.complaints.length = 0;
  await on.reload();
  await on.locator("#stem").waitFor();
  assert.equal(await answered(on), "3 of 6 answered, 1 flagged");

  // The list of items, the review, the encoder beside.
  await on.keyboard.press("l");
  await on.keyboard.press("ArrowRight");
  await on.keyboard.press("Enter");
  assert.equal(await on.locator("#place").innerText(), "Item 5 of 6");
  const beside = on.context().waitForEvent("page");
  await on.keyboard.press("e");
  assert.match((await beside).url(), /\/encoder$/);
  await (await beside).close();
  await on.keyboard.press("r");
  await on.getByRole("heading", { name: "Review" }).waitFor();
  assert.match(await on.locator("#item").innerText(), /Not answered[\s\S]*Item 4[\s\S]*Flagged[\s\S]*Item 2/);
  assert.deepEqual(await axe(on), []);

  await on.keyboard.press("s");
  assert.match(await on.locator("#sure-text").innerText(), /^3 items are not answered/);
  await on.keyboard.press("Tab");
  await on.keyboard.press("Enter");
  await on.getByRole("heading", { name: /CCA mock exam: \d of 6 right/ }).waitFor();
  assert.ok(await on.locator("svg.bar .interval").count() >= 2, "bars with their intervals");
  assert.match(await on.locator("main").innerText(), /too few answers to say/);
  assert.equal(await on.locator(".judged-item").count(), 6);
  assert.ok(await on.locator(".weak a").count() > 0, "what to practise");
  assert.deepEqual(await axe(on), []);
  await picture(on, "exam-result");
  await on.keyboard.press("w");
  assert.ok(await on.locator('.judged-item[data-right="true"]').evaluateAll((all) => all.every((e) => e.offsetParent === null)));
  assert.deepEqual(on.complaints, []);
});

test("when the time is over what was kept counts, and nothing more is taken", async () => {
  const on = await page(chrome, server, student);
  await begin(on, "CPC", 5);
  await on.keyboard.press("1");
  await on.locator("#kept", { hasText: "all kept" }).waitFor();
  const id = on.url().split("/").pop();
  hurry(id, 2500);
  await on.keyboard.press("n");
  await on.keyboard.press("2");
  await on.getByRole("heading", { name: /CPC mock exam: \d of 5 right/ }).waitFor({ timeout: 15_000 });
  assert.match(await on.locator("main").innerText(), /out of time/);
  assert.match(await on.locator("main").innerText(), /the passing score as it was read/);
  await assert.rejects(student.put(`/api/v1/learn/exams/${id}/items/3`, { answer: "0" }), { status: 409 });
  assert.deepEqual(on.complaints, []);
});

test("under conditions of practice the clock stops, and charts are coded whole", async () => {
  const on = await page(chrome, server, student, TABLET, "dark");
  await on.goto("/learn/exams");
  await on.locator("#strict-CIC").uncheck();
  await on.locator("#items-CIC").fill("8");
  await on.locator("#items-CIC").press("Enter");
  await on.waitForURL(/learn\/exams\/[0-9a-f-]{36}$/);
  await on.locator("#stem").waitFor();
  for (let n = 0; n < 7; n += 1) await on.keyboard.press("n");
  await on.keyboard.press("c");
  await on.keyboard.type("K35.80\nnot a code");
  await on.keyboard.press("Escape");
  await on.locator("#kept", { hasText: "all kept" }).waitFor();
  await on.keyboard.press("z");
  await on.getByRole("heading", { name: "The clock is stopped" }).waitFor();
  assert.deepEqual(await axe(on), []);
  const left = await on.locator("#left").innerText();
  await on.waitForTimeout(1500);
  assert.equal(await on.locator("#left").innerText(), left);
  await on.reload();
  await on.getByRole("heading", { name: "The clock is stopped" }).waitFor();
  await on.keyboard.press("z");
  await on.locator("#stem").waitFor();
  await on.keyboard.press("s");
  await on.keyboard.press("Tab");
  await on.keyboard.press("Enter");
  await on.getByRole("heading", { name: /CIC mock exam/ }).waitFor();
  assert.match(await on.locator(".judged-item").last().innerText(), /line 2: /, "what could not be read is told");
  assert.match(await on.locator("main").innerText(), /with pauses/);
  assert.deepEqual(await axe(on), []);
  assert.deepEqual(on.complaints, []);
});

test("who teaches sees how hard the items are, and takes them out", async () => {
  const on = await page(chrome, server, manager);
  await on.goto("/learn/exams");
  await on.keyboard.press("i");
  await on.waitForURL("**/learn/exams/items");
  assert.ok(await on.locator("tbody tr").count() >= 11);
  assert.deepEqual(await axe(on), []);
  await picture(on, "exam-items", false);
  const download = on.waitForEvent("download");
  await on.keyboard.press("x");
  assert.equal((await download).suggestedFilename(), "exam-items.csv");
  const refused = await page(chrome, server, student);
  assert.equal((await refused.goto("/learn/exams/items")).status(), 403);
});

test("continuing education: a credential, CEUs with a paper, and the reminder", async () => {
  const on = await page(chrome, server, manager, DESK, "light");
  await on.goto("/learn/ce");
  assert.match(await on.locator("main").innerText(), /No credential is kept yet/);
  assert.deepEqual(await axe(on), []);
  await on.keyboard.press("h");
  await on.locator("#new-credential").selectOption("CCS");
  await on.locator("#new-renewal").fill("2026-07-01");
  await on.locator("#new-renewal").press("Enter");
  await on.locator("#said", { hasText: "Credential kept" }).waitFor();
  await on.locator("#renewals", { hasText: "renewal is in 50 days, on 2026-07-01; 20 CEUs are lacking" }).waitFor();
  await on.keyboard.press("n");
  await on.keyboard.type("Coding of sepsis");
  await on.locator("#u-units").fill("7.5");
  await on.locator("#u-own").check();
  await on.locator("#u-units").press("Enter");
  await on.locator("#said", { hasText: "Logged" }).waitFor();
  await on.locator("main", { hasText: "12.5 CEUs lacking" }).waitFor();
  assert.equal(await on.locator(".bars svg").count(), 5);
  await on.locator("[data-paper]").setInputFiles({ name: "certificate.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7 made up") });
  await on.getByRole("link", { name: "certificate.pdf" }).waitFor();
  await on.locator("[data-paper]").setInputFiles({ name: "page.html", mimeType: "text/html", buffer: Buffer.from("<p>no paper") });
  await on.locator("#said", { hasText: "a paper is a PDF, a PNG or a JPEG" }).waitFor();
  on.complaints.length = 0; // the browser's own word on the refusal
  assert.deepEqual(await axe(on), []);
  await picture(on, "continuing-education");
  await on.goto("/encoder");
  await on.locator("#renewals", { hasText: "12.5 CEUs are lacking" }).waitFor();
  assert.deepEqual(await axe(on), []);
  assert.deepEqual(on.complaints, []);
});
