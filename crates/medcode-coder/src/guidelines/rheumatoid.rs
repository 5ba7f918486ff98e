//! Rheumatoid arthritis with rheumatoid factor is M05, not M06.9 (Index: Arthritis,
//! rheumatoid, with rheumatoid factor); several joints without organ involvement: M05.79.

use super::near;
use crate::case::{Case, Draft};
use crate::guidelines::words;
use medcode_model::WithheldReason;

const SEROPOSITIVE: &[&str] = &[
    "seropositive",
    "rf positive",
    "positive rf",
    "rheumatoid factor positive",
    "positive rheumatoid factor",
];
const SEVERAL: &[&str] = &["multiple joint", "multiple site", "polyarticular"];

/// Joints that a note names, as it names them.
const JOINTS: &[&[&str]] = &[
    &["hand", "finger", "mcp", "pip"],
    &["wrist"],
    &["elbow"],
    &["shoulder"],
    &["hip"],
    &["knee"],
    &["ankle", "foot", "feet", "mtp"],
];

pub(crate) fn apply(case: &mut Case<'_>) {
    lung(case);
    let Some(at) = case.drafts.iter().position(|d| d.is_reported() && d.under("M06.9")) else { return };
    if words::anywhere(case, SEROPOSITIVE).is_none() {
        return;
    }
    let several = words::anywhere(case, SEVERAL).is_some();
    let code = if several { "M05.79" } else { "M05.9" };
    case.recode(at, code, "rheumatoid factor is positive", "OCG-I.B.2");
}

/// Rheumatoid lung disease tells the arthritis and that the lung is diseased; the joints give its last
/// character (Tabular M05.1-, OCG I.C.13.a).
fn lung(case: &mut Case<'_>) {
    let Some(at) = case.drafts.iter().position(|d| d.is_reported() && d.under("M05.1")) else { return };
    if case.drafts[at].code.compact() == "M0510" && named(case) > 1 {
        case.recode(at, "M05.19", "several joints are named", "OCG-I.C.13.a");
    }
    for draft in &mut case.drafts {
        let arthritis =
            ["M05.8", "M05.9", "M05.7", "M06.0", "M06.8", "M06.9"].iter().any(|c| draft.under(c));
        if arthritis || ["J84.9", "J84.89"].iter().any(|c| draft.under(c)) {
            draft.withhold(
                WithheldReason::LessSpecific,
                "rheumatoid lung disease tells it",
                Some("OCG-I.B.9"),
            );
        }
    }
}

/// How many joints stand behind the name of the arthritis in its sentence.
fn named(case: &Case<'_>) -> usize {
    let ra = |d: &&Draft| d.under("M05") || d.under("M06");
    let behind = case.drafts.iter().filter(ra).map(|d| {
        let (own, sentence) = (near::own(d), near::sentence(case, d));
        let after = own.start..(own.end + 12).min(sentence.end);
        let holds = |names: &&&[&str]| after.clone().any(|t| names.contains(&case.doc.folded(t)));
        JOINTS.iter().filter(holds).count()
    });
    behind.max().unwrap_or_default()
}
