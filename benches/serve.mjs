// How fast does the server answer? One bounded script for the bars of the workbench:
//
//     node benches/serve.mjs lookup|code|desk|crash [SECONDS]
//
// `MEDCODE` is the command (build it with --release first), `MEDCODE_HOME` the knowledge base.
// lookup: GET /api/v1/lookup as fast as it goes. code: POST /api/v1/code likewise, over the example
// notes. desk: 50 people, 200 charts a minute: open, suggest, look up, change, sign off.
// crash: desk with three kill -9 and restarts; what was acknowledged must be there, and the audit
// log must hold together.

import net from "node:net";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Caller, person, start } from "../e2e/support.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const [scenario = "lookup", given] = process.argv.slice(2);
const seconds = Number(given ?? 20);

/// Milliseconds at a share of sorted times.
const at = (times, share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];

function report(name, times, span, extra = {}) {
  times.sort((a, b) => a - b);
  const line = { scenario: name, requests: times.length, per_second: Math.round(times.length / span), p50_ms: at(times, 0.5), p99_ms: at(times, 0.99), max_ms: times.at(-1), ...extra };
  console.log(JSON.stringify(line));
}

/// One connection that is kept: sends a request, waits for its answer. Smaller and faster than
/// fetch, so that the client takes as little of the machine as it can.
class Line {
  constructor(url) {
    this.socket = net.connect(Number(url.port), url.hostname);
    this.socket.setNoDelay(true);
    this.kept = Buffer.alloc(0);
    this.socket.on("data", (bytes) => this.take(bytes));
    this.socket.on("error", (error) => this.failed?.(error));
  }

  take(bytes) {
    this.kept = this.kept.length ? Buffer.concat([this.kept, bytes]) : bytes;
    const head = this.kept.indexOf("\r\n\r\n");
    if (head < 0) return;
    const text = this.kept.toString("latin1", 0, head);
    const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
    if (this.kept.length < head + 4 + length) return;
    const status = Number(text.slice(9, 12));
    this.kept = this.kept.subarray(head + 4 + length);
    this.done(status);
  }

  ask(request) {
    return new Promise((done, failed) => { this.done = done; this.failed = failed; this.socket.write(request); });
  }
}

async function asFastAsItGoes(server, key, connections, requests) {
  const url = new URL(server.url);
  const times = [];
  let wrong = 0;
  const until = performance.now() + seconds * 1000;
  const begun = performance.now();
  await Promise.all(Array.from({ length: connections }, async (_, n) => {
    const line = new Line(url);
    for (let i = n; performance.now() < until; i += connections) {
      const before = performance.now();
      const status = await line.ask(requests[i % requests.length]);
      times.push(performance.now() - before);
      if (status !== 200) wrong += 1;
    }
    line.socket.destroy();
  }));
  report(scenario, times, (performance.now() - begun) / 1000, { wrong });
}

