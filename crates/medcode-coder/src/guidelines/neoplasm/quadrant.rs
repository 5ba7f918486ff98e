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
    let Some(first) = found.next() else { return by_the_clock(case, draft) };
    found.next().is_none().then_some(first.1)
}

/// `2 o'clock`: of a left breast the outer side is that of the early hours, of a right one of the late.
/// An hour between two quadrants tells none.
fn by_the_clock(case: &Case<'_>, draft: &Draft) -> Option<char> {
    let code = draft.code.compact();
    // Without its side an hour tells no quadrant.
    let left = match (code.starts_with("C50"), code.as_bytes().last()) {
        (true, Some(b'2')) => true,
        (true, Some(b'1')) => false,
        (true, _) => return None,
        (false, _) => code.starts_with("N632"),
    };
    let word = |t: usize| case.doc.folded(t);
    let mut found = None;
    for t in near::sentence(case, draft) {
        if word(t + 1) != "oclock" && !(word(t + 1) == "o" && word(t + 2) == "clock") {
            continue;
        }
        let (upper, early) = match word(t) {
            "1" | "2" => (true, true),
            "4" | "5" => (false, true),
            "7" | "8" => (false, false),
            "10" | "11" => (true, false),
            _ => return None,
        };
        let here = match (upper, early == left) {
            (true, true) => '4',
            (true, false) => '2',
            (false, true) => '5',
            (false, false) => '3',
        };
        if found.is_some_and(|f| f != here) {
            return None;
        }
        found = Some(here);
    }
    found
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
