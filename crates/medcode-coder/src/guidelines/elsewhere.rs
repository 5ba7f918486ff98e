//! What the assessment leaves unspecified the rest of the note may tell: the class of an
//! obesity, the stage of a disease (OCG I.B.2, I.B.14).

use crate::case::{Case, Fate};
use medcode_model::WithheldReason as R;

/// Categories whose codes tell kinds, stages and classes of one disease, not its places.
const CATEGORIES: &[&str] = &["E66", "J45", "G30", "K74.6", "F10", "F11", "F17"];

/// Gives an assessed condition that is coded as unspecified the one specific code that the
/// note gives elsewhere as the patient's own and current.
pub(crate) fn apply(case: &mut Case<'_>) {
    for category in CATEGORIES {
        let open = |d: &crate::case::Draft| case.title(d.row).lower.contains("unspecified");
        let mut reported = (0..case.drafts.len())
            .filter(|&n| case.drafts[n].is_reported() && case.drafts[n].under(category));
        let (Some(at), None) = (reported.next(), reported.next()) else { continue };
        if !open(&case.drafts[at]) {
            continue;
        }
        let told = case.drafts.iter().filter(|d| {
            d.under(category)
                && d.context.assertion.is_affirmed()
                && !d.context.carried_forward
                && matches!(d.fate, Fate::Withhold { reason: R::NotAddressed, .. })
                && !open(d)
        });
        let mut codes: Vec<String> = told.map(|d| d.code.to_string()).collect();
        codes.sort_unstable();
        codes.dedup();
        if let [one] = &codes[..] {
            case.recode(at, one, "the kind is told elsewhere in the note", "OCG-I.B.2");
        }
    }
}
