//! In an outpatient procedure note what was treated is what the encounter was for; what is
//! only seen, and said to be left alone, is not coded (OCG IV.N, IV.J).

use crate::case::{Case, Draft, Tier};
use crate::guidelines::words;
use medcode_model::{Presence, Setting, WithheldReason};
use medcode_note::SectionKind;
use std::ops::Range;

/// What is done to a lesion.
const TREATED: &[&str] = &[
    "ln2",
    "frozen",
    "cryotherapy",
    "liquid",
    "excised",
    "shaved",
    "pared",
    "curetted",
    "curettage",
    "destroyed",
    "destruction",
    "electrodesiccation",
];
/// Phrases by which it is left alone.
const LEFT: &[&str] = &[
    "next time",
    "next visit",
    "left alone",
    "not removed",
    "watch",
    "observe",
    "not treated",
    "nothing today",
    "reassured",
    "not bothering",
    "reassurance",
];

/// Takes treated lesions as assessed and withholds those left alone.
pub(crate) fn apply(case: &mut Case<'_>) {
    if case.facts.setting != Setting::OutpatientProcedure {
        return;
    }
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !draft.is_reported() || draft.context.assertion.presence != Presence::Present {
            continue;
        }
        let own = words::sentence(case, draft);
        let lesion = is_lesion(draft);
        let left = case.places.any(LEFT).iter().any(|r| own.contains(&r.start));
        let treated = lesion && is_seen(draft) && says_treated(case, draft, &own);
        let draft = &mut case.drafts[at];
        if left && (lesion || draft.context.section != SectionKind::Findings) {
            let detail = "seen and left alone";
            draft.withhold(WithheldReason::NotReportable, detail, Some("OCG-IV.J"));
        } else if treated {
            draft.tier = Tier::Assessed;
        }
    }
}

/// Diseases and growths of the skin, warts.
fn is_lesion(draft: &Draft) -> bool {
    ["L", "B07", "B08.1", "D22", "D23", "D17", "C44"].iter().any(|p| draft.under(p))
}

fn is_seen(draft: &Draft) -> bool {
    matches!(draft.context.section, SectionKind::Findings | SectionKind::Procedure)
}

/// Whether the sentence or the one after it treats the lesion.
fn says_treated(case: &Case<'_>, draft: &Draft, own: &Range<usize>) -> bool {
    let next = case.doc.sentences().get(draft.sentence as usize + 1);
    let next = next.map_or(0..0, |s| s.tokens.0 as usize..s.tokens.1 as usize);
    own.clone().chain(next).any(|t| TREATED.contains(&case.doc.folded(t)))
}
