//! A compression fracture of a vertebra is a wedge compression fracture (Index: Fracture, compression, see
//! Fracture by site; Tabular S22.0, S32.0).

use crate::case::Case;
use crate::guidelines::near;

pub(super) fn apply(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !draft.is_reported() || !(draft.under("S22.0") || draft.under("S32.0")) {
            continue;
        }
        let mut code = draft.code.compact().to_owned();
        let open = code.len() == 7 && code.as_bytes()[5] == b'9';
        let wedged = near::beside(case, draft, 1, 1)
            .any(|t| matches!(case.doc.folded(t), "compression" | "wedge" | "compressed"));
        if open && wedged {
            code.replace_range(5..6, "0");
            case.recode(at, &code, "a compression fracture", "OCG-I.B.2");
        }
    }
}
