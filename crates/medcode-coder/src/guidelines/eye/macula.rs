//! Exudative macular degeneration: active, inactive, scar (Tabular H35.32-, seventh character).

use crate::case::Case;
use crate::guidelines::words;
use medcode_model::WithheldReason;

/// New vessels are what makes the degeneration exudative, and "dry" there tells its kind.
pub(super) fn parts(case: &mut Case<'_>) {
    let (wet, any) = (case.reports("H35.32"), case.reports("H35.3"));
    let doc = case.doc;
    let degeneration =
        |t: u32| matches!(doc.folded(t as usize), "amd" | "armd" | "macular" | "degeneration");
    for draft in case.drafts.iter_mut().filter(|d| d.is_reported()) {
        let (Some(&first), Some(&last)) = (draft.tokens.iter().min(), draft.tokens.iter().max()) else {
            continue;
        };
        let dry = draft.under("H04.12") && (first..=last).any(degeneration);
        if wet && draft.under("H35.05") || any && dry {
            let detail = "describes the macular degeneration";
            draft.withhold(WithheldReason::Integral, detail, Some("OCG-I.B.5"));
        }
    }
}

/// Chooses the seventh character that the statement gives.
pub(super) fn apply(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let code = draft.code.compact();
        if !code.starts_with("H3532") || !code.ends_with('0') || code.len() != 7 {
            continue;
        }
        let within = words::description(case, draft);
        let says = |phrases: &[&str]| words::says(case, &within, phrases).is_some();
        let stage = if says(&["inactive scar", "scar", "disciform"]) {
            3
        } else if says(&["inactive"]) {
            2
        } else if says(&["active"]) {
            1
        } else {
            continue;
        };
        let code = format!("{}{stage}", &code[..6]);
        case.recode(at, &code, "activity as stated", "OCG-I.B.2");
    }
}
