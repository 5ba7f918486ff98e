//! How deep a burn is: the degree that the words beside it tell, where its code leaves it open; the scar of a
//! burn is its sequela (OCG I.C.19.d.1, I.C.19.d.7; Tabular T20-T25).

use crate::case::{Case, Draft};
use crate::guidelines::near;

/// How far from a burn its degree may stand.
const REACH: usize = 6;

pub(super) fn apply(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !draft.is_reported() || !is_burn(draft) {
            continue;
        }
        let mut code = draft.code.compact().to_owned();
        let scar = near::beside(case, draft, 2, 3)
            .any(|t| matches!(case.doc.folded(t), "scar" | "contracture" | "scarring" | "keloid"));
        if code.as_bytes().get(3) == Some(&b'0')
            && let Some(degree) = degree(case, draft)
        {
            code.replace_range(3..4, degree);
        }
        if scar && code.len() == 7 {
            code.replace_range(6..7, "S");
        }
        if code != draft.code.compact() && case.row(&code).is_some() {
            case.recode(at, &code, "depth and stage of the burn as told", "OCG-I.C.19.d.1");
        }
    }
}

fn is_burn(draft: &Draft) -> bool {
    ["T20", "T21", "T22", "T23", "T24", "T25"].iter().any(|c| draft.under(c))
}

/// The degree told nearest to a burn.
fn degree(case: &Case<'_>, draft: &Draft) -> Option<&'static str> {
    let own = near::own(draft);
    let word = |t: usize| case.doc.folded(t);
    let told = |t: usize| {
        let degree = matches!(word(t + 1), "degree" | "deg" | "dgr");
        match (word(t), degree) {
            ("first" | "1st", true) => Some("1"),
            ("second" | "2nd", true) => Some("2"),
            ("third" | "3rd", true) => Some("3"),
            ("superficial", _) if word(t + 1) != "partial" => Some("1"),
            ("partial", _) if word(t + 1) == "thickness" => Some("2"),
            ("full", _) if word(t + 1) == "thickness" => Some("3"),
            _ => None,
        }
    };
    let away = |t: usize| if t < own.start { own.start - t } else { t.saturating_sub(own.end) * 2 };
    near::beside(case, draft, REACH, REACH)
        .filter_map(|t| Some((away(t), told(t)?)))
        .min()
        .map(|(_, d)| d)
}
