// What docs/api.md says: its client runs as it stands there, and its pages come to an end.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { person, start } from "./support.mjs";

const PAGE = readFileSync(new URL("../docs/api.md", import.meta.url), "utf8");

let server;
let manager;
before(async () => { server = await start(); manager = await person(server, "manager"); });
after(() => server?.stop());

test("the client of the documentation makes a chart once, codes it, and reads to the end", async () => {
  const { key } = await manager.post("/api/v1/keys", { name: "client", scopes: ["code", "records:read", "records:write"] });
  const [, client] = /```python\n([\s\S]*?)```/.exec(PAGE);
  const said = execFileSync("python3", ["-"], { input: client, encoding: "utf8", env: { ...process.env, MEDCODE_URL: server.url, MEDCODE_KEY: key } });
  assert.match(said, /^signed off: E11\.9 I10 .*· Bundle$/m);
  assert.equal(said.match(/^n\d J45\./gm)?.length, 3, said);
  assert.match(said, /^in the worklist: 1$/m);
  const { rows } = await manager.get("/api/v1/worklist");
  assert.deepEqual(rows.map((r) => [r.title, r.status]), [["Follow-up", "coded"]]);
  // Without the right, the client is told what is missing and ends.
  const { key: less } = await manager.post("/api/v1/keys", { name: "less", scopes: ["code"] });
  assert.throws(() => execFileSync("python3", ["-"], { input: client, encoding: "utf8", stdio: "pipe", env: { ...process.env, MEDCODE_URL: server.url, MEDCODE_KEY: less } }), /no scope `records:write`/);
});

test("two requests at once with one key make one chart", async () => {
  const body = { note: "Assessment: asthma.", title: "Once" };
  const both = await Promise.all([1, 2].map(() => manager.raw("POST", "/api/v1/encounters", body, { "idempotency-key": "both" })));
  const made = both.filter((r) => r.status === 201);
  assert.ok(made.length >= 1 && both.every((r) => [201, 409].includes(r.status)), both.map((r) => r.status).join());
  const again = await manager.raw("POST", "/api/v1/encounters", body, { "idempotency-key": "both" });
  assert.equal(again.headers.get("idempotency-replayed"), "true");
  assert.deepEqual(await again.json(), await made[0].json());
  const { rows } = await manager.get("/api/v1/worklist?text=Once");
  assert.equal(rows.length, 1);
});
