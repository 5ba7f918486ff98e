//! Does the note say it, near a condition? What guidelines ask of the words around a draft.

use crate::case::{Case, Draft};
use medcode_model::{Experiencer, Presence};
use std::ops::Range;

/// The tokens of a draft's sentence.
pub(super) fn sentence(case: &Case<'_>, draft: &Draft) -> Range<usize> {
    let found = case.doc.sentences().get(draft.sentence as usize);
    found.map_or(0..0, |s| s.tokens.0 as usize..s.tokens.1 as usize)
}

/// The tokens of a draft's assessed problem; of its sentence where it stands in none.
pub(super) fn problem(case: &Case<'_>, draft: &Draft) -> Range<usize> {
    draft.evidence.first().and_then(|&span| case.doc.problem_at(span)).map_or_else(
        || sentence(case, draft),
        |p| {
            let (a, b) = case.doc.tokens_in(p.body);
            a..b
        },
    )
}

/// The tokens from the first of a draft's words to the end of its sentence, with a few
/// words before: where a diagnosis is described.
pub(super) fn description(case: &Case<'_>, draft: &Draft) -> Range<usize> {
    let whole = sentence(case, draft);
    let first = draft.tokens.first().map_or(whole.start, |&t| t as usize);
    first.saturating_sub(4).max(whole.start)..whole.end.max(first)
}

/// The first of several phrases that stands within some tokens and is stated as there.
pub(super) fn says(case: &Case<'_>, within: &Range<usize>, phrases: &[&str]) -> Option<Range<usize>> {
    let inside = |r: &Range<usize>| within.start <= r.start && r.end <= within.end;
    case.places.any(phrases).into_iter().filter(inside).find(|r| is_stated(case, r))
}

/// The first of several phrases that the note states of the patient, anywhere.
pub(super) fn anywhere(case: &Case<'_>, phrases: &[&str]) -> Option<Range<usize>> {
    case.places.any(phrases).into_iter().find(|r| is_stated(case, r))
}

/// Stated as there and the patient's own; "w/o" and "without" right before say no.
pub(super) fn is_stated(case: &Case<'_>, tokens: &Range<usize>) -> bool {
    let at = case.doc.context(case.span(tokens.clone())).assertion;
    let before = |n: usize| tokens.start.checked_sub(n).map_or("", |t| case.doc.folded(t));
    let denied = matches!(before(1), "without" | "no" | "not" | "non" | "wo" | "never" | "deny")
        || before(1) == "o" && before(2) == "w";
    at.presence == Presence::Present && at.experiencer == Experiencer::Patient && !denied
}

/// Whether a word before some tokens in their sentence is one of these.
pub(super) fn sentence_holds(case: &Case<'_>, token: usize, words: &[&str]) -> bool {
    let Some(sentence) = case.doc.sentence_of(token).map(|s| case.doc.sentences()[s].tokens) else {
        return false;
    };
    (sentence.0 as usize..sentence.1 as usize).any(|t| words.contains(&case.doc.folded(t)))
}
