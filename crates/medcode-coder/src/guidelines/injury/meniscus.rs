//! A meniscus torn long ago or worn is a derangement, M23.2-; S83.2- is for a current injury
//! (Tabular M23, S83: Excludes).

use crate::case::{Case, Draft};
use crate::guidelines::words;
use medcode_model::WithheldReason;

const OLD: &[&str] = &["degenerative", "old", "chronic"];

pub(super) fn apply(case: &mut Case<'_>) {
    let torn: Vec<usize> = (0..case.drafts.len())
        .filter(|&n| case.drafts[n].is_reported())
        .filter(|&n| {
            let draft = &case.drafts[n];
            draft.under("M23.20") || draft.under("S83.2") && says(case, draft, OLD)
        })
        .collect();
    let Some((&first, rest)) = torn.split_first() else { return };
    let code = derangement(case, &case.drafts[first]);
    if !case.recode(first, &code, "an old or degenerative tear", "Tabular M23.2") {
        return;
    }
    for &at in rest {
        let detail = "the same tear";
        case.drafts[at].withhold(WithheldReason::LessSpecific, detail, Some("OCG-I.B.2"));
    }
}

fn says(case: &Case<'_>, draft: &Draft, wanted: &[&str]) -> bool {
    words::sentence(case, draft).any(|t| wanted.contains(&case.doc.folded(t)))
}

/// M23.2- by meniscus, horn and side.
fn derangement(case: &Case<'_>, draft: &Draft) -> String {
    let own = |word: &str| draft.tokens.iter().any(|&t| case.doc.folded(t as usize) == word);
    let named = own("medial") || own("lateral");
    let part = |word: &str| if named { own(word) } else { says(case, draft, &[word]) };
    let (medial, lateral) = (part("medial"), part("lateral"));
    let (anterior, posterior) = (part("anterior"), part("posterior"));
    let part = match (medial, lateral, anterior, posterior) {
        (true, false, true, false) => Some('1'),
        (true, false, false, true) => Some('2'),
        (false, true, true, false) => Some('4'),
        (false, true, false, true) => Some('5'),
        _ => None,
    };
    let side = |one: char, two: char, none: char| {
        let said = |w: &str, s: &str| {
            words::sentence(case, draft).any(|t| case.doc.folded(t) == w || case.doc.raw(t) == s)
        };
        match (said("right", "R"), said("left", "L")) {
            (true, false) => one,
            (false, true) => two,
            _ => none,
        }
    };
    match part {
        Some(part) => format!("M23.2{part}{}", side('1', '2', '9')),
        None if medial && !lateral => format!("M23.20{}", side('3', '4', '5')),
        None if lateral && !medial => format!("M23.20{}", side('0', '1', '2')),
        None => format!("M23.20{}", side('6', '7', '9')),
    }
}
