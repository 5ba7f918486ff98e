//! A breast cancer by its quadrant, as surgeons write it (Tabular C50.2 to C50.5; OCG I.B.2).

use crate::case::{Case, Draft};
use crate::guidelines::near;

/// Quadrants as notes name them, and the fourth character of each.
const QUADRANTS: &[(&[&str], char)] = &[
    (&["uiq", "upper inner"], '2'),
    (&["liq", "lower inner"], '3'),
    (&["uoq", "upper outer"], '4'),
    (&["loq", "lower outer"], '5'),
];

/// Gives a breast cancer or lump without a site the one quadrant that its sentence names.
pub(super) fn apply(case: &mut Case<'_>) {
    lump(case);
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !draft.is_reported() || !draft.under("C50.9") || draft.code.len() != 6 {
            continue;
        }
        let Some(quadrant) = quadrant(case, draft) else { continue };
        let code = format!("C50.{quadrant}{}", &draft.code.compact()[4..]);
        case.recode(at, &code, "the quadrant is named beside it", "OCG-I.B.2");
    }
}

fn quadrant(case: &Case<'_>, draft: &Draft) -> Option<char> {
    let sentence = near::sentence(case, draft);
    let mut found = QUADRANTS.iter().filter(|(words, _)| near::said(case, &sentence, words));
    let first = found.next()?;
    found.next().is_none().then_some(first.1)
}

/// A lump of the breast: the last character is the quadrant (Tabular N63.1-, N63.2-).
fn lump(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !draft.is_reported() || !(draft.under("N63.10") || draft.under("N63.20")) {
            continue;
        }
        // Upper outer, upper inner, lower outer, lower inner.
        let last = match quadrant(case, draft) {
            Some('4') => '1',
            Some('2') => '2',
            Some('5') => '3',
            Some('3') => '4',
            _ => continue,
        };
        let code = format!("N63.{}{last}", &draft.code.compact()[3..4]);
        case.recode(at, &code, "the quadrant is named beside it", "OCG-I.B.2");
    }
}
