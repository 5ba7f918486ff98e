// Learning, by keyboard only: a student from the first log-in through a session and a graded chart to
// the progress, and a teacher's cohort. What docs/learn.md shows is shown here.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DESK, PASSWORD, TABLET, axe, browser, page, person, picture, shot, start, focused } from "./support.mjs";

let server;
let chrome;
before(async () => { server = await start(); chrome = await browser(); });
after(async () => { await chrome?.close(); await server?.stop(); });

/// What the student of the first test is afterwards, for the others.
let student;

async function signUp(on, name, login) {
  await focused(on);
  for (const text of [name, login, PASSWORD, PASSWORD]) {
    await on.keyboard.type(text);
    await on.keyboard.press("Tab");
  }
  await on.keyboard.press("Enter");
}

const wide = (on) => on.evaluate(() => document.documentElement.scrollWidth - innerWidth);

/// Types codes into the line for them.
async function type(on, codes) {
  await on.keyboard.press("i");
  for (const [n, code] of codes.entries()) {
    await on.keyboard.type(code);
    await on.keyboard.press("Enter");
    await on.waitForFunction((count) => document.querySelectorAll(".code-row").length === count, n + 1);
  }
  await on.keyboard.press("Escape");
}

/// Goes down the list to the row with this text, and opens it.
async function open(on, text) {
  for (let n = 0; n < 80; n += 1) {
    await on.keyboard.press("j");
    if ((await on.evaluate(() => document.activeElement.textContent)).includes(text)) return on.keyboard.press("Enter");
  }
  throw new Error(`no row says ${text}`);
}

const progressOf = (on) => on.evaluate(async () => (await fetch("/api/v1/learn/progress")).json());

test("a student comes from the first log-in to a graded chart", async () => {
  const begun = performance.now();
  const { link } = await server.admin.post("/api/v1/invitations", { role: "student", days: 7 });
  const on = await page(chrome, server);
  await on.goto(link);
  await signUp(on, "A Student", "sten");
  await on.waitForURL("**/learn");
  assert.deepEqual(await axe(on), []);
  const menu = await on.locator("nav[aria-label=Pages]").innerText();
  assert.ok(menu.includes("Learn") && !menu.includes("Worklist") && !menu.includes("Records"), menu);
  await picture(on, "learn");

  // Ten minutes: three items, answered by keys.
  await on.keyboard.press("t");
  await on.waitForURL("**/learn/session");
  for (const [n, answer] of ["1", "b", "d"].entries()) {
    await on.locator(".session", { hasText: `${n + 1} of` }).waitFor();
    assert.equal(await on.locator(".why").count(), 0, "reasons come after the answer");
    await on.keyboard.press(answer);
    await on.locator("#verdict").waitFor();
    assert.equal(await on.locator(".why").count(), await on.locator(".choices > li").count());
    if (n === 1) {
      assert.deepEqual(await axe(on), []);
      await picture(on, "learn-session");
    }
    await on.keyboard.press("Enter");
  }
  await on.locator(".session", { hasText: "4 of" }).waitFor();
  await on.keyboard.press("q");
  await on.locator("#summary", { hasText: "of 3 right" }).waitFor();
  assert.deepEqual(await axe(on), []);

  // A drill of the installed releases.
  await on.goto("/learn/drills");
  await on.locator(".session", { hasText: "drill ·" }).waitFor();
  await on.keyboard.press("2");
  await on.locator("#verdict").waitFor();
  assert.match(await on.locator("#verdict").innerText(), /release of/);

  // What was drilled comes back: its skill has a day.
  const items = (await progressOf(on)).coming.reduce((sum, day) => sum + day.items, 0);
  assert.ok(items >= 2, `${items} items come back`);

  // A chart.
  await on.keyboard.press("g");
  await on.keyboard.press("t");
  await on.waitForURL("**/learn");
  await open(on, "Twisted ankle on the cellar stairs");
  await on.waitForURL("**/learn/charts/stairs-ankle");
  await on.locator(".empty", { hasText: "nothing is suggested" }).waitFor();
  assert.ok(!(await on.content()).includes("99283"), "the page does not know the codes");
  assert.deepEqual(await axe(on), []);
  const shown = await on.locator("#note").innerText();
  assert.equal(shown.split("missed last step").length, 2, "a section that goes on behind another is shown once");
  await on.keyboard.press("h");
  await on.locator("#hints li").waitFor();
  await type(on, ["S93.402A", "W10.9XXA", "M25.572", "99284-25"]);
  assert.equal(await on.locator(".code-row", { hasText: "99284" }).locator(".fact", { hasText: "-25" }).count(), 1);
  await on.reload();
  await on.locator(".code-row").nth(3).waitFor();
  await on.locator("#hints li").waitFor();
  await on.keyboard.press("s");
  await on.locator("#score").waitFor();
  assert.match(await on.locator("#score").innerText(), /^2 of 5 codes right/);
  const errors = await on.locator(".graded").allInnerTexts();
  assert.ok(errors.some((e) => e.includes("Level of the visit") && e.includes("99283")), errors.join("\n"));
  assert.ok(errors.some((e) => e.includes("Y92.018")) && errors.some((e) => e.includes("M25.572")), errors.join("\n"));
  for (let n = 0; n < 5 && !(await on.locator(".graded.current").innerText()).includes("Y92.018"); n += 1) await on.keyboard.press("j");
  await on.locator(".mark.strong", { hasText: "basement stairs in own single-family home" }).first().waitFor();
  assert.match(await on.locator(".graded.current").innerText(), /OCG-I\.C\.20\.b/);
  assert.deepEqual(await axe(on), []);
  await picture(on, "learn-grade");
  console.log(`from the invitation to the graded chart: ${((performance.now() - begun) / 1000).toFixed(1)} s by a program`);

  // The error leads to its exercise.
  const href = await on.locator(".graded.current .tools a").getAttribute("href");
  await on.keyboard.press("p");
  await on.waitForURL(`**${href}`);
  await on.locator("#stem").waitFor();

  // What came of it.
  await on.goto("/learn/progress");
  await on.locator("h2", { hasText: "Mastery" }).waitFor();
  assert.match(await on.locator(".figures").innerText(), /Charts coded\s+1/);
  assert.equal(await on.locator("#heat-chapters + .heat .cell").count() > 0, true);
  assert.deepEqual(await axe(on), []);
  await picture(on, "learn-progress");
  await on.goto("/learn/experience");
  await on.locator("td", { hasText: "Twisted ankle" }).waitFor();
  assert.deepEqual(await axe(on), []);
  assert.deepEqual(on.complaints, []);
  student = on;
});

