//! Injury of an internal organ is coded here where there was trauma; a liver or kidney
//! "injured" by disease or drugs has its code in the chapter of the organ (Tabular S36, S37).

use crate::case::Case;
use medcode_model::WithheldReason;

pub(super) fn apply(case: &mut Case<'_>) {
    let trauma = case.reported().any(|d| {
        d.is_external_cause() || d.under("S") && !is_internal(d) || d.under("T79") || d.under("T07")
    });
    if trauma {
        return;
    }
    let doc = case.doc;
    let traumatic = |d: &crate::case::Draft| {
        d.tokens.iter().any(|&t| {
            matches!(
                doc.folded(t as usize),
                "traumatic" | "trauma" | "blunt" | "laceration" | "lac" | "contusion"
            )
        })
    };
    for draft in case.drafts.iter_mut().filter(|d| d.is_reported() && is_internal(d) && !traumatic(d)) {
        let detail = "no trauma is documented";
        draft.withhold(WithheldReason::NotReportable, detail, Some("Tabular S36"));
    }
}

fn is_internal(draft: &crate::case::Draft) -> bool {
    ["S26", "S27", "S36", "S37"].iter().any(|p| draft.under(p))
}
