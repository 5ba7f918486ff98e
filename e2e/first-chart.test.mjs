// What docs/first-chart.md says, step by step, as a new user does it: from the first start to a coded,
// accepted, exported note, with the keyboard only. `npm run shots` keeps its pictures for the page.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { Caller, DESK, PASSWORD, TABLET, axe, browser, page, person, picture, start, focused } from "./support.mjs";

const NOTE = readFileSync(new URL("../examples/office.txt", import.meta.url), "utf8");

let server;
let chrome;
before(async () => { server = await start({ untouched: true }); chrome = await browser(); });
after(async () => { await chrome?.close(); await server?.stop(); });

/// Fills the form that has the focus and sends it.
async function signUp(on, name, login) {
  await focused(on);
  for (const text of [name, login, PASSWORD, PASSWORD]) {
    await on.keyboard.type(text);
    await on.keyboard.press("Tab");
  }
  await on.keyboard.press("Enter");
}

/// The code sets of the tests are old by now: what is announced of them is put away before pictures.
async function putAway(on) {
  const away = on.getByRole("button", { name: "Put away" });
  await away.first().waitFor();
  while (await away.count()) {
    const was = await away.count();
    await away.first().press("Enter");
    await on.waitForFunction((n) => document.querySelectorAll("#announcements .notice").length < n, was);
  }
}

const current = (on) => on.locator('.code-row[aria-current="true"] .code').first().innerText();

test("from the first start to an exported note", async () => {
  const begun = performance.now();
  const on = await page(chrome, server);

  // 1. The link that `medcode serve` printed makes the administrator.
  await on.goto(server.link);
  assert.deepEqual(await axe(on), []);
  await signUp(on, "Ada Admin", "admin");
  await on.waitForURL("**/admin");

  // 2. A link for who codes, opened here.
  await on.locator("main", { hasText: "Next: a log-in for who codes" }).waitFor();
  assert.deepEqual(await axe(on), []);
  await on.getByRole("button", { name: "Make link" }).press("Enter");
  await on.getByLabel("To be copied").waitFor();
  await picture(on, "admin");
  await on.getByRole("link", { name: "Open it here" }).press("Enter");
  await on.waitForURL("**/setup?*");
  await on.locator("main", { hasText: "coder" }).waitFor();
  await signUp(on, "Cora Coder", "cora");
  await on.waitForURL("**/worklist");
  await putAway(on);

  // 3. The note.
  await on.keyboard.press("g");
  await on.keyboard.press("c");
  await on.waitForURL("**/code");
  await on.keyboard.insertText(NOTE);
  await on.keyboard.press("Control+Enter");
  await on.waitForURL("**/charts/*");
  await on.locator(".code-row").first().waitFor();

  // 4. Each code: accept, or reject with a reason.
  assert.equal(await current(on), "E11.22");
  await on.keyboard.press("a");
  assert.equal(await current(on), "I12.9");
  await on.keyboard.press("a");
  await on.keyboard.press("a");
  assert.equal(await current(on), "N18.9");
  await on.keyboard.press("x");
  await on.keyboard.press("4");
  await on.locator(".code-row.rejected", { hasText: "N18.9" }).waitFor();
  await on.keyboard.press("j");
  await on.locator("#took").waitFor();
  await on.locator('#saved[data-state="saved"]').waitFor();
  await picture(on, "chart");

  // 5. Signed off: what is not decided is accepted, and named first.
  await on.keyboard.press("s");
  await on.locator("dialog.ask", { hasText: "not decided yet" }).waitFor();
  await on.keyboard.press("Enter");
  await on.locator("#chart-status", { hasText: "coded" }).waitFor();

  // 6. Exported.
  await on.keyboard.press("p");
  const download = on.waitForEvent("download");
  await on.keyboard.press("Enter");
  const file = JSON.parse(readFileSync(await (await download).path(), "utf8"));
  const codes = file.suggestions.map((s) => s.code);
  assert.ok(codes.includes("E11.22") && !codes.includes("N18.9"), codes.join(" "));
  await on.locator("dialog [role=status]", { hasText: "Written." }).waitFor();
  await picture(on, "export");
  await on.getByRole("button", { name: "Mark as exported" }).press("Enter");
  await on.locator("#chart-status", { hasText: "exported" }).waitFor();
  assert.deepEqual(on.complaints, []);
  console.log(`from the link to the exported note: ${((performance.now() - begun) / 1000).toFixed(1)} s by a program`);
});

