// A server of its own for each test file, people who log in, and a real browser.
//
// `MEDCODE` is the command under test (default: the debug build), `CHROMIUM` the browser.

import { spawn, execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { packed } from "./pack.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const command = process.env.MEDCODE ?? resolve(here, "../target/debug/medcode");
const fixtures = resolve(here, "../fixtures/mini-release");
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/// Screens the pages must work on.
export const DESK = { width: 1280, height: 800 };
export const TABLET = { width: 820, height: 1180 };

/// A password that is long enough.
export const PASSWORD = "a sentence is easy to keep";

/// Starts a server over a fresh home with the fixtures installed; `home` and `db` reuse others. Its
/// administrator is made, unless it is left `untouched`. A `quiet` one writes its log to a file, so that
/// what is measured is not the reading of it.
export async function start(options = {}) {
  const folder = mkdtempSync(join(tmpdir(), "medcode-e2e-"));
  const home = options.home ?? join(folder, "home");
  const environment = { ...process.env, MEDCODE_HOME: home, MEDCODE_TODAY: options.today ?? "2026-05-12", ...options.env };
  if (!options.home) {
    execFileSync(command, ["install", "--from", fixtures], { env: environment, stdio: "ignore" });
  }
  const db = options.db ?? `sqlite:${join(folder, "records.db")}`;
  const arguments_ = ["serve", "--db", db, ...(options.args ?? ["--listen", "127.0.0.1:0"])];
  const file = join(folder, "serve.log");
  const to = options.quiet ? openSync(file, "w") : "pipe";
  const child = spawn(command, arguments_, { env: environment, stdio: ["ignore", "ignore", to] });
  if (options.quiet) closeSync(to);
  let piped = "";
  child.stderr?.on("data", (bytes) => (piped += bytes));
  const log = () => (options.quiet ? readFileSync(file, "utf8") : piped);
  const { url, link } = await new Promise((done, failed) => {
    const until = performance.now() + 60_000;
    const look = () => {
      const url = /medcode answers at (\S+)\n/.exec(log())?.[1];
      const link = /\n\s+(\S+\/setup\?token=\S+)\n/.exec(log())?.[1];
      if (url && (link || options.known)) return done({ url, link });
      if (child.exitCode !== null) return failed(new Error(`the server ended with ${child.exitCode}:\n${log()}`));
      if (performance.now() > until) return failed(new Error(`the server did not start:\n${log()}`));
      return setTimeout(look, 5);
    };
    look();
  });
  const server = {
    url, link, db, home, folder, child,
    log,
    /// Ends it as `kill -9` does.
    kill: () => new Promise((done) => { child.removeAllListeners("exit"); child.once("exit", done); child.kill("SIGKILL"); }),
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = new Promise((done) => { child.removeAllListeners("exit"); child.once("exit", done); });
        child.kill("SIGTERM");
        await ended;
      }
      if (!options.keep) rmSync(folder, { recursive: true, force: true });
    },
  };
  if (link && !options.untouched) server.admin = await takeUp(server, link, "root", "The Administrator");
  return server;
}

/// Speaks to the API as somebody: `as.get(path)`, `as.post(path, body)`; the parsed answer.
export class Caller {
  constructor(url, cookie) {
    this.url = url;
    this.cookie = cookie;
  }

  async send(method, path, body, headers = {}) {
    const response = await this.raw(method, path, body, headers);
    const text = await response.text();
    const value = text && response.headers.get("content-type")?.includes("json") ? JSON.parse(text) : text;
    if (!response.ok) throw Object.assign(new Error(`${method} ${path}: ${response.status} ${text}`), { status: response.status, value });
    return value;
  }

  async raw(method, path, body, headers = {}) {
    const all = { cookie: this.cookie ?? "", ...headers };
    if (method !== "GET" && this.cookie) all["x-csrf-token"] = await this.csrf();
    if (body !== undefined && typeof body !== "string") all["content-type"] ??= "application/json";
    return fetch(this.url + path, { method, headers: all, redirect: "manual", body: body === undefined || typeof body === "string" ? body : JSON.stringify(body) });
  }

  /// The token of the session, as the pages carry it.
  async csrf() {
    const page = await fetch(`${this.url}/encoder`, { headers: { cookie: this.cookie } });
    return /<meta name="csrf" content="([^"]*)">/.exec(await page.text())?.[1] ?? "";
  }

  get(path) { return this.send("GET", path); }
  post(path, body = {}) { return this.send("POST", path, body); }
  put(path, body = {}) { return this.send("PUT", path, body); }
  del(path) { return this.send("DELETE", path); }
}

async function takeUp(server, link, login, name) {
  const token = new URL(link, server.url).searchParams.get("token");
  const response = await fetch(`${server.url}/api/v1/setup`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token, login, name, password: PASSWORD }),
  });
  if (!response.ok) throw new Error(`setup: ${response.status} ${await response.text()}`);
  const cookie = response.headers.getSetCookie()[0].split(";")[0];
  return Object.assign(new Caller(server.url, cookie), { login, name });
}

/// Somebody with this role, by invitation of the administrator.
export async function person(server, role, login = role) {
  const { link } = await server.admin.post("/api/v1/invitations", { role });
  return takeUp(server, link, login, `The ${role}`);
}

/// A browser that knows no other machine.
export async function browser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

/// A page on which somebody is logged in. What the page's console says as an error fails the test
/// that looks at `page.complaints`.
export async function page(browser, server, who, screen = DESK, scheme = "light") {
  const context = await browser.newContext({ viewport: screen, colorScheme: scheme, baseURL: server.url, acceptDownloads: true });
  if (who) {
    const [name, value] = who.cookie.split("=");
    await context.addCookies([{ name, value, url: server.url, httpOnly: true, sameSite: "Lax" }]);
  }
  const opened = await context.newPage();
  opened.complaints = [];
  opened.on("console", (message) => message.type() === "error" && opened.complaints.push(message.text()));
  opened.on("pageerror", (error) => opened.complaints.push(String(error)));
  return opened;
}

/// The serious and critical findings of axe (WCAG 2.2 A and AA), as short texts.
export async function axe(page) {
  await page.evaluate(axeSource);
  const result = await page.evaluate(() => globalThis.axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
  }));
  const serious = result.violations.filter((v) => ["serious", "critical"].includes(v.impact));
  return serious.map((v) => `${v.id}: ${v.help} (${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join("; ")})`);
}

/// Bytes of everything the page loaded.
export async function weight(page) {
  const sizes = await page.evaluate(() => performance.getEntriesByType("resource").concat(performance.getEntriesByType("navigation")).map((e) => e.decodedBodySize));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/// Keeps a picture under e2e/shots, where somebody can look at it.
export async function shot(page, name) {
  mkdirSync(join(here, "shots"), { recursive: true });
  await page.screenshot({ path: join(here, "shots", `${name}.png`) });
}

/// As `shot`; with PICTURES=1 the pictures of the documentation are made anew too.
export async function picture(page, name, shown = true) {
  await shot(page, name);
  if (!shown || !process.env.PICTURES) return;
  const folder = resolve(here, "../docs/pictures");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.png`), packed(readFileSync(join(here, "shots", `${name}.png`))));
}

/// Waits until the form has taken the focus: what is typed before that is lost.
export const focused = (on) => on.waitForFunction(() => document.activeElement?.matches("input"));
