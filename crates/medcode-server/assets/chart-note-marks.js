// Which stretches of the note belong to which codes: spans that overlap are cut at each other's
// ends, so that every piece is marked once with everything it belongs to.

/// A word for each reason that shows beside the words; reasons without one are marked faintly.
export const ASIDE = {
  negated: { tag: "not", text: "Stated as not there" },
  uncertain: { tag: "?", text: "Uncertain" },
  hypothetical: { tag: "if", text: "Only under a condition" },
  "family-history": { tag: "fam", text: "A relative's" },
  "other-person": { tag: "other", text: "Someone else's" },
  historical: { tag: "hx", text: "In the past" },
  planned: { tag: "plan", text: "Planned, not done" },
};

/// `spans`: `{ start, end, ref }` in UTF-16 units. Gives pieces `{ start, end, refs }`, in order.
export function pieces(spans, length) {
  const good = spans.filter((s) => s.start < s.end && s.start >= 0 && s.end <= length);
  const ends = [...new Set(good.flatMap((s) => [s.start, s.end]))].sort((a, b) => a - b);
  const byStart = good.toSorted((a, b) => a.start - b.start);
  const out = [];
  let open = [];
  let next = 0;
  for (let i = 0; i + 1 < ends.length; i += 1) {
    const [start, end] = [ends[i], ends[i + 1]];
    while (next < byStart.length && byStart[next].start <= start) open.push(byStart[next++]);
    open = open.filter((s) => s.end > start);
    if (open.length) out.push({ start, end, refs: open.map((s) => s.ref) });
  }
  return out;
}

const SYSTEM = { ICD10CM: "dx", ICD10PCS: "px", CPT: "svc", HCPCS: "svc" };

/// How a piece looks: what is reported before what is rejected, before what is withheld.
export function look(refs, find) {
  const lines = refs.filter((r) => r.kind === "line").map((r) => find(r.id)).filter(Boolean);
  const reported = lines.find((l) => l.state !== "rejected" && l.state !== "suggested") ?? lines.find((l) => l.state !== "rejected");
  if (reported) return `mark ${SYSTEM[reported.system] ?? "dx"} ${reported.state}`;
  if (refs.some((r) => r.kind === "fault")) return "mark fault";
  if (lines.length) return "mark rejected";
  const withheld = refs.find((r) => r.kind === "withheld" && ASIDE[r.reason]) ?? refs.find((r) => r.kind === "withheld");
  if (withheld) return `mark aside ${ASIDE[withheld.reason] ? withheld.reason : "plain"}`;
  return "mark other";
}