const raw = (method, path, key, body = "") =>
  Buffer.from(`${method} ${path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${key}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);

function notes() {
  const folder = resolve(here, "../examples/labelled");
  const files = readdirSync(folder).filter((f) => f.endsWith(".jsonl"));
  const lines = files.flatMap((f) => readFileSync(join(folder, f), "utf8").split("\n").filter(Boolean));
  return lines.map((line) => { const { note, setting, age, sex } = JSON.parse(line); return { note, setting, age, sex, date_of_service: "2026-05-12" }; });
}

const CODES = ["E11.22", "I10", "J18.9", "S72.001A", "N18.31", "Z23", "M54.50", "K21.9", "F32.A", "E78.5", "J44.1", "I50.32", "O80", "C50.911", "R07.9", "I48.91"];

async function withKey(server, scopes) {
  const { key } = await server.admin.post("/api/v1/keys", { name: "load", scopes });
  return key;
}

/// What one person does with one chart; each answered action is timed.
async function chart(who, note, times, kept) {
  const timed = async (what) => { const before = performance.now(); const answer = await what(); times.push(performance.now() - before); return answer; };
  const made = await timed(() => who.post("/api/v1/encounters", note));
  await timed(() => who.get(`/charts/${made.id}`));
  const set = await timed(() => who.post(`/api/v1/encounters/${made.id}/suggest`));
  await timed(() => who.get(`/api/v1/lookup?code=${CODES[times.length % CODES.length]}`));
  await timed(() => who.get(`/api/v1/search?q=pneumonia`));
  const saved = await timed(() => who.put(`/api/v1/encounters/${made.id}/codes`, { base: set.seq, codes: set.document.suggestions, decisions: [{ kind: "signed_off" }], status: "coded" }));
  kept?.push({ id: made.id, seq: saved.seq });
}

async function desk(server, people, kept, stopped = () => false) {
  const times = [];
  const all = notes();
  const every = (60_000 / 200) * people.length;
  const until = performance.now() + seconds * 1000;
  let refused = 0;
  let charts = 0;
  await Promise.all(people.map(async (who, n) => {
    await new Promise((go) => setTimeout(go, (every / people.length) * n));
    for (let i = n; performance.now() < until && !stopped(); i += people.length) {
      const next = performance.now() + every;
      try { await chart(who, all[i % all.length], times, kept); charts += 1; } catch (error) { refused += 1; if (!kept) throw error; }
      await new Promise((go) => setTimeout(go, Math.max(0, next - performance.now())));
    }
  }));
  return { times, charts, refused };
}

async function team(server, size) {
  const people = [];
  for (let i = 0; i < size; i += 1) people.push(await person(server, "coder", `coder${i}`));
  for (const who of people) { const token = await who.csrf(); who.csrf = async () => token; }
  return people;
}

const options = { home: process.env.MEDCODE_HOME };
if (scenario === "lookup") {
  const server = await start(options);
  const key = await withKey(server, ["lookup"]);
  await asFastAsItGoes(server, key, 16, CODES.map((c) => raw("GET", `/api/v1/lookup?code=${c}&as_of=2026-05-12`, key)));
  await server.stop();
} else if (scenario === "code") {
  const server = await start(options);
  const key = await withKey(server, ["code"]);
  await asFastAsItGoes(server, key, 8, notes().map((n) => raw("POST", "/api/v1/code", key, JSON.stringify(n))));
  await server.stop();
} else if (scenario === "desk") {
  const server = await start(options);
  const { times, charts } = await desk(server, await team(server, 50));
  report("desk", times, seconds, { charts, charts_per_minute: Math.round((charts * 60) / seconds) });
  await server.stop();
} else if (scenario === "crash") {
  let server = await start({ ...options, keep: true });
  const people = await team(server, 50);
  const { admin, db, home } = server;
  const kept = [];
  let over = false;
  const running = desk(server, people, kept, () => over);
  for (let n = 1; n <= 3; n += 1) {
    await new Promise((go) => setTimeout(go, (seconds * 1000) / 4));
    const port = new URL(server.url).port;
    await server.kill();
    server = await start({ ...options, home, db, known: true, keep: true, args: ["--listen", `127.0.0.1:${port}`] });
    console.log(JSON.stringify({ killed: n, acknowledged: kept.length }));
  }
  const { times, charts, refused } = await running;
  over = true;
  report("crash", times, seconds, { charts, refused });
  let lost = 0;
  const who = new Caller(server.url, people[0].cookie);
  for (const { id, seq } of kept) {
    const found = await who.get(`/api/v1/encounters/${id}`).catch(() => null);
    if (!found || found.codes.seq < seq) lost += 1;
  }
  const audit = await new Caller(server.url, admin.cookie).get("/api/v1/audit/verify");
  console.log(JSON.stringify({ acknowledged: kept.length, lost, audit }));
  await server.stop();
  if (lost) process.exitCode = 1;
} else {
  console.error("which? lookup, code, desk or crash");
  process.exitCode = 2;
}
