//! AI, GV, GW: whose patient it is in the hospital, and in hospice.
//!
//! AI: the physician of record on the first hospital or nursing facility visit, where Medicare pays
//! (Medicare Claims Processing Manual ch. 12 §30.6.9.1). GV: the attending physician, whom the hospice does
//! not employ, for the terminal illness; GW: what is not related to it (ch. 11 §40.1.3, §50).

use crate::desk::Case;
use medcode_model::BillingContext;

const RECORD: &str = "CMS Claims Processing Manual ch. 12 §30.6.9.1";
const HOSPICE: &str = "CMS Claims Processing Manual ch. 11 §40.1.3";

/// First visits of a stay.
const FIRST: &[(&str, &str)] = &[("99221", "99223"), ("99304", "99306")];

pub(super) fn apply(case: &mut Case<'_>) {
    if case.visit.billing != BillingContext::Professional || !case.reading.is_medicare() {
        return;
    }
    if let Some(words) = case.told_anywhere("mod physician of record") {
        let first = |number: &str| FIRST.iter().any(|(a, b)| (*a..=*b).contains(&number));
        for service in case.services.iter_mut().filter(|s| s.is_reported() && first(s.code.compact())) {
            service.modify_by(words, "AI", "AI: the physician of record", RECORD);
        }
    }
    if case.told_anywhere("mod hospice").is_none() {
        return;
    }
    // The words deny by themselves: `not employed by the hospice`.
    let told = |class: &str| {
        let word = case.desk.crosswalk.words.get(class);
        let at = case.reading.named.iter().find(|n| n.2 == word)?;
        Some(case.reading.span(at.0 as usize..(at.0 + at.1) as usize))
    };
    let (unrelated, attending) = (told("mod hospice unrelated"), told("mod hospice attending"));
    let (words, modifier, why) = match (unrelated, attending) {
        (Some(words), _) => (words, "GW", "GW: not related to the terminal illness"),
        (None, Some(words)) => (words, "GV", "GV: the attending, not employed by the hospice"),
        (None, None) => return,
    };
    for service in case.services.iter_mut().filter(|s| s.is_reported()) {
        service.modify_by(words, modifier, why, HOSPICE);
    }
}
