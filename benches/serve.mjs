// How fast does the server answer, and does it lose anything? One bounded script for the bars of the
// workbench:
//
//     node benches/serve.mjs lookup|code|desk|crash|start [SECONDS]
//
// `MEDCODE` is the command (build it with --release first), `MEDCODE_HOME` the knowledge base.
//
// lookup  GET /api/v1/lookup as fast as it goes, by eight programs with a key each
// code    POST /api/v1/code likewise, over the example notes
// desk    50 people, 200 charts a minute: make, open, suggest, look up, search, sign off
// crash   desk with three kill -9 and restarts; what was acknowledged must be there as it was said,
//         and the audit log must hold together
// start   from the start of the process to the first answer of /health, and the memory it idles on
//
// Each prints one line of JSON with its bar. The exit status is 1 where a bar is missed, an answer is
// not the one expected, or something acknowledged is lost.

import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Caller, person, start } from "../e2e/support.mjs";
import { Line, raw } from "./serve/line.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const [scenario = "", given] = process.argv.slice(2);
const home = process.env.MEDCODE_HOME;
const options = { home, quiet: true };

const CODES = ["E11.22", "I10", "J18.9", "S72.001A", "N18.31", "Z23", "M54.50", "K21.9", "F32.A", "E78.5", "J44.1", "I50.32", "O80", "C50.911", "R07.9", "I48.91"];
const PEOPLE = 50;
const CHARTS_A_MINUTE = 200;

/// Whatever happens here, no server is left behind.
const begun = new Set();
process.on("exit", () => begun.forEach((child) => child.kill("SIGKILL")));
async function begin(with_) {
  const server = await start(with_);
  begun.add(server.child);
  server.child.once("exit", () => begun.delete(server.child));
  return server;
}

/// Milliseconds at a share of sorted times, to a hundredth.
const at = (times, share) => Math.round((times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0) * 100) / 100;
const pause = (ms) => new Promise((go) => setTimeout(go, Math.max(0, ms)));

/// Says what was measured; `met` decides about the exit status.
function report(line, bar, met) {
  console.log(JSON.stringify({ scenario, ...line, bar, met }));
  if (!met) process.exitCode = 1;
}

const spread = (times) => {
  times.sort((a, b) => a - b);
  return { p50_ms: at(times, 0.5), p99_ms: at(times, 0.99), max_ms: at(times, 1) };
};

function notes() {
  const folder = resolve(here, "../examples/labelled");
  const files = readdirSync(folder).filter((f) => f.endsWith(".jsonl"));
  const lines = files.flatMap((f) => readFileSync(join(folder, f), "utf8").split("\n").filter(Boolean));
  return lines.map((line) => {
    const { note, setting, age, sex } = JSON.parse(line);
    // A chart has whole years.
    return { note, setting, age: age === undefined ? age : Math.floor(age), sex, date_of_service: "2026-05-12" };
  });
}

/// Connections that each ask again as soon as they are answered. `requests(key)` are the bytes to send.
async function asFastAsItGoes(scope, programs, each, seconds, bar, requests) {
  const server = await begin(options);
  const times = [];
  const wrong = {};
  const asking = [];
  for (let n = 0; n < programs; n += 1) {
    const { key } = await server.admin.post("/api/v1/keys", { name: `load ${n}`, scopes: [scope] });
    for (let c = 0; c < each; c += 1) asking.push({ line: new Line(server.url), requests: requests(key), at: n * each + c });
  }
  const first = performance.now();
  const until = first + seconds * 1000;
  await Promise.all(asking.map(async ({ line, requests, at }) => {
    for (let i = at; performance.now() < until; i += 1) {
      const before = performance.now();
      const status = await line.ask(requests[i % requests.length]);
      times.push(performance.now() - before);
      if (status !== 200) wrong[status] = (wrong[status] ?? 0) + 1;
    }
    line.close();
  }));
  const span = (performance.now() - first) / 1000;
  await server.stop();
  const a_second = Math.round(times.length / span);
  report({ requests: times.length, per_second: a_second, ...spread(times), wrong }, `${bar} a second`, a_second >= bar && !Object.keys(wrong).length);
}

