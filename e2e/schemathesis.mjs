// The OpenAPI document put to the test: schemathesis asks what it describes and what it does not,
// and no answer may be a server error, nor of a status or kind that is not described.
//
// `SCHEMATHESIS` is its command; each role that works with the API is tried with a key of its own.

import { spawnSync } from "node:child_process";
import { person, start } from "./support.mjs";

const SCOPES = ["lookup", "code", "check", "records:read", "records:write", "audit", "admin"];
const checks = "not_a_server_error,content_type_conformance,response_schema_conformance,ignored_auth";
const examples = process.env.EXAMPLES ?? "15";

const server = await start();
const people = [await person(server, "coder"), await person(server, "manager"), server.admin];
let worst = 0;
for (const who of people) {
  const { key } = await who.post("/api/v1/keys", { name: "schemathesis", scopes: SCOPES });
  const told = [
    "run", `${server.url}/api/v1/openapi.json`, "--header", `Authorization: Bearer ${key}`,
    "--checks", checks, "--max-examples", examples, "--workers", "2", "--seed", "1",
    // These end the session or the records that the run itself stands on.
    "--exclude-path-regex", "/(login|logout|setup|password|restore|backup)$",
  ];
  const { status } = spawnSync(process.env.SCHEMATHESIS ?? "schemathesis", told, { stdio: "inherit" });
  worst = Math.max(worst, status ?? 2);
}
const failures = server.log().split("\n").filter((line) => line.includes('"event":"internal"'));
if (failures.length) {
  console.error("the server failed:", failures.slice(0, 10).join("\n"));
  worst = Math.max(worst, 1);
}
await server.stop();
process.exitCode = worst;
