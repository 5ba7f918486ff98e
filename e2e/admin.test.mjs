// Users, keys, releases, records, the audit log, one's own account: with the keyboard only.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { Caller, DESK, PASSWORD, TABLET, axe, browser, page as opened, person, shot, start, focused } from "./support.mjs";

// What does not come soon does not come.
async function page(...asked) {
  const on = await opened(...asked);
  on.setDefaultTimeout(10_000);
  return on;
}

let server;
let chrome;
before(async () => { server = await start(); chrome = await browser(); });
after(async () => { await chrome?.close(); await server?.stop(); });

const admin = (...more) => page(chrome, server, server.admin, ...more);

test("a person is invited by a link that is shown once", async () => {
  const on = await admin();
  await on.goto("/admin");
  assert.deepEqual(await axe(on), []);
  await on.getByLabel("Role").selectOption("coder");
  await on.getByRole("button", { name: "Make link" }).press("Enter");
  const link = await on.getByLabel("To be copied").inputValue();
  assert.match(link, /^http:\/\/127\.0\.0\.1:\d+\/setup\?token=.{43}$/);
  assert.deepEqual(await axe(on), []);
  await shot(on, "admin-invited");
  await on.getByRole("button", { name: "Done" }).press("Enter");
  await on.locator("main").getByText("Invitations that were not taken up").first().waitFor();
  assert.ok(!(await on.content()).includes(link.split("=")[1]));

  const guest = await page(chrome, server);
  await guest.goto(link);
  await focused(guest);
  for (const text of ["New Coder", "newcoder", PASSWORD, PASSWORD]) {
    await guest.keyboard.type(text);
    await guest.keyboard.press("Tab");
  }
  await guest.keyboard.press("Enter");
  await guest.waitForURL((at) => at.pathname !== "/setup");
  await on.goto("/admin");
  await on.getByRole("link", { name: "New Coder" }).waitFor();
});

test("a role is changed, and who changed it first is not overwritten", async () => {
  await person(server, "student", "student1");
  const [one, other] = [await admin(), await admin()];
  for (const on of [one, other]) {
    await on.goto("/admin");
    await on.getByRole("link", { name: "The student" }).press("Enter");
    await on.waitForURL("**/admin/users/*");
  }
  await one.getByLabel("Role").selectOption("auditor");
  await one.getByRole("button", { name: "Save" }).press("Enter");
  await one.waitForURL("**/admin");
  await one.locator("main").getByText("User saved").first().waitFor();
  assert.deepEqual(await axe(other), []);
  await other.getByLabel("Role").selectOption("manager");
  await other.getByRole("button", { name: "Save" }).press("Enter");
  await other.getByRole("alert").waitFor();
  assert.match(await other.locator("#said").innerText(), /Changed meanwhile/);
  await shot(other, "admin-conflict");
});

test("who lost the password gets another and must change it first", async () => {
  await person(server, "coder", "forgetful");
  const on = await admin();
  await on.goto("/admin");
  await on.getByRole("row", { name: /forgetful/ }).getByRole("link").press("Enter");
  await on.waitForURL("**/admin/users/*");
  await on.getByRole("button", { name: "New password" }).press("Enter");
  await on.getByRole("button", { name: "Do it" }).press("Enter");
  const once = await on.getByLabel("To be copied").inputValue();
  const guest = await page(chrome, server);
  await guest.goto("/login");
  await focused(guest);
  for (const text of ["forgetful", once]) {
    await guest.keyboard.type(text);
    await guest.keyboard.press("Tab");
  }
  await guest.keyboard.press("Enter");
  await guest.waitForURL("**/account");
  assert.match(await guest.getByRole("alert").innerText(), /Change your password first/);
  assert.deepEqual(await axe(guest), []);
  await guest.goto("/worklist");
  assert.equal(new URL(guest.url()).pathname, "/account");
  await guest.getByLabel("The password until now").fill(once);
  await guest.getByLabel(/A new one/).fill(`${PASSWORD}, too`);
  await guest.getByLabel("The new one again").fill(`${PASSWORD}, too`);
  await guest.keyboard.press("Enter");
  await guest.waitForURL((at) => at.pathname !== "/account");
});

test("a key is made, works within its scopes, and is taken back", async () => {
  const coder = await person(server, "coder", "programmer");
  const on = await page(chrome, server, coder);
  await on.goto("/account");
  assert.deepEqual(await axe(on), []);
  await on.getByLabel("For which program").fill("nightly batch");
  await on.getByLabel("lookup").press("Space");
  await on.getByRole("button", { name: "Make key" }).press("Enter");
  const key = await on.getByLabel("To be copied").inputValue();
  await on.getByRole("button", { name: "Done" }).press("Enter");
  const as = (path) => fetch(server.url + path, { headers: { authorization: `Bearer ${key}` } });
  assert.equal((await as("/api/v1/releases")).status, 200);
  assert.equal((await as("/api/v1/worklist")).status, 403);
  await shot(on, "account");
  const admins = await admin();
  await admins.goto("/admin/keys");
  await admins.locator("main").getByText("nightly batch").first().waitFor();
  assert.deepEqual(await axe(admins), []);
  await on.getByRole("button", { name: "Take back the key nightly batch" }).press("Enter");
  await on.getByRole("button", { name: "Do it" }).press("Enter");
  await on.locator("main").getByText("Key taken back").first().waitFor();
  assert.equal((await as("/api/v1/releases")).status, 401);
});

