//! Bipolar disorder: the current episode, its severity, remission (Tabular F31).

use super::{PSYCHOTIC, Severity, severity};
use crate::case::Case;
use crate::guidelines::words;
use medcode_model::WithheldReason;

/// Bipolar II is one code whatever the episode.
fn second_kind(case: &mut Case<'_>) {
    if !case.reports("F31.81") {
        return;
    }
    for draft in case.drafts.iter_mut().filter(|d| d.under("F31") && !d.under("F31.8")) {
        draft.withhold(WithheldReason::LessSpecific, "bipolar II is stated", Some("OCG-I.B.2"));
    }
}

/// Gives bipolar disorder the code of the episode its own sentence describes.
pub(super) fn apply(case: &mut Case<'_>) {
    second_kind(case);
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        // Bipolar II is one code whatever the episode.
        if !draft.under("F31") || draft.under("F31.8") {
            continue;
        }
        let within = words::description(case, draft);
        let says = |phrases: &[&str]| words::says(case, &within, phrases).is_some();
        let depressed = says(&["depressed", "depression", "depressive"]);
        let hypomanic = says(&["hypomanic", "hypomania"]);
        let manic = says(&["manic", "mania"]);
        let mixed = says(&["mixed"]);
        if usize::from(depressed) + usize::from(manic) + usize::from(hypomanic) + usize::from(mixed) != 1
        {
            continue;
        }
        let psychotic = says(PSYCHOTIC);
        let severity = severity(case, &within);
        let code = if says(&["remission"]) {
            let full = says(&["full"]);
            if !full && !says(&["partial"]) {
                continue;
            }
            let first = if hypomanic {
                1
            } else if manic {
                3
            } else if depressed {
                5
            } else {
                7
            };
            format!("F31.7{}", first + u8::from(full))
        } else {
            match (depressed, manic, mixed, severity) {
                (true, _, _, Some(Severity::Severe)) if psychotic => "F31.5".into(),
                (true, _, _, None) if psychotic => "F31.5".into(),
                (true, _, _, Some(Severity::Severe)) => "F31.4".into(),
                (true, _, _, Some(Severity::Mild)) => "F31.31".into(),
                (true, _, _, Some(Severity::Moderate)) => "F31.32".into(),
                (true, _, _, None) => "F31.30".into(),
                (_, true, _, _) if psychotic => "F31.2".into(),
                (_, true, _, s) => format!("F31.1{}", digit(s)),
                (_, _, true, Some(Severity::Severe)) if psychotic => "F31.64".into(),
                (_, _, true, s) => format!("F31.6{}", digit(s)),
                _ => "F31.0".into(),
            }
        };
        if case.row(&code) != Some(case.drafts[at].row) {
            case.recode(at, &code, "current episode and severity as described", "OCG-I.B.2");
        }
    }
}

const fn digit(severity: Option<Severity>) -> u8 {
    match severity {
        None => 0,
        Some(Severity::Mild) => 1,
        Some(Severity::Moderate) => 2,
        Some(Severity::Severe) => 3,
    }
}
