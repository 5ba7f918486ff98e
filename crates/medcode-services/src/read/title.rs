//! What does the first line say the note is: the account of a procedure, the report of a test?

use super::Reading;
use crate::crosswalk::Crosswalk;
use medcode_note::Document;
use std::ops::Range;

/// Words of a first line that belong to the title.
const LONGEST: usize = 14;

/// Where in the first line the act that names the note begins.
const OPENS: usize = 4;

/// Words by which a first line names a visit or a talk about an act, not its account.
const VISITS: &[&str] = &[
    "clinic",
    "visit",
    "f",
    "fu",
    "followup",
    "follow",
    "consult",
    "consultation",
    "check",
    "discussion",
    "referral",
    "request",
    "planned",
    "preop",
    "pre",
    "post",
    "postop",
    "s",
    "status",
    "pod",
    "wk",
    "week",
    "eval",
    "evaluation",
    "new",
    "cc",
    "hpi",
    "complaint",
    "for",
    "after",
    "annual",
    "progress",
    "order",
    "orders",
];

/// The tokens of the first line, as far as a title goes.
fn first_line(doc: &Document<'_>) -> Range<usize> {
    let line = doc.lines().iter().find(|l| !l.is_empty());
    let end = line.map_or(0, |l| l.tokens.1 as usize);
    0..end.min(LONGEST)
}

/// Whether the first line opens with the name of a procedure: `VASECTOMY. Est`, `TEE / CARDIOVERSION`.
pub(super) fn names_act(reading: &Reading<'_>, crosswalk: &Crosswalk) -> bool {
    let line = first_line(reading.doc);
    let visit = |tokens: Range<usize>| {
        (0..tokens.end.min(line.end)).any(|t| VISITS.contains(&reading.doc.folded(t)))
    };
    let acts = reading.mentions_in(0..line.end.min(OPENS)).iter();
    acts.filter(|m| m.tokens.end <= line.end && crosswalk.phrase(m.phrase).act)
        .any(|m| !visit(reading.sentence(m.tokens.start)))
}

/// Whether the first line calls the note the report of a test: `AUDIOLOGY REPORT`, `SLEEP LAB -
/// INTERPRETATION`, `URODYNAMICS REPORT`.
pub(super) fn is_test_report(doc: &Document<'_>) -> bool {
    const TESTS: &[&str] = &["report", "interpretation", "worklist", "testing", "reads"];
    const OTHERS: &[&str] = &[
        "operative",
        "op",
        "procedure",
        "pathology",
        "consult",
        "consultation",
        "police",
        "incident",
        "visit",
    ];
    let line = first_line(doc);
    let first = doc.sentences().first().map_or(0, |s| s.tokens.1 as usize);
    let has = |words: &[&str]| (0..line.end.min(first)).any(|t| words.contains(&doc.folded(t)));
    has(TESTS) && !has(OTHERS)
}

/// Whether the first line calls the note the account of an operation: `OP NOTE`, `OPERATIVE REPORT`,
/// `ASSISTANT SURGEON CLAIM`.
pub(crate) fn is_operation_title(doc: &Document<'_>) -> bool {
    const OF: &[&str] = &["operative", "op", "operation", "surgery", "surgical", "surgeon", "delivery"];
    const KIND: &[&str] = &["note", "report", "record", "dictation", "claim", "summary", "procedure"];
    let line = first_line(doc);
    let post = |t: usize| t > 0 && matches!(doc.folded(t - 1), "post" | "pre");
    line.clone().any(|t| OF.contains(&doc.folded(t)) && !post(t) && KIND.contains(&doc.folded(t + 1)))
}
