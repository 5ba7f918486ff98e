//! Q7, Q8, Q9: findings that make routine foot care covered.
//!
//! One of class A (an amputation not from injury): Q7. Two of class B (no dorsalis pedis pulse, no
//! posterior tibial pulse, trophic changes): Q8. One of class B and two of class C (claudication, cold
//! feet, edema, paresthesia, burning): Q9. Authority: Medicare Benefit Policy Manual ch. 15 §290.

use crate::desk::Case;
use medcode_model::Span;
use medcode_note::Gap;
use std::ops::Range;

const AUTHORITY: &str = "CMS Benefit Policy Manual ch. 15 §290";

/// Numbers of routine foot care.
const CARE: &[&str] = &["11055", "11056", "11057", "11719", "11720", "11721", "G0127"];

/// Classes of findings, by the class of words: which, and how many findings it is.
const FINDINGS: &[(&str, usize, usize)] = &[
    ("foot amputated", 0, 1),
    ("foot both pulse", 1, 2),
    ("foot dorsal pulse", 1, 1),
    ("foot tibial pulse", 1, 1),
    ("foot trophic", 1, 1),
    ("foot claudication", 2, 1),
    ("foot cold", 2, 1),
    ("foot swollen", 2, 1),
    ("foot paresthesia", 2, 1),
    ("foot burning", 2, 1),
];

pub(super) fn apply(case: &mut Case<'_>) {
    let cares = |s: &crate::service::Service| s.is_reported() && CARE.contains(&s.code.compact());
    if !case.services.iter().any(cares) {
        return;
    }
    let Some((modifier, span, why)) = stated(case).or_else(|| found(case)) else { return };
    for service in case.services.iter_mut().filter(|s| cares(s)) {
        service.modify_by(span, modifier, format!("{modifier}: {why}"), AUTHORITY);
    }
}

/// The modifier that the note states itself.
fn stated(case: &Case<'_>) -> Option<(&'static str, Span, &'static str)> {
    let mut tokens = case.reading.whole();
    tokens.find_map(|at| {
        let modifier = match case.reading.doc.folded(at) {
            "q7" => "Q7",
            "q8" => "Q8",
            "q9" => "Q9",
            _ => return None,
        };
        Some((modifier, case.reading.span(at..at + 1), "the class that the note states"))
    })
}

/// The modifier that the findings told make.
fn found(case: &Case<'_>) -> Option<(&'static str, Span, &'static str)> {
    let mut counts = [0usize; 3];
    let mut first = None;
    for &(class, kind, many) in FINDINGS {
        // `DP absent, PT 1+`: a comma parts the findings.
        let parted =
            |at: &Range<usize>| (at.start + 1..at.end).any(|t| case.reading.doc.gap(t).has(Gap::COMMA));
        let told = case.all_told(case.reading.whole(), class).into_iter().find(|at| !parted(at));
        if let Some(span) = told.map(|at| case.reading.span(at)) {
            counts[kind] += many;
            first = first.or(Some(span));
        }
    }
    let span = first?;
    let [a, b, c] = counts;
    match (a, b, c) {
        (1.., ..) => Some(("Q7", span, "one finding of class A")),
        (_, 2.., _) => Some(("Q8", span, "two findings of class B")),
        (_, 1, 2..) => Some(("Q9", span, "one finding of class B and two of class C")),
        _ => None,
    }
}
