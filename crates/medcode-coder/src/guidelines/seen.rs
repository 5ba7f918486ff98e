//! What an image shows by the way is no diagnosis: abnormal findings are coded where the provider says that
//! they matter (OCG III.B, IV.J).

use super::near;
use crate::case::{Case, Draft};
use medcode_model::{Setting, WithheldReason};
use medcode_note::SectionKind;

/// Findings that images bring along, each of little meaning by itself.
const BY_THE_WAY: &[&str] = &[
    "J98.11", "J90", "R91", "K76.89", "N28.1", "K57.30", "K44.9", "I70.0", "I70.1", "M47.8", "M47.9",
    "D73.4",
];

const IMAGES: &[&str] = &[
    "ct",
    "cta",
    "cxr",
    "xr",
    "xray",
    "mri",
    "us",
    "ultrasound",
    "echo",
    "film",
    "films",
    "ekg",
    "imaging",
];

/// Words by which the provider does something about it.
const DONE: &[&str] = &[
    "drained",
    "tapped",
    "thoracentesis",
    "thora",
    "tap",
    "spirometer",
    "spirometry",
    "follow",
    "followup",
    "fu",
    "f",
    "repeat",
    "referral",
    "refer",
    "biopsy",
    "pet",
    "treated",
    "lasix",
    "diuresis",
    "surveillance",
    "bronchoscopy",
    "bronch",
    "monitor",
    "symptomatic",
];

/// Withholds what only the account of an image names.
pub(crate) fn apply(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if draft.is_reported() && is_called_incidental(case, draft) {
            let detail = "the provider calls it incidental";
            case.drafts[at].withhold(WithheldReason::NotAddressed, detail, Some("OCG-III.B"));
            continue;
        }
        if draft.is_reported() && BY_THE_WAY.iter().any(|c| draft.under(c)) && is_by_the_way(case, draft)
        {
            case.drafts[at].withhold(
                WithheldReason::NotAddressed,
                "a finding of an image of which nothing more is said",
                Some("OCG-III.B"),
            );
        }
    }
}

fn is_by_the_way(case: &Case<'_>, draft: &Draft) -> bool {
    let listed =
        matches!(draft.context.section, SectionKind::FinalDiagnosis | SectionKind::PostopDiagnosis);
    if listed || draft.context.problem_heading {
        return false;
    }
    let (own, sentence) = (near::own(draft), near::sentence(case, draft));
    let words = |words: &[&str], mut within: std::ops::Range<usize>| {
        within.any(|t| words.contains(&case.doc.folded(t)))
    };
    words(IMAGES, sentence.start..own.start) && !words(DONE, sentence)
}

/// "Incidental gallstones" in a stay or an emergency: found by the way, and nothing is done about it.
fn is_called_incidental(case: &Case<'_>, draft: &Draft) -> bool {
    let acute = case.facts.setting.is_inpatient() || case.facts.setting == Setting::Ed;
    let (own, sentence) = (near::own(draft), near::sentence(case, draft));
    let before = own.start.saturating_sub(3).max(sentence.start)..own.start;
    let called = before.into_iter().any(|t| matches!(case.doc.folded(t), "incidental" | "incidentally"));
    acute && called && !sentence.into_iter().any(|t| DONE.contains(&case.doc.folded(t)))
}
