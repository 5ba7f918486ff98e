//! A cardiac arrest by its cause: of the heart, or of another condition (Tabular I46.2, I46.8; Index: Arrest >
//! cardiac > due to).

use super::near;
use crate::case::Case;

/// Words of causes that lie in the heart.
const CARDIAC: &[&str] = &[
    "mi",
    "stemi",
    "nstemi",
    "infarction",
    "fibrillation",
    "vf",
    "vfib",
    "vt",
    "tachycardia",
    "arrhythmia",
    "cardiomyopathy",
    "cad",
    "coronary",
    "heart",
    "tamponade",
    "block",
    "torsade",
    "ischemia",
    "cardiac",
];

pub(crate) fn apply(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !draft.is_reported() || !draft.under("I46.9") {
            continue;
        }
        let Some(cause) = near::cause(case, draft) else { continue };
        let heart = cause.into_iter().any(|t| CARDIAC.contains(&case.doc.folded(t)));
        let code = if heart { "I46.2" } else { "I46.8" };
        case.recode(at, code, "the cause that the provider gives", "Tabular I46");
    }
}
