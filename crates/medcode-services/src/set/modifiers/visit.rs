//! 24 and 57 on a visit, where the account says so outright and the level's own reading did not see it.
//!
//! 24: within the global period of an operation, for what the note calls unrelated to it. 57: the
//! decision for an operation of 90 days that follows on the day or the next, by the one who operates
//! (Medicare Claims Processing Manual ch. 12 §40.2; §30.6.6). An emergency physician who calls the
//! surgeon decides on no operation.

use crate::desk::Case;
use medcode_model::{BillingContext, Setting};

const AUTHORITY: &str = "CMS Claims Processing Manual ch. 12 §40.2";

/// How far behind `unrelated to` the operation may be named.
const NAMED: usize = 7;

/// When an operation follows at once.
const SOON: &[&str] = &[
    "tonight",
    "today",
    "tomorrow",
    "now",
    "emergent",
    "emergently",
    "urgent",
    "urgently",
    "immediately",
];

/// `Decision for surgery not made today`: words right behind that take it back.
const NOT_YET: &[&str] = &["not", "deferred", "pending", "postponed", "later", "yet", "declined"];
const TAKEN_BACK: usize = 3;

pub(super) fn apply(case: &mut Case<'_>) {
    if case.visit.billing != BillingContext::Professional {
        return;
    }
    let Some(n) = case.services.iter().position(|s| s.is_reported() && s.family == "em") else {
        return;
    };
    if case.told_anywhere("mod global period").is_some()
        && let Some(at) = case.reading.unrelated_to_operation(NAMED)
    {
        let span = case.reading.span(at);
        let why = "24: not related to the operation whose global period runs";
        case.services[n].modify_by(span, "24", why, AUTHORITY);
    }
    let emergency = case.visit.setting == Setting::Ed;
    if emergency && case.told_anywhere("mod surgeon").is_none() {
        return;
    }
    let decided = case.all_told(case.reading.whole(), "mod decision").into_iter().find(|at| {
        let near = case.reading.near(at.start);
        let end = (at.end + TAKEN_BACK).min(case.reading.sentence(at.start).end);
        if (at.end..end).any(|t| NOT_YET.contains(&case.reading.doc.folded(t))) {
            return false;
        }
        near.into_iter().any(|t| SOON.contains(&case.reading.doc.folded(t)))
    });
    if let Some(at) = decided {
        let span = case.reading.span(at);
        let why = "57: the decision for surgery on the day or the day before";
        case.services[n].modify_by(span, "57", why, AUTHORITY);
    }
}
