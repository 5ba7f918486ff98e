//! Is the relative in this sentence the one who is ill?

use crate::segment::gap::Gap;

use super::clause::Clause;
use super::hits::Hit;

/// Whether a relative or other person is the subject or the owner of the target. People
/// also tell the history, drive the patient in and live with them.
pub(crate) fn owns(clause: &Clause<'_, '_>, hit: &Hit) -> bool {
    let (first, end) = (hit.first as usize, hit.end as usize);
    let (target, target_end) = clause.target;
    // "Family history of", "runs in the family": the cue itself says it.
    if end - first > 1
        && (0..end - first).any(|i| {
            matches!(clause.word(first + i), "family" | "hx" | "of" | "fam" | "belong" | "side")
        })
    {
        return true;
    }
    if matches!(clause.word(first), "fhx" | "fh") {
        return true;
    }
    if end <= target {
        is_subject(clause, first, end)
    } else {
        target_end <= first && is_owner(clause, first)
    }
}

/// The relative opens its clause, or is said to have something.
fn is_subject(clause: &Clause<'_, '_>, first: usize, end: usize) -> bool {
    let gap = clause.gap(end);
    if gap.has(Gap::COMMA.with(Gap::SEMICOLON).with(Gap::CLOSE).with(Gap::STOP)) {
        return false;
    }
    if matches!(
        clause.word(end),
        "with"
            | "has"
            | "had"
            | "w"
            | "who"
            | "diagnosed"
            | "dx"
            | "positive"
            | "tested"
            | "died"
            | "deceased"
            | "dead"
            | "is"
            | "was"
            | "have"
            | "passed"
            | "both"
    ) {
        return true;
    }
    let mut at = first;
    // Step over "his", "her", "maternal", "1", "older" to what comes before.
    while at > clause.first
        && !clause.gap(at).has(Gap::COMMA.with(Gap::SEMICOLON).with(Gap::COLON).with(Gap::OPEN))
        && is_determiner(clause.word(at - 1))
    {
        at -= 1;
    }
    if at == clause.first || clause.opens(at) {
        return true;
    }
    !matches!(
        clause.word(at - 1),
        "with"
            | "by"
            | "per"
            | "from"
            | "to"
            | "for"
            | "of"
            | "w"
            | "and"
            | "at"
            | "via"
            | "between"
            | "like"
            | "without"
            | "told"
            | "see"
            | "saw"
            | "visit"
            | "visiting"
            | "call"
            | "called"
            | "about"
    )
}

/// "breast cancer in mother", "colon cancer (father)", "DM - sister".
fn is_owner(clause: &Clause<'_, '_>, first: usize) -> bool {
    let mut at = first;
    while at > clause.target.1 && is_determiner(clause.word(at - 1)) {
        at -= 1;
    }
    if clause.gap(at).has(Gap::OPEN.with(Gap::DASH).with(Gap::COLON).with(Gap::EQUALS)) {
        return true;
    }
    at > clause.target.1 && matches!(clause.word(at - 1), "in" | "among" | "affecting" | "belong")
}

fn is_determiner(word: &str) -> bool {
    matches!(
        word,
        "his"
            | "her"
            | "my"
            | "the"
            | "a"
            | "their"
            | "patient"
            | "pt"
            | "older"
            | "younger"
            | "elder"
            | "maternal"
            | "paternal"
            | "one"
            | "two"
            | "both"
            | "half"
            | "twin"
            | "late"
            | "biological"
            | "brother"
            | "sister"
            | "mother"
            | "father"
            | "also"
            | "multiple"
            | "several"
            | "only"
    )
}
