//! Superficial injuries are not coded beside a more severe injury of the same site, nor an
//! unspecified injury beside a specified one (OCG I.C.19.b, I.C.19.b.1).

use crate::case::{Case, Draft};
use medcode_model::WithheldReason;

pub(super) fn apply(case: &mut Case<'_>) {
    if !case.reports("S") && !case.reports("T14.8") {
        return;
    }
    let specific: Vec<(u8, Option<char>, bool)> = case
        .reported()
        .filter(|d| d.under("S") && !is_unspecified(d))
        .map(|d| (d.code.bytes()[1], side(case, d), is_superficial(d)))
        .collect();
    let anywhere = case
        .reported()
        .any(|d| d.under("S") || ["M80", "M84", "L76", "T81", "L89"].iter().any(|p| d.under(p)));
    // A wound that has become an ulcer is the ulcer.
    let ulcers = (case.reports("L97.2"), ["L97.3", "L97.4", "L97.5"].iter().any(|p| case.reports(p)));
    let sides: Vec<Option<char>> = case.drafts.iter().map(|d| side(case, d)).collect();
    for (draft, side) in case.drafts.iter_mut().zip(sides).filter(|(d, _)| d.is_reported()) {
        let region = draft.code.bytes()[1];
        let beside = |superficial_too: bool| {
            draft.under("S")
                && specific.iter().any(|(r, s, superficial)| {
                    *r == region && (*s == side || side.is_none()) && (superficial_too || !superficial)
                })
        };
        let ulcer = draft.under("S80") && ulcers.0 || draft.under("S90") && ulcers.1;
        if is_superficial(draft) && !is_unspecified(draft) && (beside(false) || ulcer) {
            let detail = "a more severe injury of the same site is coded";
            draft.withhold(WithheldReason::Integral, detail, Some("OCG-I.C.19.b.1"));
        } else if is_unspecified(draft) && beside(true) || draft.under("T14.8") && anywhere {
            let detail = "the injury is specified";
            draft.withhold(WithheldReason::LessSpecific, detail, Some("OCG-I.B.2"));
        }
    }
}

/// Abrasion, contusion, blister, insect bite: `S?0`.
fn is_superficial(draft: &Draft) -> bool {
    draft.under("S") && draft.code.bytes()[2] == b'0'
}

/// "Unspecified injury of ...": `S?9.9`.
fn is_unspecified(draft: &Draft) -> bool {
    let code = draft.code.bytes();
    draft.under("S") && code[2] == b'9' && code[3] == b'9'
}

/// The side that a code's title gives.
fn side(case: &Case<'_>, draft: &Draft) -> Option<char> {
    let title = case.title(draft.row);
    let has = |word: &str| title.lower.split([' ', ',']).any(|w| w == word);
    if has("left") {
        Some('l')
    } else if has("right") {
        Some('r')
    } else {
        None
    }
}
