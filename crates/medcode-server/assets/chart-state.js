// The codes of a chart while they are worked on: an immutable list, every change with the decision
// behind it, undo and redo without end.

let made = 0;
export const freshKey = () => `k${(made += 1)}`;

export const isDiagnosis = (line) => line.system === "ICD10CM";
export const isProcedure = (line) => line.system === "ICD10PCS";
export const isService = (line) => line.system === "CPT" || line.system === "HCPCS";
export const isReported = (line) => line.state !== "rejected";
const group = (line) => (isDiagnosis(line) ? 0 : isProcedure(line) ? 1 : 2);

/// Diagnoses, then procedures of a stay, then services; within each as they came.
export const GROUPS = [
  { name: "Diagnoses", has: isDiagnosis },
  { name: "Procedures", has: isProcedure },
  { name: "Services, drugs and supplies", has: isService },
];

/// Lines as the server gives them: pointers become keys, so that they follow their diagnosis.
export function fromWire(lines) {
  const keyed = lines.map((line) => ({ ...line, key: freshKey() }));
  const diagnoses = keyed.filter((l) => isDiagnosis(l) && isReported(l));
  return keyed.map((l) => ({
    ...l,
    evidence: l.evidence ?? [],
    modifiers: l.modifiers ?? [],
    pointers: (l.pointers ?? []).map((p) => diagnoses[p - 1]?.key).filter(Boolean),
  }));
}

/// Lines as the server takes them.
export function toWire(lines) {
  const places = new Map(lines.filter((l) => isDiagnosis(l) && isReported(l)).map((l, n) => [l.key, n + 1]));
  return lines.map(({ key, ...line }) => ({
    ...line,
    pointers: line.pointers.map((k) => places.get(k)).filter(Boolean),
  }));
}

/// The number of a diagnosis or service in its group, as a claim counts it.
export function places(lines) {
  const counts = [0, 0, 0];
  const out = new Map();
  for (const line of lines) if (isReported(line)) out.set(line.key, (counts[group(line)] += 1));
  return out;
}

const decision = (kind, line, more = {}) => ({ kind, system: line?.system ?? "", code: line?.code ?? "", ...more });

export class Work extends EventTarget {
  lines = [];
  selected = null;
  /// Decisions that are not saved yet.
  pending = [];
  #past = [];
  #future = [];
  readOnly = false;

  /// Takes up what the server has: there is nothing to undo in it.
  load(lines, keepSelection = false) {
    const was = this.line(this.selected);
    this.lines = lines;
    this.#past = [];
    this.#future = [];
    const same = keepSelection && was ? lines.find((l) => l.system === was.system && l.code === was.code) : null;
    this.selected = (same ?? lines.find(isReported) ?? lines[0])?.key ?? null;
    this.#tell("load");
  }

  line(key) { return this.lines.find((l) => l.key === key) ?? null; }
  get current() { return this.line(this.selected); }
  get undecided() { return this.lines.filter((l) => l.state === "suggested"); }
  get canUndo() { return this.#past.at(-1)?.text ?? null; }
  get canRedo() { return this.#future.at(-1)?.text ?? null; }

  select(key, why = "list") {
    if (this.selected === key && why === "list") return;
    this.selected = key;
    this.dispatchEvent(new CustomEvent("select", { detail: { key, why } }));
  }

  #tell(what, text = "") { this.dispatchEvent(new CustomEvent("change", { detail: { what, text } })); }

  /// One change: the lines after it, what was decided, and its name for undo.
  #change(text, lines, decisions, selected = this.selected) {
    if (this.readOnly) return false;
    this.#past.push({ text, before: this.lines, after: lines, decisions, from: this.selected, to: selected });
    this.#future = [];
    this.lines = lines;
    this.selected = selected;
    this.pending.push(...decisions);
    this.#tell("edit", text);
    return true;
  }

  undo() {
    const step = this.readOnly ? null : this.#past.pop();
    if (!step) return null;
    this.#future.push(step);
    this.lines = step.before;
    this.selected = step.from;
    this.pending.push(decision("undone", step.decisions[0], { reason: step.text }));
    this.#tell("undo", step.text);
    return step.text;
  }

  redo() {
    const step = this.readOnly ? null : this.#future.pop();
    if (!step) return null;
    this.#past.push(step);
    this.lines = step.after;
    this.selected = step.to;
    this.pending.push(decision("redone", step.decisions[0], { reason: step.text }));
    this.#tell("redo", step.text);
    return step.text;
  }

  #with(key, what) { return this.lines.map((l) => (l.key === key ? { ...l, ...what } : l)); }

  accept(key) {
    const line = this.line(key);
    if (!line || line.state === "accepted" || line.state === "added") return false;
    return this.#change(`accept ${line.code}`, this.#with(key, { state: "accepted", reason: null }), [decision("accepted", line)], key);
  }

  acceptAll() {
    const open = this.undecided;
    if (!open.length) return 0;
    const lines = this.lines.map((l) => (l.state === "suggested" ? { ...l, state: "accepted" } : l));
    this.#change(`accept ${open.length} codes`, lines, open.map((l) => decision("accepted", l)));
    return open.length;
  }

  reject(key, reason) {
    const line = this.line(key);
    if (!line) return false;
    const next = this.#after(key);
    // What was put there by hand is taken out again; a suggestion stays visible as rejected.
    if (line.state === "added") {
      return this.#change(`remove ${line.code}`, this.lines.filter((l) => l.key !== key), [decision("removed", line, { reason })], next);
    }
    return this.#change(`reject ${line.code}`, this.#with(key, { state: "rejected", reason }), [decision("rejected", line, { reason })], next);
  }

  /// The line to go on with once this one is done.
  #after(key) {
    const at = this.lines.findIndex((l) => l.key === key);
    const later = this.lines.slice(at + 1).find(isReported);
    const earlier = this.lines.slice(0, at).findLast(isReported);
    return (later ?? earlier)?.key ?? null;
  }

