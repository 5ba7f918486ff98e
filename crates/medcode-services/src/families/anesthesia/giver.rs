//! Who gave the anesthesia, and whose bill is it?
//!
//! AA: the anesthesiologist alone. Directing nurse anesthetists: QY one, QK two to four at a time, AD
//! more than four; the directed nurse anesthetist's own line takes QX, an undirected one's QZ. A record
//! of both is read as the anesthesiologist's unless it says that the bill is the nurse anesthetist's.
//! QS tells of monitored anesthesia care (Medicare Claims Processing Manual ch. 12 §50, §140).

use crate::desk::Case;

type Giver = (&'static str, &'static str);

const NURSE: &[&str] = &["crna", "anesthetist", "caa", "aa-c"];
const DIRECTS: &[&str] = &["directed", "direction", "directing", "directs"];

/// More cases at a time than can be directed.
const TOO_MANY: u32 = 5;

pub(super) fn of(case: &Case<'_>) -> Giver {
    let has = |words: &[&str]| {
        case.reading.whole().any(|t| words.contains(&case.reading.doc.folded(t)) && !is_denied(case, t))
    };
    let nurse = has(NURSE);
    let physician = has(&["anesthesiologist", "personally"]);
    let directed = has(DIRECTS) || nurse && physician && !undirected(case);
    match (nurse, directed) {
        (true, true) if nurse_bills(case) => ("QX", "a nurse anesthetist under medical direction"),
        (true, true) => directing(case),
        (true, false) => ("QZ", "a nurse anesthetist without medical direction"),
        (false, _) => match concurrent(case) {
            Some(cases) if cases >= TOO_MANY => ("AD", "more than four cases supervised at a time"),
            Some(cases) if cases > 1 => ("QK", "two to four cases directed at a time"),
            _ => ("AA", "given by the anesthesiologist"),
        },
    }
}

pub(super) fn is_monitored(case: &Case<'_>) -> bool {
    let doc = case.reading.doc;
    case.reading.whole().any(|t| match doc.folded(t) {
        "mac" => doc.raw(t) == "MAC",
        "monitored" => doc.folded(t + 1) == "anesthesia" && doc.folded(t + 2) == "care",
        _ => false,
    })
}

fn directing(case: &Case<'_>) -> Giver {
    match concurrent(case) {
        Some(1) => ("QY", "one nurse anesthetist directed; the nurse anesthetist's line takes QX"),
        Some(cases) if cases >= TOO_MANY => ("AD", "more than four cases supervised at a time"),
        _ => ("QK", "two to four cases directed; each nurse anesthetist's line takes QX"),
    }
}

/// Whether direction is denied: `without medical direction`, `not medically directed`.
fn undirected(case: &Case<'_>) -> bool {
    let doc = case.reading.doc;
    case.reading.whole().any(|t| DIRECTS.contains(&doc.folded(t)) && is_denied(case, t))
}

fn is_denied(case: &Case<'_>, token: usize) -> bool {
    (token.saturating_sub(2)..token)
        .any(|t| matches!(case.reading.doc.folded(t), "no" | "not" | "non" | "without"))
}

/// Whether the bill is the nurse anesthetist's: `billing for CRNA`, `CRNA claim`.
fn nurse_bills(case: &Case<'_>) -> bool {
    let doc = case.reading.doc;
    case.reading.whole().any(|t| {
        let near = t.saturating_sub(3)..t + 4;
        NURSE.contains(&doc.folded(t))
            && near.into_iter().any(|n| matches!(doc.folded(n), "bill" | "billing" | "claim"))
    })
}

/// How many cases or nurse anesthetists at a time: `directing 3 CRNAs`, `1:3`, `two rooms`.
fn concurrent(case: &Case<'_>) -> Option<u32> {
    let doc = case.reading.doc;
    const COUNTED: &[&str] = &["concurrent", "crna", "anesthetist", "room", "case", "caa"];
    case.reading.whole().find_map(|t| {
        let counted = (t + 1..t + 3).any(|n| COUNTED.contains(&doc.folded(n)));
        let ratio = doc.folded(t) == "1" && doc.gap(t + 1).has(medcode_note::Gap::COLON);
        if ratio && let Some(value) = case.reading.value(t + 1).filter(|v| *v < 10.0) {
            return Some(value as u32);
        }
        let single = counted && matches!(doc.folded(t), "single" | "one");
        let value = case.reading.value(t).filter(|v| (1.0..10.0).contains(v) && v.fract() == 0.0);
        if single { Some(1) } else { value.filter(|_| counted).map(|v| v as u32) }
    })
}
