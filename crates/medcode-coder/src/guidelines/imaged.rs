//! A summary of a stay that has no list of diagnoses tells the injury or the stroke where its image is told: "CT:
//! acute R SDH 17 mm". What was found so is what was treated (OCG III, II).

use crate::case::{Case, Draft, Fate, Tier};
use medcode_model::WithheldReason;
use medcode_note::SectionKind;

/// Acute conditions that no one comes upon by the way.
const ACUTE: &[&str] = &[
    "S", "M80", "M84.4", "M84.5", "I60", "I61", "I62", "I63", "G93.5", "G95.2", "I26", "K35", "K56.6",
    "K63.1", "K85", "T79",
];

pub(crate) fn apply(case: &mut Case<'_>) {
    if !case.facts.setting.is_inpatient() || case.has_assessment {
        return;
    }
    let held = |d: &Draft| {
        matches!(d.fate, Fate::Withhold { reason: WithheldReason::NotAddressed, .. })
            && d.context.section == SectionKind::Imaging
            && d.context.assertion.is_affirmed()
            && ACUTE.iter().any(|c| d.under(c))
    };
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let told = case.reported().any(|d| d.code.category() == draft.code.category());
        if !held(draft) || told {
            continue;
        }
        let draft = &mut case.drafts[at];
        draft.fate = Fate::Report;
        draft.tier = draft.tier.max(Tier::Discussed);
        draft.reasons.push("found on the image that the summary tells of".into());
        draft.authority.push("OCG-III");
    }
}