test("a chart is coded again from the beginning, and without an error it says so", async () => {
  const on = student;
  await on.goto("/learn/charts/stairs-ankle");
  await on.locator(".empty").waitFor();
  await type(on, ["S93.402A", "W10.9XXA", "Y92.018", "99283"]);
  await on.keyboard.press("s");
  await on.locator("#score", { hasText: "no material error" }).waitFor();
  await on.keyboard.press("r");
  await on.locator(".empty", { hasText: "nothing is suggested" }).waitFor();
  await on.keyboard.press("s");
  await on.getByRole("alert").waitFor();
  await on.keyboard.press("i");
  await on.keyboard.type("no code");
  await on.keyboard.press("Enter");
  await on.locator("#notice [role=alert]", { hasText: "cannot be understood" }).waitFor();
  assert.deepEqual(on.complaints.filter((c) => !c.includes("400")), []);
});

test("a student sees no patient and no other learner", async () => {
  const other = await person(server, "student", "other");
  for (const path of ["/worklist", "/records", "/learn/cohorts", "/api/v1/patients?name=a", "/api/v1/learn/cohorts"]) {
    assert.equal((await other.raw("GET", path)).status, 403, path);
  }
});

test("a teacher makes a cohort, gives charts, and sees what came of it", async () => {
  const teacher = await person(server, "manager", "tea");
  const on = await page(chrome, server, teacher);
  await on.goto("/learn/cohorts");
  await on.locator(".empty", { hasText: "No cohorts yet" }).waitFor();
  assert.deepEqual(await axe(on), []);
  await on.getByLabel("Name of a new cohort").focus();
  await on.keyboard.type("Autumn");
  await on.keyboard.press("Enter");
  await on.waitForURL(/learn\/cohorts\/.+/);
  await on.getByLabel("A Student").press("Space");
  await on.getByRole("button", { name: "Save" }).press("Enter");
  await on.locator("#said", { hasText: "Saved" }).waitFor();
  await on.locator("#title-charts").focus();
  await on.keyboard.type("Ankles and ears");
  await on.getByLabel("Twisted ankle on the cellar stairs").press("Space");
  await on.getByRole("button", { name: "Give these charts" }).press("Enter");
  await on.locator("th", { hasText: "Ankles and ears" }).waitFor();
  assert.match(await on.locator("tr", { hasText: "A Student" }).innerText(), /0 of 1/);

  // The student does it.
  await student.goto("/learn");
  await student.locator("#assigned").waitFor();
  await student.keyboard.press("j");
  await student.keyboard.press("Enter");
  await student.waitForURL("**/learn/charts/stairs-ankle");
  await student.locator(".empty").waitFor();
  await type(student, ["S93.402A", "W10.9XXA", "99283"]);
  await student.keyboard.press("s");
  await student.locator("#score").waitFor();

  await on.reload();
  await on.locator("tr", { hasText: "A Student" }).locator("td", { hasText: "1 of 1 · 75 % right" }).waitFor();
  assert.deepEqual(await axe(on), []);
  await picture(on, "learn-cohort");
  const id = new URL(on.url()).pathname.split("/").at(-1);
  const sheet = await teacher.get(`/api/v1/learn/cohorts/${id}/results.csv`);
  assert.match(sheet, /^name,login,assignment,[^\r]*\r\nA Student,sten,Ankles and ears,charts,,1,1,75,0,/);
  await on.keyboard.press("j");
  await on.keyboard.press("Enter");
  await on.waitForURL("**/learners/*");
  await on.locator("h1", { hasText: "Progress of A Student" }).waitFor();
  assert.deepEqual(await axe(on), []);
  assert.deepEqual(on.complaints, []);
});

test("the pages work on a tablet and in the dark", async () => {
  const coder = await person(server, "coder", "cora");
  for (const [screen, scheme, as] of [[TABLET, "light", "-tablet"], [DESK, "dark", "-dark"]]) {
    for (const [path, ready, name] of [["/learn", "[data-row]", "learn"], ["/learn/session", "#stem", "learn-session"], ["/learn/charts/stairs-ankle", ".empty", "learn-chart"], ["/learn/progress", "h1", "learn-progress"]]) {
      const on = await page(chrome, server, coder, screen, scheme);
      await on.goto(path);
      await on.locator(ready).first().waitFor();
      assert.deepEqual(await axe(on), [], `${path} ${scheme}`);
      assert.ok((await wide(on)) <= 0, `${path} is wider than ${screen.width}`);
      await shot(on, name + as);
      await on.context().close();
    }
  }
});
