//! "Metastasis from" names the primary, "metastasis to" the secondary site (OCG I.C.2,
//! Index: Neoplasm, secondary).

use crate::case::Case;
use medcode_model::WithheldReason;

/// Withholds a secondary neoplasm of the site that the metastases come from.
pub(super) fn apply(case: &mut Case<'_>) {
    let doc = case.doc;
    for draft in case.drafts.iter_mut().filter(|d| d.is_reported()) {
        let secondary = ["C77", "C78", "C79"].iter().any(|p| draft.under(p));
        let (Some(&first), Some(&last)) = (draft.tokens.first(), draft.tokens.last()) else { continue };
        let from = (first..last).any(|t| doc.folded(t as usize) == "from");
        if secondary && from {
            let detail = "the site that the metastases come from is the primary";
            draft.withhold(WithheldReason::NotReportable, detail, Some("OCG-I.C.2"));
        }
    }
}
