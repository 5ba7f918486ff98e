// The first administrator, logging in and out, with the keyboard only.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PASSWORD, axe, browser, page, shot, start, focused } from "./support.mjs";

let server;
let chrome;
before(async () => { server = await start(); chrome = await browser(); });
after(async () => { await chrome?.close(); await server?.stop(); });

async function type(on, ...texts) {
  await focused(on);
  for (const text of texts) {
    await on.keyboard.type(text);
    await on.keyboard.press("Tab");
  }
}

test("a page sends who is not logged in to the log-in and back", async () => {
  const on = await page(chrome, server);
  await on.goto("/encoder");
  assert.equal(new URL(on.url()).pathname, "/login");
  assert.deepEqual(await axe(on), []);
  await shot(on, "login");
  await type(on, "root", PASSWORD);
  await on.keyboard.press("Enter");
  await on.waitForURL("**/encoder");
  assert.deepEqual(on.complaints, []);
});

test("a wrong password is said and nothing else is told", async () => {
  const on = await page(chrome, server);
  for (const name of ["root", "nobody"]) {
    await on.goto("/login");
    await type(on, name, "not the password at all");
    await on.keyboard.press("Enter");
    await on.getByRole("alert").waitFor();
    assert.match(await on.getByRole("alert").innerText(), /log-in name or password is wrong/);
  }
});

test("a link works once", async () => {
  const on = await page(chrome, server);
  await on.goto(server.link);
  assert.match(await on.getByRole("alert").innerText(), /used or is too old/);
  assert.deepEqual(await axe(on), []);
});

test("log-out ends the session", async () => {
  const on = await page(chrome, server);
  await on.goto("/login");
  await type(on, "root", PASSWORD);
  await on.keyboard.press("Enter");
  await on.waitForURL((at) => at.pathname !== "/login");
  const cookies = await on.context().cookies();
  await on.goto("/encoder");
  await on.getByRole("button", { name: "Log out" }).press("Enter");
  await on.waitForURL("**/login");
  await on.context().addCookies(cookies);
  await on.goto("/encoder");
  assert.equal(new URL(on.url()).pathname, "/login");
});
