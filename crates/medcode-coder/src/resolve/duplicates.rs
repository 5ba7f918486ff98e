//! The same code twice is reported once, with the words of both (OCG I.B.12).

use crate::case::{Case, Draft};
use medcode_note::SectionKind;
use std::collections::BTreeMap;

/// Merges drafts of one code into the one from the strongest place.
pub(super) fn merge(case: &mut Case<'_>) {
    let mut drafts = std::mem::take(&mut case.drafts);
    drafts.sort_by(|a, b| {
        (b.is_reported().cmp(&a.is_reported()))
            .then(b.tier.cmp(&a.tier))
            .then(is_final(b).cmp(&is_final(a)))
            .then(a.order.cmp(&b.order))
    });
    let mut first: BTreeMap<u32, usize> = BTreeMap::new();
    for draft in drafts {
        match first.get(&draft.row) {
            Some(&at) => {
                let kept = &mut case.drafts[at];
                if kept.is_reported() == draft.is_reported() {
                    for span in draft.evidence {
                        if !kept.evidence.contains(&span) {
                            kept.evidence.push(span);
                        }
                    }
                }
            }
            None => {
                first.insert(draft.row, case.drafts.len());
                case.drafts.push(draft);
            }
        }
    }
}

/// Among the final diagnoses: their order is the provider's.
fn is_final(draft: &Draft) -> bool {
    draft.context.section == SectionKind::FinalDiagnosis
}
