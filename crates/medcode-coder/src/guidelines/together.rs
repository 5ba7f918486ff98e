//! Two codes that one phrase names, where the Tabular has them coded together: "neutropenic fever", "VF
//! arrest", "CAUTI" (OCG I.A.17).

use super::near;
use crate::case::Case;

/// A code, words of its own phrase, the code that they name beside it, and who says so.
const TOGETHER: &[(&str, &[&str], &str, &str)] = &[
    ("D70", &["fever", "febrile"], "R50.81", "Tabular D70"),
    ("I49.01", &["arrest"], "I46.2", "Tabular I46.2"),
    ("I46.2", &["vf", "vfib", "ventricular"], "I49.01", "Tabular I46.2"),
    ("K59.03", &["opioid", "narcotic", "oic", "morphine", "oxycodone"], "T40.2X5A", "Tabular K59.03"),
    ("T83.511", &["uti", "cauti", "urinary", "cystitis"], "N39.0", "Tabular T83.51"),
    ("T81.43", &["abscess"], "K65.1", "Tabular T81.4"),
];

/// How far behind a phrase its own words may go on.
const BEHIND: usize = 2;

pub(crate) fn apply(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let Some((_, words, added, authority)) =
            TOGETHER.iter().find(|(code, ..)| draft.is_reported() && draft.under(code))
        else {
            continue;
        };
        let own = near::beside(case, draft, BEHIND, BEHIND);
        let said = own.into_iter().any(|t| words.contains(&case.doc.folded(t)));
        let category = added.get(..3).unwrap_or(added);
        let known = if category == "T40" { case.reports("T40.2X5") } else { case.reports(category) };
        if said && !known {
            let mut like = draft.clone();
            like.order += 1;
            case.add(added, &like, "named by the same phrase", authority);
        }
    }
}
