//! Allergic rhinitis by each of its causes: "due to pollen; due to cat dander; due to dust mites" is three codes
//! (Tabular J30.1, J30.81, J30.89; OCG I.B.2).

use crate::case::Case;
use medcode_model::Presence;

/// Words of a cause and its code.
const CAUSES: &[(&[&str], &str)] = &[
    (&["pollen", "tree", "grass", "ragweed", "weed"], "J30.1"),
    (&["cat", "dog", "dander", "animal"], "J30.81"),
    (&["mite", "dust", "mold", "cockroach"], "J30.89"),
];

/// How far behind the rhinitis a cause may stand.
const REACH: usize = 24;

pub(crate) fn apply(case: &mut Case<'_>) {
    let Some(like) = case.reported().find(|d| d.under("J30") && !d.under("J30.0")).cloned() else {
        return;
    };
    let Some(&first) = like.tokens.iter().min() else { return };
    let Some(line) = case.doc.line_at(like.evidence[0].start) else { return };
    let first = first as usize;
    let end = (line.tokens.1 as usize).min(first + REACH);
    for (words, code) in CAUSES {
        let told = (first..end).find(|&t| {
            let span = case.doc.tokens()[t].span;
            words.contains(&case.doc.folded(t))
                && is_listed(case, first, t)
                && case.doc.context(span).assertion.presence == Presence::Present
        });
        let Some(at) = told.filter(|_| !case.reports(code)) else { continue };
        if let Some(open) = case.drafts.iter().position(|d| d.is_reported() && d.under("J30.9")) {
            case.recode(open, code, "the cause that the provider names", "OCG-I.B.2");
        } else if case.state(code, at..at + 1, "another cause of the rhinitis", "OCG-I.B.2")
            && let Some(draft) = case.drafts.last_mut()
        {
            draft.tier = like.tier;
            draft.order = like.order + 1;
        }
    }
}

/// Whether nothing but causes stands between the rhinitis and a cause: no new statement has begun.
fn is_listed(case: &Case<'_>, first: usize, at: usize) -> bool {
    const BETWEEN: &[&str] = &[
        "allergic",
        "rhinitis",
        "rhiniti",
        "due",
        "to",
        "and",
        "from",
        "pollen",
        "tree",
        "grass",
        "ragweed",
        "weed",
        "cat",
        "dog",
        "dander",
        "animal",
        "mite",
        "dust",
        "mold",
        "seasonal",
        "perennial",
        "allergy",
        "w",
        "with",
        "the",
        "hair",
        "other",
        "cockroach",
        "allergen",
        "ar",
    ];
    (first..at).all(|t| BETWEEN.contains(&case.doc.folded(t)))
}
