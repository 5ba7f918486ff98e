//! Who supplies the drugs of a visit: the practice or the facility?

use crate::desk::Case;
use medcode_model::{BillingContext, Setting};

/// Words of a note that tell that the practice owns the room.
const PRACTICE: &[&str] =
    &["pos 11", "office", "office based", "practice owned", "clinic", "infusion suite", "buy and bill"];
/// Words that tell that a hospital or surgery center does.
const FACILITY: &[&str] = &[
    "pos 22",
    "pos 24",
    "pos 21",
    "pos 19",
    "hospital outpatient",
    "hopd",
    "asc",
    "surgery center",
    "amb surg",
    "surgicenter",
    "endoscopy center",
    "hospital",
    "operating room",
    "pacu",
    "anesthesia",
];

/// Words that say outright whose stock it was, or whose nurse gave it.
const THEIRS: &[&str] = &["hospital supply", "hosp supply", "facility supply", "by pacu", "pacu nurse"];

/// Whether the one who sends the bill supplied the drugs.
pub(crate) fn supplies(case: &Case<'_>) -> bool {
    match case.visit.billing {
        BillingContext::Facility => true,
        BillingContext::Dme => false,
        BillingContext::Professional => match case.visit.setting {
            Setting::Office | Setting::Home => true,
            Setting::OutpatientProcedure if first(case, THEIRS).is_some() => false,
            Setting::OutpatientProcedure => {
                let facility = first(case, FACILITY);
                let practice = first(case, PRACTICE);
                match (practice, facility) {
                    (Some(p), Some(f)) => p < f,
                    (practice, _) => practice.is_some(),
                }
            }
            _ => false,
        },
    }
}

/// The first token at which one of some phrases stands.
fn first(case: &Case<'_>, phrases: &[&str]) -> Option<usize> {
    let doc = case.reading.doc;
    (0..doc.tokens().len()).find(|&at| {
        phrases.iter().any(|p| p.split(' ').enumerate().all(|(n, w)| doc.folded(at + n) == w))
    })
}
