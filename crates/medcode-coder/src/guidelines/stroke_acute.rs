//! What an acute stroke does is coded by its own code; I69 is for what a past one has left
//! (OCG I.C.9.d.1): "acute stroke with left hemiplegia" is G81.9-.

use super::near;
use crate::case::{Case, Draft};
use medcode_model::Setting;

/// Words by which a deficit is what stayed.
const STAYED: &[&str] = &[
    "old",
    "prior",
    "previous",
    "remote",
    "residual",
    "history",
    "hx",
    "h o",
    "s p",
    "known",
    "chronic",
    "after",
    "following",
    "from",
    "post",
    "poststroke",
    "sequela",
    "late effect",
    "past",
];

/// Deficits in I69 by what follows the stem, and their own codes.
const OWN: &[(&str, &str)] =
    &[("20", "R47.01"), ("21", "R47.02"), ("22", "R47.1"), ("91", "R13.10"), ("92", "R29.810")];

/// Gives deficits of a stroke of today their own codes.
pub(crate) fn apply(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !draft.under("I69") || !draft.is_reported() || !is_acute(case, draft) {
            continue;
        }
        let Some(own) = own(draft.code.compact()) else { continue };
        case.recode(at, &own, "a deficit of the stroke of today", "OCG-I.C.9.d.1");
    }
}

fn own(code: &str) -> Option<String> {
    let tail = code.get(4..)?;
    if let Some(last) = tail.strip_prefix('5') {
        return Some(format!("G81.9{last}"));
    }
    OWN.iter().find(|(t, _)| *t == tail).map(|(_, own)| (*own).to_owned())
}

/// Whether the sentence tells of a stroke of today.
fn is_acute(case: &Case<'_>, draft: &Draft) -> bool {
    let acute = ["acute", "new", "evolving"];
    let sentence = near::sentence(case, draft);
    let stays = near::said(case, &sentence, STAYED);
    let here = matches!(case.facts.setting, Setting::Inpatient | Setting::Ed | Setting::Observation);
    here && !stays && sentence.clone().any(|t| acute.contains(&case.doc.folded(t)))
}
