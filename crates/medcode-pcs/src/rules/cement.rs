//! Cement that is told in another sentence than the joint that was replaced: "all three components
//! were fixed with bone cement" (ICD-10-PCS Table 0SR, 0RR: qualifier).

use crate::desk::Case;
use crate::read::phrases::Hit;
use crate::read::status::denied_after;

/// Puts in what the note says of cement where the words beside the operation said nothing.
pub(crate) fn apply(case: &mut Case<'_>) {
    let (mut with, mut without) = (false, false);
    // `Cement was opened but not used.`
    let told = |hit: &&Hit| denied_after(case.stay.doc, **hit).is_none();
    for hit in case.added.iter().filter(told) {
        for word in &case.tables.added[hit.row].words {
            with |= &**word == "cemented";
            without |= &**word == "uncemented";
        }
    }
    if with == without {
        return;
    }
    let qualifier = if with { b'9' } else { b'A' };
    let joint = |code: &[u8; 7]| &code[..3] == b"0SR" && code[6] == b'Z';
    let mut joints = (0..case.drafts.len()).filter(|&n| {
        let draft = &case.drafts[n];
        draft.is_reported() && joint(&draft.code)
    });
    // Of two joints one may be cemented and one not.
    let (Some(at), None) = (joints.next(), joints.next()) else { return };
    let mut code = case.drafts[at].code;
    code[6] = qualifier;
    if case.words(case.drafts[at].hit).is_legal(&code) {
        case.drafts[at].code = code;
        case.drafts[at].reasons.push("cement as the account of the operation tells".to_owned());
    }
}