/// What one person does with one chart. Each answered action is timed; `kept` hears what was acknowledged.
async function chart(who, note, code, times, kept) {
  const timed = async (what) => { const before = performance.now(); const answer = await what; times.push(performance.now() - before); return answer; };
  const { id } = await timed(who.post("/api/v1/encounters", note));
  const record = { id, note: note.note, seq: 0, codes: null };
  kept.push(record);
  await timed(who.get(`/charts/${id}`));
  const opened = await timed(who.get(`/api/v1/encounters/${id}`));
  if (opened.note?.text !== note.note) throw new Error(`the note of ${id} is not the one that was given`);
  const { codes, suggested } = await timed(who.post(`/api/v1/encounters/${id}/suggest`));
  if (!Array.isArray(codes?.lines) || !Array.isArray(suggested?.suggestions)) throw new Error("suggest answers in another shape");
  record.seq = codes.seq;
  await timed(who.get(`/api/v1/lookup?code=${code}`));
  await timed(who.get("/api/v1/search?q=pneumonia"));
  const lines = codes.lines.map((l) => ({ ...l, state: "accepted" }));
  await timed(who.post(`/api/v1/encounters/${id}/check`, { codes: lines }));
  const saved = await timed(who.put(`/api/v1/encounters/${id}/codes`, { base: codes.seq, lines, decisions: [{ kind: "signed_off" }], status: "coded" }));
  if (!(saved.seq > codes.seq)) throw new Error("save answers in another shape");
  record.seq = saved.seq;
  record.codes = lines.map((l) => l.code);
}

/// The people at work until the time is over. Where the server may be killed (`down` says that it is),
/// requests that go unanswered are counted and work goes on; every other failure ends the run.
async function desk(people, seconds, kept, down = () => false) {
  const times = [];
  const all = notes();
  const every = (60_000 / CHARTS_A_MINUTE) * people.length;
  const until = performance.now() + seconds * 1000;
  let unanswered = 0;
  let charts = 0;
  await Promise.all(people.map(async (who, n) => {
    await pause((every / people.length) * n);
    for (let i = n; performance.now() < until; i += people.length) {
      const next = performance.now() + every;
      try {
        await chart(who, all[i % all.length], CODES[i % CODES.length], times, kept);
        charts += 1;
      } catch (error) {
        // An answer with a wrong status is a failure whatever happens to the server.
        if (error.status || !down()) throw error;
        unanswered += 1;
      }
      await pause(Math.min(next, until) - performance.now());
    }
  }));
  return { times, charts, charts_per_minute: Math.round((charts * 60) / seconds), unanswered };
}

async function team(server) {
  const people = [];
  for (let i = 0; i < PEOPLE; i += 1) people.push(await person(server, "coder", `coder${i}`));
  // A page carries its token; it does not ask for it with every action.
  for (const who of people) { const token = await who.csrf(); who.csrf = async () => token; }
  return people;
}

async function atTheDesk(seconds) {
  const server = await begin(options);
  const { times, ...done } = await desk(await team(server), seconds, []);
  await server.stop();
  const how = spread(times);
  report({ actions: times.length, ...how, ...done }, "p99 100 ms, 200 charts a minute", how.p99_ms < 100 && done.charts_per_minute >= 0.95 * CHARTS_A_MINUTE);
}

/// Which of the records that were acknowledged are not as they were acknowledged.
async function lost(who, kept) {
  const bad = [];
  for (const record of kept) {
    const found = await who.get(`/api/v1/encounters/${record.id}`).catch((error) => { if (error.status === 404) return null; throw error; });
    const as = found?.note?.text === record.note && (record.seq === 0 || found.codes?.seq >= record.seq);
    const codes = !record.codes || JSON.stringify(found?.codes?.lines.map((l) => l.code)) === JSON.stringify(record.codes);
    if (!as || !codes) bad.push(record.id);
  }
  return bad;
}

