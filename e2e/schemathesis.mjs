// The OpenAPI document put to the test: schemathesis asks what it describes and what it does not,
// and no answer may be a server error, nor of a kind or shape that is not described.
//
// Every edge of what is described is asked (the phase `coverage`), then requests are drawn (`fuzzing`).
// `SCHEMATHESIS` is its command, `EXAMPLES` how many are drawn for each operation. Each role
// that works with the API is tried with a key of its own, over records that are there.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { person, start } from "./support.mjs";

/// Each role with everything its keys may do.
const ANY = ["lookup", "code", "check"];
const RECORDS = [...ANY, "records:read", "records:write"];
const SCOPES = { coder: RECORDS, manager: RECORDS, administrator: [...ANY, "rules", "audit", "metrics", "admin"] };
const CHECKS = "not_a_server_error,content_type_conformance,response_schema_conformance,ignored_auth";

const server = await start();
const people = { coder: await person(server, "coder"), manager: await person(server, "manager"), administrator: server.admin };

/// A record of each kind, so that not every number that is asked for is unknown.
async function known() {
  const { coder, manager } = people;
  const made = {
    encounters: await coder.post("/api/v1/encounters", { note: "Assessment: type 2 diabetes mellitus.", setting: "office", age: 57, sex: "F", date_of_service: "2026-05-12", mine: true }),
    favourites: await coder.post("/api/v1/favourites", { system: "ICD10CM", code: "E11.9", kind: "note", text: "ours", shared: true }),
    patients: await manager.post("/api/v1/patients", { mrn: "M-1", family: "Sample", given: "Ada" }),
    payers: await manager.post("/api/v1/payers", { name: "Example Plan" }),
    providers: await manager.post("/api/v1/providers", { npi: "1234567893", family: "Care" }),
    "charge-lists": await manager.post("/api/v1/charge-lists", { name: "2026" }),
  };
  await coder.post(`/api/v1/encounters/${made.encounters.id}/suggest`);
  return Object.fromEntries(Object.entries(made).map(([kind, { id }]) => [`/api/v1/${kind}/`, id]));
}

const environment = { ...process.env, SCHEMATHESIS_HOOKS: "schemathesis_hooks", PYTHONPATH: fileURLToPath(new URL(".", import.meta.url)), MEDCODE_KNOWN: JSON.stringify(await known()) };
let worst = 0;
for (const [role, who] of Object.entries(people)) {
  console.log(`\n== ${role}`);
  const { key } = await who.post("/api/v1/keys", { name: "schemathesis", scopes: SCOPES[role] });
  const told = [
    "run", `${server.url}/api/v1/openapi.json`, "--header", `Authorization: Bearer ${key}`, "--no-color",
    "--checks", CHECKS, "--phases", process.env.PHASES ?? "coverage,fuzzing", "--max-examples", process.env.EXAMPLES ?? "10",
    // One worker: Python 3.11 counts the depth of its syntax trees wrongly where two threads read sources.
    "--workers", "1", "--seed", "1", "--request-timeout", "30",
    // These end the session or the records that the run itself stands on.
    "--exclude-path-regex", "/(login|logout|setup|password|backups|apply)$",
  ];
  // Not waited for in place: what the server logs must be read meanwhile, or it stands still.
  const run = spawn(process.env.SCHEMATHESIS ?? "schemathesis", told, { stdio: "inherit", env: environment, cwd: server.folder });
  const [status] = await once(run, "exit");
  worst = Math.max(worst, status ?? 2);
}
const failures = server.log().split("\n").filter((line) => line.includes('"event":"internal"'));
if (failures.length) {
  console.error("the server failed:", failures.slice(0, 10).join("\n"));
  worst = Math.max(worst, 1);
}
await server.stop();
process.exitCode = worst;
