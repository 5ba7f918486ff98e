//! Injuries of the chest as trauma notes write them: "L 4-7 rib fx" are several ribs, and air in the pleura beside a
//! broken rib is traumatic (Tabular S22.4, S27.0; OCG I.B.2).

use crate::case::{Case, Draft};
use crate::guidelines::near;
use medcode_note::Gap;

pub(super) fn apply(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !draft.is_reported() {
            continue;
        }
        if draft.under("S22.3") && names_several(case, draft) {
            let code = format!("S22.4{}", &draft.code.compact()[4..]);
            case.recode(at, &code, "several ribs are named", "OCG-I.B.2");
        }
    }
    let ribs = ["S22.3", "S22.4", "S22.5", "S21"].iter().any(|c| case.reports(c));
    for at in 0..case.drafts.len() {
        if ribs && case.drafts[at].is_reported() && case.drafts[at].under("J93.9") {
            case.recode(at, "S27.0XXA", "beside an injury of the chest", "OCG-I.C.19.b");
        }
    }
}

/// "Ribs 4-7", "4, 5 and 6th rib", "L 4-7 rib fx": a range or several numbers of ribs beside the word.
fn names_several(case: &Case<'_>, draft: &Draft) -> bool {
    let doc = case.doc;
    let number = |t: usize| {
        let word = doc.folded(t);
        let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
        digits.parse::<u8>().ok().filter(|n| (1..=12).contains(n))
    };
    let sentence = near::sentence(case, draft);
    let rib = near::own(draft).find(|&t| doc.folded(t) == "rib");
    rib.is_some_and(|rib| {
        let before = rib.saturating_sub(4).max(sentence.start)..rib;
        let after = rib + 1..(rib + 5).min(sentence.end);
        let several = |mut within: std::ops::Range<usize>| {
            within.any(|t| {
                let joined = doc.gap(t + 1).has(Gap::HYPHEN.with(Gap::DASH).with(Gap::COMMA))
                    || matches!(doc.folded(t + 1), "and" | "to");
                let next = if matches!(doc.folded(t + 1), "and" | "to") { t + 2 } else { t + 1 };
                joined && number(t).zip(number(next)).is_some_and(|(a, b)| a < b)
            })
        };
        several(before) || several(after)
    })
}
