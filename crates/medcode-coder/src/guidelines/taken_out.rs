//! What was taken out or let out at this encounter is its diagnosis, though only the examination tells of it
//! (OCG IV.G): impacted wax, a foreign body, an abscess.

use super::words::sentence_holds;
use crate::case::{Case, Draft, Fate, Tier};
use medcode_model::WithheldReason;

/// Conditions, and what is done to them.
const TREATED: &[(&[&str], &[&str])] = &[
    (
        &["H61.2"],
        &[
            "removed",
            "curette",
            "curetted",
            "irrigation",
            "irrigated",
            "lavage",
            "suction",
            "disimpacted",
        ],
    ),
    (&["T15", "T16", "T17", "T19"], &["removed", "extracted", "retrieved", "lifted"]),
    (&["L02", "L60.0", "L72"], &["drained", "incised", "lanced", "avulsed", "excised"]),
];

pub(super) fn apply(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let Some((_, done)) = TREATED.iter().find(|(codes, _)| codes.iter().any(|c| draft.under(c)))
        else {
            continue;
        };
        if !is_held(draft) || !is_done(case, draft, done) {
            continue;
        }
        let draft = &mut case.drafts[at];
        draft.fate = Fate::Report;
        draft.tier = draft.tier.max(Tier::Discussed);
        draft.reasons.push("it was treated at this encounter".into());
        draft.authority.push("OCG-IV.G");
    }
}

/// Told of as there and not assessed, in no list of a history.
fn is_held(draft: &Draft) -> bool {
    let held = matches!(draft.fate, Fate::Withhold { reason: WithheldReason::NotAddressed, .. });
    let history = draft.context.section.is_history_list() || draft.context.carried_forward;
    held && !history && draft.context.assertion.is_affirmed()
}

/// Whether its sentence tells what was done, and not that it was not.
fn is_done(case: &Case<'_>, draft: &Draft, done: &[&str]) -> bool {
    const NOT: &[&str] =
        &["not", "unable", "declined", "unsuccessful", "ago", "will", "refer", "referred"];
    let Some(&at) = draft.tokens.first() else { return false };
    sentence_holds(case, at as usize, done) && !sentence_holds(case, at as usize, NOT)
}