async function killed(seconds) {
  let server = await begin({ ...options, keep: true });
  const folders = [server.folder];
  const people = await team(server);
  const { admin, db } = server;
  const kept = [];
  let down = false;
  const running = desk(people, seconds, kept, () => down);
  // What goes wrong there is told below; nobody may wait for it till then.
  running.catch(() => {});
  for (let n = 1; n <= 3; n += 1) {
    await Promise.race([pause((seconds * 1000) / 4), running]);
    const port = new URL(server.url).port;
    down = true;
    await server.kill();
    const before = performance.now();
    server = await begin({ ...options, home: server.home, db, known: true, keep: true, args: ["--listen", `127.0.0.1:${port}`] });
    folders.push(server.folder);
    console.error(`killed ${n} of 3 after ${kept.length} charts; answers again after ${Math.round(performance.now() - before)} ms`);
    // What was on its way fails now; after that nothing may.
    await pause(1000);
    down = false;
  }
  const { times, ...done } = await running;
  const missing = await lost(new Caller(server.url, people[0].cookie), kept);
  const audit = await new Caller(server.url, admin.cookie).post("/api/v1/audit/verify");
  await server.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  if (missing.length) console.error("lost:", missing.slice(0, 10).join(" "));
  report({ actions: times.length, ...spread(times), ...done, acknowledged: kept.length, lost: missing.length, audit }, "nothing acknowledged is lost", missing.length === 0 && audit.good === true && kept.length > 0);
}

/// Megabytes of a process: resident, and of that what is no file.
function memory(pid) {
  const text = readFileSync(`/proc/${pid}/status`, "utf8");
  const of = (name) => Math.round((Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(text)?.[1] ?? 0) / 1024) * 10) / 10;
  return { resident_mb: of("VmRSS"), of_its_own_mb: of("RssAnon") };
}

/// Milliseconds from the start of the process until /health is answered.
async function once(db, port) {
  const first = performance.now();
  const child = spawn(process.env.MEDCODE, ["serve", "--db", db, "--listen", `127.0.0.1:${port}`], { env: { ...process.env, MEDCODE_HOME: home }, stdio: "ignore" });
  begun.add(child);
  while (performance.now() - first < 10_000) {
    const line = new Line(`http://127.0.0.1:${port}`);
    const status = await line.ask(raw("GET", "/health", "")).catch(() => 0);
    line.close();
    if (status === 200) return { child, took: performance.now() - first };
    await pause(1);
  }
  child.kill("SIGKILL");
  throw new Error("the server did not answer within 10 s");
}

const ended = (child) => new Promise((done) => { child.once("exit", () => done(begun.delete(child))); child.kill("SIGTERM"); });

async function cold(times = 15) {
  if (!process.env.MEDCODE) throw new Error("MEDCODE: which command?");
  const folder = mkdtempSync(join(tmpdir(), "medcode-start-"));
  const db = `sqlite:${join(folder, "records.db")}`;
  const port = 20_000 + (process.pid % 20_000);
  const took = [];
  let idle;
  for (let n = 0; n < times; n += 1) {
    const { child, took: ms } = await once(db, port);
    // The first one makes the records.
    if (n) took.push(ms);
    if (n === times - 1) {
      await pause(3000);
      idle = memory(child.pid);
    }
    await ended(child);
  }
  rmSync(folder, { recursive: true, force: true });
  const worked = await afterWork();
  const how = spread(took);
  const met = how.p50_ms < 150 && idle.resident_mb < 120;
  report({ starts: took.length, ...how, idle, idle_after_work: worked }, "150 ms, 120 MB", met);
}

/// The memory of a server that coded, searched and looked up, and then has nothing to do.
async function afterWork() {
  const server = await begin(options);
  const coder = await person(server, "coder");
  for (const note of notes().slice(0, 40)) {
    await chart(coder, note, CODES[0], [], []);
  }
  await pause(5000);
  const now = memory(server.child.pid);
  await server.stop();
  return now;
}

const scenarios = {
  lookup: (s = 15) => asFastAsItGoes("lookup", 8, 2, s, 5000, (key) => CODES.map((c) => raw("GET", `/api/v1/lookup?code=${c}&as_of=2026-05-12`, key))),
  code: (s = 15) => asFastAsItGoes("code", 4, 2, s, 500, (key) => notes().map((n) => raw("POST", "/api/v1/code", key, JSON.stringify(n)))),
  desk: (s = 120) => atTheDesk(s),
  crash: (s = 600) => killed(s),
  start: () => cold(),
};

if (scenarios[scenario]) await scenarios[scenario](given && Number(given));
else {
  console.error(`which? ${Object.keys(scenarios).join(", ")}`);
  process.exitCode = 2;
}