  add(line, reason = null) {
    const fresh = { units: null, poa: null, modifiers: [], pointers: [], evidence: [], instead_of: null, ...line, reason, state: "added", key: freshKey() };
    const after = this.lines.findLastIndex((l) => group(l) <= group(fresh));
    const lines = this.lines.toSpliced(after + 1, 0, fresh);
    this.#change(`add ${fresh.code}`, lines, [decision("added", fresh, { reason })], fresh.key);
    return fresh.key;
  }

  replace(key, by, reason = null) {
    const line = this.line(key);
    if (!line) return false;
    const { system, code, title } = by;
    const fresh = { ...line, system, code, title, state: "added", reason, instead_of: line.code };
    const lines = this.lines.map((l) => (l.key === key ? fresh : l));
    return this.#change(`replace ${line.code} by ${code}`, lines, [decision("replaced", fresh, { from_code: line.code, reason })], key);
  }

  /// Modifiers, units, POA.
  edit(key, what) {
    const line = this.line(key);
    const names = Object.keys(what).filter((n) => JSON.stringify(what[n]) !== JSON.stringify(line?.[n]));
    if (!line || !names.length) return false;
    const told = names.map((n) => `${n}: ${[what[n] ?? "none"].flat().join(" ") || "none"}`).join("; ");
    return this.#change(`edit ${line.code}`, this.#with(key, what), [decision("edited", line, { reason: told })], key);
  }

  /// Which diagnoses justify which service: `links` is a list of [service, diagnosis keys].
  link(links) {
    const wanted = new Map(links);
    const changed = this.lines.filter((l) => wanted.has(l.key) && wanted.get(l.key).join() !== l.pointers.join());
    if (!changed.length) return false;
    const lines = this.lines.map((l) => (wanted.has(l.key) ? { ...l, pointers: wanted.get(l.key) } : l));
    const codes = (keys) => keys.map((k) => this.line(k)?.code).filter(Boolean).join(", ") || "none";
    const told = changed.map((l) => decision("linked", l, { reason: `diagnoses: ${codes(wanted.get(l.key))}` }));
    return this.#change(`link ${changed.map((l) => l.code).join(", ")}`, lines, told);
  }

  /// Words that support a code, added by hand.
  support(key, span) {
    const line = this.line(key);
    if (!line) return false;
    const evidence = [...line.evidence, span];
    return this.#change(`support ${line.code}`, this.#with(key, { evidence }), [decision("edited", line, { reason: "words of the note added" })], key);
  }

  /// One place up (-1) or down (1) within its group, past what is rejected.
  move(key, by) {
    const line = this.line(key);
    if (!line) return false;
    const step = by < 0 ? -1 : 1;
    let at = this.lines.indexOf(line);
    const from = at;
    do at += step; while (this.lines[at] && (group(this.lines[at]) === group(line)) && !isReported(this.lines[at]));
    if (!this.lines[at] || group(this.lines[at]) !== group(line)) return false;
    const lines = this.lines.toSpliced(from, 1).toSpliced(at, 0, line);
    return this.#change(`move ${line.code}`, lines, [decision("reordered", line, { reason: step < 0 ? "up" : "down" })], key);
  }
}
