//! A postoperative ileus that the provider calls a complication is coded as one, with the
//! ileus itself to say which (OCG I.B.16; Index: Ileus > postoperative K91.89; Tabular K91.89:
//! use additional code).

use crate::case::Case;

/// Adds the ileus beside the complication.
pub(crate) fn apply(case: &mut Case<'_>) {
    let stated = |d: &&crate::case::Draft| {
        d.is_reported()
            && d.under("K91.89")
            && d.tokens.iter().any(|&t| case.doc.folded(t as usize) == "ileus")
    };
    let Some(draft) = case.drafts.iter().find(stated).cloned() else { return };
    if !case.reports("K56") {
        case.add("K56.7", &draft, "the complication itself", "OCG-I.B.16");
    }
}
