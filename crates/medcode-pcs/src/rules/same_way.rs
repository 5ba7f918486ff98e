//! A step whose way in is not told beside it was done by the way of the operation that it is told with: nodes
//! dissected below "robotic lobectomy" (ICD-10-PCS: the approach is the technique used to reach the site).

use crate::desk::Case;

/// How far apart the two may be told, in tokens.
const NEAR: usize = 60;

pub(crate) fn apply(case: &mut Case<'_>) {
    for n in 0..case.drafts.len() {
        let draft = &case.drafts[n];
        let open = draft.is_reported()
            && draft.is_complete()
            && draft.starts("07")
            && draft.code[4] == b'0'
            && draft.assumed & (1 << 4) != 0;
        if !open {
            continue;
        }
        let away = |first: usize| first.abs_diff(draft.hit.first);
        let lead = case.drafts.iter().any(|d| {
            d.is_reported()
                && d.row != draft.row
                && d.code[0] == b'0'
                && d.code[4] == b'4'
                && d.assumed & (1 << 4) == 0
                && away(d.hit.first) <= NEAR
        });
        let mut code = draft.code;
        code[4] = b'4';
        if lead && case.words(draft.hit).is_legal(&code) {
            case.drafts[n].code = code;
            case.drafts[n].reasons.push("by the way of the operation it is told with".to_owned());
        }
    }
}
