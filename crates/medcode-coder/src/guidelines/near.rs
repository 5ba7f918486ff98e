//! What stands near a statement, and what the note says of the patient elsewhere.

use crate::case::{Case, Draft, Fate};
use medcode_model::{Presence, WithheldReason};
use std::ops::Range;

/// The tokens of the sentence of a draft.
pub(super) fn sentence(case: &Case<'_>, draft: &Draft) -> Range<usize> {
    let tokens = case.doc.sentences().get(draft.sentence as usize).map_or((0, 0), |s| s.tokens);
    tokens.0 as usize..tokens.1 as usize
}

/// The tokens of the problem that a draft stands in; its sentence where it stands in none.
pub(super) fn problem(case: &Case<'_>, draft: &Draft) -> Range<usize> {
    let Some(problem) = case.doc.problem_at(draft.evidence[0]) else { return sentence(case, draft) };
    let (from, to) = case.doc.tokens_in(problem.body);
    from..to
}

/// The tokens of the whole note.
pub(super) fn note(case: &Case<'_>) -> Range<usize> {
    0..case.doc.tokens().len()
}

/// Where the first of some phrases stands as a fact within a stretch of the note.
pub(super) fn find(case: &Case<'_>, within: &Range<usize>, phrases: &[&str]) -> Option<Range<usize>> {
    let found = case.places.any(phrases);
    found.into_iter().find(|r| {
        within.contains(&r.start)
            && within.contains(&(r.end - 1))
            && case.doc.context(case.span(r.clone())).assertion.presence == Presence::Present
    })
}

/// Whether one of some phrases is stated as a fact within a stretch of the note.
pub(super) fn said(case: &Case<'_>, within: &Range<usize>, phrases: &[&str]) -> bool {
    find(case, within, phrases).is_some()
}

/// The tokens from the first to the last of a draft's own.
pub(super) fn own(draft: &Draft) -> Range<usize> {
    let first = draft.tokens.first().map_or(0, |&t| t as usize);
    let last = draft.tokens.last().map_or(0, |&t| t as usize + 1);
    first..last
}

/// The tokens of a draft and some on both sides, within its sentence.
pub(super) fn beside(case: &Case<'_>, draft: &Draft, before: usize, after: usize) -> Range<usize> {
    let (own, sentence) = (own(draft), sentence(case, draft));
    own.start.saturating_sub(before).max(sentence.start)..(own.end + after).min(sentence.end)
}

/// Whether the note says that the patient has what a draft names, be it assessed today or
/// only listed.
pub(super) fn is_known(draft: &Draft) -> bool {
    let listed = matches!(
        draft.fate,
        Fate::Report
            | Fate::Withhold {
                reason: WithheldReason::NotAddressed | WithheldReason::LowConfidence,
                ..
            }
    );
    listed && draft.context.assertion.is_affirmed() && !draft.context.carried_forward
}

/// Whether the provider gives a condition a cause: the words after "due to" and the like,
/// or before "-induced".
pub(super) fn cause(case: &Case<'_>, draft: &Draft) -> Option<Range<usize>> {
    const BECAUSE: &[&str] =
        &["due to", "d t", "secondary to", "2 2", "caused by", "because of", "from"];
    let (own, sentence) = (own(draft), sentence(case, draft));
    let after = own.end..(own.end + 5).min(sentence.end);
    if let Some(cue) = case.places.any(BECAUSE).into_iter().find(|r| after.contains(&r.start)) {
        return Some(cue.end..(cue.end + 6).min(sentence.end));
    }
    let before = own.start.saturating_sub(2).max(sentence.start)..own.start;
    let induced = before.clone().find(|&t| matches!(case.doc.folded(t), "induced" | "related"))?;
    Some(induced.saturating_sub(3).max(sentence.start)..induced)
}
