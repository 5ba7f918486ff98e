//! What is told without its place beside the same with it is one disease: "abscess unroofed" below a diverticulitis of the
//! sigmoid with abscess, "perforated diverticulitis" beside it (OCG I.B.2).

use crate::case::Case;
use medcode_model::WithheldReason;

/// A code without its place, and the codes that tell it.
const PLACED: &[(&str, &[&str])] = &[
    ("K57.8", &["K57.2", "K57.0", "K57.4"]),
    ("K57.9", &["K57.3", "K57.1", "K57.5", "K57.2", "K57.0"]),
    ("K63.1", &["K57.2", "K57.0", "K57.4", "K57.8"]),
    ("J10.1", &["J10.0"]),
    ("J11.1", &["J11.0"]),
    ("K65.1", &["K57.20", "K57.21", "K35.33", "K35.21"]),
];

pub(crate) fn apply(case: &mut Case<'_>) {
    for (open, placed) in PLACED {
        let Some(by) = placed.iter().find(|c| case.reports(c)) else { continue };
        let detail = format!("{by} says where");
        for draft in case.drafts.iter_mut().filter(|d| d.under(open)) {
            draft.withhold(WithheldReason::LessSpecific, detail.clone(), Some("OCG-I.B.2"));
        }
    }
    let abscess =
        case.reported().any(|d| !d.under("L02.91") && case.title(d.row).lower.contains("abscess"));
    for draft in case.drafts.iter_mut().filter(|d| abscess && d.under("L02.91")) {
        let detail = "the abscess is coded by its place";
        draft.withhold(WithheldReason::LessSpecific, detail, Some("OCG-I.B.2"));
    }
}
