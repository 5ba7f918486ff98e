// The page's own counting: bytes and places, undo and redo, pointers that follow their diagnosis.
import assert from "node:assert/strict";
import test from "node:test";
import { Ruler } from "../crates/medcode-server/assets/chart-bytes.js";
import { look, pieces } from "../crates/medcode-server/assets/chart-note-marks.js";
import { Work, fromWire, toWire } from "../crates/medcode-server/assets/chart-state.js";

const bytes = (text) => new TextEncoder().encode(text);

test("bytes of evidence fall on their words in any script", () => {
  for (const text of ["plain", "Ménière’s: 37.2 °C", "𝒳 café 🩺 end", "naïve\r\nπνεύμων 肺炎"]) {
    const ruler = new Ruler(text);
    const whole = bytes(text);
    for (const word of text.split(/\s+/)) {
      const start = bytes(text.slice(0, text.indexOf(word))).length;
      const end = start + bytes(word).length;
      assert.equal(text.slice(ruler.index(start), ruler.index(end)), word);
      assert.equal(ruler.byte(text.indexOf(word)), start);
    }
    assert.equal(ruler.byte(text.length), whole.length);
    assert.equal(ruler.index(whole.length), text.length);
  }
});

test("stretches that overlap are cut so that each piece is marked once", () => {
  const spans = [{ start: 0, end: 10, ref: "a" }, { start: 4, end: 6, ref: "b" }, { start: 8, end: 14, ref: "c" }, { start: 3, end: 3, ref: "empty" }, { start: 90, end: 95, ref: "outside" }];
  assert.deepEqual(pieces(spans, 20), [
    { start: 0, end: 4, refs: ["a"] }, { start: 4, end: 6, refs: ["a", "b"] }, { start: 6, end: 8, refs: ["a"] },
    { start: 8, end: 10, refs: ["a", "c"] }, { start: 10, end: 14, refs: ["c"] },
  ]);
});

test("what is reported is shown before what is withheld", () => {
  const lines = { k: { system: "ICD10CM", state: "accepted" }, r: { system: "CPT", state: "rejected" } };
  const find = (id) => lines[id];
  const negated = { kind: "withheld", reason: "negated" };
  assert.equal(look([negated, { kind: "line", id: "k" }], find), "mark dx accepted");
  assert.equal(look([{ kind: "line", id: "r" }], find), "mark rejected");
  assert.equal(look([negated], find), "mark aside negated");
});

const dx = (code) => ({ system: "ICD10CM", code, title: code, state: "suggested", modifiers: [], pointers: [], evidence: [] });
const svc = (code, ...pointers) => ({ ...dx(code), system: "CPT", pointers });
function work(...lines) {
  const w = new Work();
  w.load(fromWire(lines));
  return w;
}
const codes = (w) => w.lines.map((l) => l.code).join(" ");
const key = (w, code) => w.lines.find((l) => l.code === code).key;

test("undo and redo go all the way back and forth, and each is told", () => {
  const w = work(dx("I10"), dx("E11.9"), svc("99213", 1));
  const begun = JSON.stringify(toWire(w.lines));
  w.accept(key(w, "I10"));
  w.move(key(w, "E11.9"), -1);
  w.reject(key(w, "I10"), "not supported");
  w.replace(key(w, "E11.9"), { system: "ICD10CM", code: "E11.22", title: "x" });
  w.add({ system: "HCPCS", code: "J3301", title: "y" });
  const end = JSON.stringify(toWire(w.lines));
  let steps = 0;
  while (w.undo()) steps += 1;
  assert.equal(steps, 5);
  assert.equal(JSON.stringify(toWire(w.lines)), begun);
  while (w.redo());
  assert.equal(JSON.stringify(toWire(w.lines)), end);
  assert.equal(w.pending.filter((d) => d.kind === "undone").length, 5);
  assert.equal(w.pending.filter((d) => d.kind === "redone").length, 5);
});

test("a pointer follows its diagnosis when the sequence changes", () => {
  const w = work(dx("I10"), dx("E11.9"), svc("99213", 1));
  w.move(key(w, "E11.9"), -1);
  assert.deepEqual(toWire(w.lines).at(-1).pointers, [2]);
  w.reject(key(w, "E11.9"), "no");
  assert.deepEqual(toWire(w.lines).at(-1).pointers, [1]);
  w.reject(key(w, "I10"), "no");
  assert.deepEqual(toWire(w.lines).at(-1).pointers, []);
});

test("a diagnosis does not move past the services, nor a code past the end", () => {
  const w = work(dx("I10"), dx("E11.9"), svc("99213"), svc("20610"));
  assert.equal(w.move(key(w, "E11.9"), 1), false);
  assert.equal(w.move(key(w, "I10"), -1), false);
  assert.equal(w.move(key(w, "20610"), -1), true);
  assert.equal(codes(w), "I10 E11.9 20610 99213");
});

test("an added diagnosis stands before the services", () => {
  const w = work(dx("I10"), svc("99213"));
  w.add({ system: "ICD10CM", code: "E11.9", title: "" });
  w.add({ system: "ICD10PCS", code: "0DTJ4ZZ", title: "" });
  assert.equal(codes(w), "I10 E11.9 0DTJ4ZZ 99213");
});

test("nothing changes while a chart is signed off", () => {
  const w = work(dx("I10"));
  w.readOnly = true;
  assert.equal(w.accept(key(w, "I10")), false);
  assert.equal(w.pending.length, 0);
});
