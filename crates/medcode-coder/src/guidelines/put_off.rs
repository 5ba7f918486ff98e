//! What the visit leaves for another day was not addressed by it: "small lipoma of back - not today" (OCG
//! IV.J).

use super::near;
use crate::case::{Case, Draft};
use medcode_model::WithheldReason;
use medcode_note::Gap;

const LATER: &[&str] =
    &["not today", "nothing done today", "not done today", "not treated today", "not addressed today"];

/// How far behind a condition these words may stand.
const REACH: usize = 8;

pub(crate) fn apply(case: &mut Case<'_>) {
    let later = case.places.any(LATER);
    if later.is_empty() {
        return;
    }
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if draft.is_reported() && later.iter().any(|r| is_of(case, draft, r.start)) {
            case.drafts[at].withhold(WithheldReason::NotAddressed, "put off", Some("OCG-IV.J"));
        }
    }
}

/// Whether the words stand behind this condition in its line, with no other condition between.
fn is_of(case: &Case<'_>, draft: &Draft, later: usize) -> bool {
    let end = near::own(draft).end;
    let line = case.doc.line_at(draft.evidence[0].start).map_or(0, |l| l.tokens.1 as usize);
    let near = end <= later && later < line.min(end + REACH);
    let stops = (end..=later.min(line)).any(|t| case.doc.gap(t).has(Gap::SEMICOLON.with(Gap::STOP)));
    let between = |d: &Draft| {
        let own = near::own(d);
        own.start >= end && own.end <= later
    };
    near && !stops && !case.drafts.iter().any(between)
}
