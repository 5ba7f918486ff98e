//! Which fetus? The seventh character 0 for a single one (OCG I.C.15.a.6).

use crate::case::Case;

/// Of one fetus says 0 what a number beside the words was taken for another.
pub(super) fn number(case: &mut Case<'_>) {
    let twins = case.drafts.iter().any(|d| d.under("O30") && d.context.assertion.is_affirmed())
        || !case.places.any(&["twin", "triplet", "twin gestation"]).is_empty();
    if twins {
        return;
    }
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let code = draft.code.compact();
        if !draft.under("O") || code.len() != 7 || code.ends_with('0') {
            continue;
        }
        let single = format!("{}0", &code[..6]);
        case.recode(at, &single, "a single fetus", "OCG-I.C.15.a.6");
    }
}
