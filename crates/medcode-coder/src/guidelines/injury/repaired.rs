//! A wound that this encounter closed is its diagnosis, though only the examination describes it (OCG IV.G,
//! I.C.19.b).

use crate::case::{Case, Draft, Fate, Tier};
use crate::guidelines::words;
use medcode_model::WithheldReason;

/// Words of closing a wound.
const CLOSED: &[&str] = &[
    "sutured",
    "suture placed",
    "staple",
    "stapled",
    "dermabond",
    "tissue adhesive",
    "steri strip",
    "glued",
    "repaired",
    "wound closed",
    "closed with",
    "simple repair",
    "laceration repair",
    "lac repair",
    "interrupted suture",
    "irrigated and closed",
];

/// Reports the open wounds that are held only for standing in an examination.
pub(super) fn apply(case: &mut Case<'_>) {
    let closed = || words::anywhere(case, CLOSED).is_some();
    let held: Vec<usize> = (0..case.drafts.len()).filter(|&n| is_held(&case.drafts[n])).collect();
    if held.is_empty() || !closed() {
        return;
    }
    for at in held {
        let draft = &case.drafts[at];
        let known = case.reported().any(|d| d.code.category() == draft.code.category());
        if known || draft.context.section.is_history_list() || draft.context.carried_forward {
            continue;
        }
        let draft = &mut case.drafts[at];
        draft.fate = Fate::Report;
        draft.tier = draft.tier.max(Tier::Discussed);
        draft.reasons.push("the wound was closed at this encounter".into());
        draft.authority.push("OCG-IV.G");
    }
}

/// An open wound of the surface, told as there, and not assessed.
fn is_held(draft: &Draft) -> bool {
    let code = draft.code.bytes();
    let open = code[0] == b'S' && code[2] == b'1' && draft.code.compact().ends_with('A');
    let held = matches!(draft.fate, Fate::Withhold { reason: WithheldReason::NotAddressed, .. });
    open && held && draft.context.assertion.is_affirmed()
}