test("a release is installed from a file, with progress", async () => {
  const on = await admin();
  await on.goto("/admin/releases");
  assert.deepEqual(await axe(on), []);
  await shot(on, "admin-releases");
  const nothing = { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("not an official file") };
  await on.getByLabel(/Files of the publisher/).setInputFiles(nothing);
  await on.getByRole("button", { name: "Install" }).press("Enter");
  await on.locator("main").getByText("It could not be done").first().waitFor();
  assert.match(await on.locator("#job-state").innerText(), /nothing was installed/);
  assert.deepEqual(await axe(on), []);
  const again = new URL("../fixtures/mini-release", import.meta.url).pathname;
  const file = process.env.RELEASE_FILE ?? `${again}.zip`;
  let zip;
  try { zip = readFileSync(file); } catch { return; }
  await on.goto("/admin/releases");
  await on.getByLabel(/Files of the publisher/).setInputFiles({ name: "release.zip", mimeType: "application/zip", buffer: zip });
  await on.getByRole("button", { name: "Install" }).press("Enter");
  await on.locator("main").getByText(/^Done/).first().waitFor();
});

test("records are kept as the policy says, and copied while in use", async () => {
  const on = await admin();
  await on.goto("/admin/records");
  assert.deepEqual(await axe(on), []);
  await on.getByLabel(/Text and originals of notes/).fill("3650");
  await on.keyboard.press("Enter");
  await on.locator("main").getByText("Policy saved; nothing was erased by it").first().waitFor();
  assert.equal(await on.getByLabel(/Text and originals of notes/).inputValue(), "3650");
  await on.getByRole("button", { name: "What would be erased now?" }).press("Enter");
  await on.locator("main").getByText("Nothing would be erased.").first().waitFor();
  await on.getByLabel("Name").fill("before-upgrade");
  await on.keyboard.press("Enter");
  await on.locator("main").getByText("before-upgrade.db").first().waitFor();
  await on.getByLabel("Name").fill("before-upgrade");
  await on.keyboard.press("Enter");
  await on.getByRole("alert").waitFor();
  assert.match(await on.locator("#said").innerText(), /a copy of this name is there already/);
  await shot(on, "admin-records");
  assert.deepEqual(await axe(on), []);
});

test("the audit log is filtered, verified and taken out", async () => {
  const on = await admin();
  await on.goto("/audit");
  assert.deepEqual(await axe(on), []);
  await on.keyboard.press("v");
  await on.locator("main").getByText(/The chain is whole: \d+ entries/).first().waitFor();
  await shot(on, "audit");
  const download = on.waitForEvent("download");
  await on.keyboard.press("x");
  const sheet = readFileSync(await (await download).path(), "utf8");
  assert.match(sheet, /^seq,at,actor,actor_name,/);
  assert.match(sheet, /audit\.verified/);
  await on.keyboard.press("/");
  await on.keyboard.type("root");
  await on.keyboard.press("Enter");
  await on.waitForURL(/actor=root/);
  const rows = await on.locator("tbody tr").allInnerTexts();
  assert.ok(rows.length > 3 && rows.every((r) => r.includes("The Administrator")), rows.join("\n"));
  await on.goto("/audit?actor=nobody-here");
  assert.match(await on.locator("body").innerText(), /there is no such user/);
});

test("pages that a role may not have are refused, and not in its menu", async () => {
  const coder = await person(server, "coder", "curious");
  const on = await page(chrome, server, coder);
  await on.goto("/worklist");
  const menu = await on.getByRole("navigation", { name: "Pages" }).innerText();
  assert.ok(!/Administration|Audit/.test(menu), menu);
  for (const path of ["/admin", "/audit", "/admin/keys"]) {
    assert.equal((await new Caller(server.url, coder.cookie).raw("GET", path)).status, 403, path);
  }
});

test("it works on a tablet and in the dark", async () => {
  for (const [name, screen, scheme] of [["tablet", TABLET, "light"], ["dark", DESK, "dark"]]) {
    const on = await admin(screen, scheme);
    for (const path of ["/admin", "/admin/keys", "/admin/releases", "/admin/records", "/audit", "/account"]) {
      await on.goto(path);
      assert.deepEqual(await axe(on), [], `${name} ${path}`);
      const wide = await on.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${name} ${path} is ${wide} px too wide`);
    }
    await on.goto("/admin");
    await shot(on, `admin-${name}`);
    await on.goto("/audit");
    await shot(on, `audit-${name}`);
    assert.deepEqual(on.complaints, []);
  }
});