/// A chart of the worklist, made up.
const chart = ([title, family, given, assessment], n) => JSON.stringify({
  id: `V-${2041 + n}`, title, setting: ["office", "ed", "telehealth"][n % 3], date_of_service: `2026-05-${String(4 + n).padStart(2, "0")}`,
  note: `Assessment: ${assessment}.`, priority: 1 + (n * 2) % 5, due: n % 3 ? undefined : n ? "2099-01-31" : "2026-05-11",
  patient: { mrn: `M-${310 + n}`, family, given, birth: "1969-01-31", sex: "F" },
});
const CHARTS = [
  ["Diabetes follow-up", "Sample", "Ada", "type 2 diabetes, hypertension"], ["Wrist injury", "Example", "Bo", "sprain of the left wrist"],
  ["Asthma, video visit", "Specimen", "Cy", "asthma with acute exacerbation"], ["Well visit", "Sample", "Dee", "annual physical"],
  ["Chest pain", "Mock", "Eli", "chest pain, resolved"], ["Medication review", "Example", "Fay", "hypertension, controlled"], ["Knee pain", "Trial", "Gus", "knee pain"],
].map(chart);

/// Claims of which one names two codes that exclude each other.
const CLAIMS = "claim_id,kind,place,frequency,birth_date,sex,billing_npi,dos,dx1,dx2,code,units,charge,total,pointers\nC-1001,professional,11,1,1969-01-31,F,1234567893,2026-05-01,E11.9,O24.410,99213,1,110,110,1\nC-1002,professional,11,1,1958-03-02,M,1234567893,2026-05-01,I10,,99213,1,110,110,1\n";

test("the pages that the README shows are accessible, on a desk and a tablet, light and dark", async () => {
  const admin = await loggedIn("admin");
  const [manager, coder] = [await person({ ...server, admin }, "manager", "mia"), await loggedIn("cora")];
  const job = await manager.send("POST", "/api/v1/import", CHARTS.join("\n"), { "content-type": "application/x-ndjson" });
  for (let n = 0; n < 100 && (await manager.get(`/api/v1/jobs/${job.id}`)).state !== "done"; n += 1) await new Promise((go) => setTimeout(go, 100));
  const { rows } = await manager.get("/api/v1/worklist");
  const cora = (await admin.get("/api/v1/users")).find((u) => u.login === "cora");
  await manager.post("/api/v1/worklist/assign", { ids: rows.slice(0, 3).map((r) => r.id), to: cora.id });
  const first = await page(chrome, server, manager);
  await first.goto("/worklist");
  await putAway(first);
  for (const [screen, scheme, as] of [[DESK, "light", ""], [DESK, "dark", "-dark"], [TABLET, "light", "-tablet"]]) {
    for (const [path, ready, name, who] of [
      ["/worklist", "[data-row]", "worklist", manager],
      ["/encoder/E11.22?system=ICD10CM&q=diabetic kidney", "#notes a[data-code]", "encoder", coder],
      ["/admin", "[data-row]", "administration", admin],
      ["/check", "h1", "check", coder],
    ]) {
      const on = await page(chrome, server, who, screen, scheme);
      // Heard from the beginning, so that no key comes before the browser hands choosers over.
      on.on("filechooser", () => {});
      await on.goto(path);
      await on.locator(ready).first().waitFor();
      if (name === "check") await checked(on);
      assert.deepEqual(await axe(on), [], `${path} ${scheme} ${screen.width}`);
      const wide = await on.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${path} is ${wide} px wider than ${screen.width}`);
      const tall = await on.locator("header.top").evaluate((e) => e.offsetHeight);
      assert.ok(tall < (screen === DESK ? 60 : 110), `the head of ${path} is ${tall} px tall at ${screen.width}`);
      await picture(on, name + as, as === "");
      await on.context().close();
    }
  }
});

async function loggedIn(login) {
  const response = await fetch(`${server.url}/api/v1/login`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ login, password: PASSWORD }) });
  assert.equal(response.status, 200, await response.text());
  return new Caller(server.url, response.headers.getSetCookie()[0].split(";")[0]);
}

async function checked(on) {
  await on.waitForFunction(() => performance.getEntriesByName("check-ready").length > 0);
  const [chooser] = await Promise.all([on.waitForEvent("filechooser"), on.keyboard.press("o")]);
  await chooser.setFiles([{ name: "claims.csv", mimeType: "text/csv", buffer: Buffer.from(CLAIMS) }]);
  await on.locator(".finding", { hasText: "are not reported together" }).waitFor();
  await on.keyboard.press("j");
  await on.locator("#detail", { hasText: "What to do" }).waitFor();
}
