//! Major depressive disorder: single or recurrent, severity, psychotic features, remission
//! (OCG I.B.2; Tabular F32.0 to F33.9).

use super::{PSYCHOTIC, Severity, severity};
use crate::case::Case;
use crate::guidelines::words;

/// Gives each major depressive disorder the code that its own sentence describes.
pub(super) fn apply(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let major = draft.under("F33") && !draft.under("F33.8")
            || draft.under("F32") && !draft.under("F32.8") && !draft.under("F32.A");
        if !major {
            continue;
        }
        let within = words::description(case, draft);
        let says = |phrases: &[&str]| words::says(case, &within, phrases).is_some();
        let recurrent = draft.under("F33") || says(&["recurrent", "recurrence", "recurring"]);
        let psychotic = says(PSYCHOTIC);
        let last = if says(&["remission"]) {
            if says(&["partial", "partial remission"]) {
                "4p"
            } else if says(&["full", "complete", "sustained"]) || !recurrent {
                "4f"
            } else {
                "40"
            }
        } else {
            match severity(case, &within) {
                Some(Severity::Mild) => "0",
                Some(Severity::Moderate) => "1",
                Some(Severity::Severe) if psychotic => "3",
                Some(Severity::Severe) => "2",
                // Psychotic features make an episode severe (Tabular F32.3, F33.3).
                None if psychotic => "3",
                None => continue,
            }
        };
        let code = match (recurrent, last) {
            (false, "4p") => "F32.4".to_owned(),
            (false, "4f" | "40") => "F32.5".to_owned(),
            (true, "4p") => "F33.41".to_owned(),
            (true, "4f") => "F33.42".to_owned(),
            (true, "40") => "F33.40".to_owned(),
            (false, last) => format!("F32.{last}"),
            (true, last) => format!("F33.{last}"),
        };
        if case.row(&code) != Some(case.drafts[at].row) {
            case.recode(at, &code, "episode and severity as described", "OCG-I.B.2");
        }
    }
}
