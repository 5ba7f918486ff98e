//! A problem that is named in its heading and ruled out below it does not exist
//! (OCG IV.H, II.H: only a diagnosis still uncertain at discharge may be coded).

use crate::case::{Case, Draft};
use medcode_model::{Presence, WithheldReason};
use medcode_note::Gap;

/// Withholds what the same problem goes on to exclude.
pub(crate) fn apply(case: &mut Case<'_>) {
    let excluded: Vec<bool> = case
        .drafts
        .iter()
        .map(|d| d.is_reported() && (is_excluded(case, d) || answered_no(case, d)))
        .collect();
    for (draft, excluded) in case.drafts.iter_mut().zip(excluded) {
        if excluded {
            draft.withhold(
                WithheldReason::Negated,
                "the same problem goes on to rule it out",
                Some("OCG-IV.H"),
            );
        }
    }
}

fn is_excluded(case: &Case<'_>, draft: &Draft) -> bool {
    let Some(problem) = case.doc.problem_at(draft.evidence[0]) else {
        // "Sepsis suspected on admission - ruled out": a line that is no problem of an assessment.
        let line = case.doc.line_at(draft.evidence[0].start);
        return line.is_some_and(|l| left_open(case, draft, l.span.end));
    };
    let start = draft.evidence[0].start;
    let later = |d: &&Draft| {
        let at = d.evidence[0].start;
        start < at && at < problem.body.end && is_same(d, draft)
    };
    let denied =
        case.drafts.iter().filter(later).any(|d| d.context.assertion.presence == Presence::Absent);
    let restated = case.drafts.iter().filter(later).any(|d| d.context.assertion.is_affirmed());
    (denied && !restated) || left_open(case, draft, problem.body.end)
}

/// "The resident put \"sepsis\": no - cultures negative": a quoted diagnosis that is answered no.
fn answered_no(case: &Case<'_>, draft: &Draft) -> bool {
    let doc = case.doc;
    let Some(sentence) = doc.sentences().get(draft.sentence as usize) else { return false };
    let Some(&last) = draft.tokens.iter().max() else { return false };
    let (from, end) = (last as usize + 1, sentence.tokens.1 as usize);
    let Some(no) = (from..end.min(from + 6)).find(|&t| doc.folded(t) == "no") else { return false };
    let colon = doc.gap(no).has(Gap::COLON);
    let stops = no + 1 == end || doc.gap(no + 1).has(Gap::DASH.with(Gap::COMMA).with(Gap::SEMICOLON));
    colon && stops
}

/// Marks behind which "ruled out" is said of what was named before.
const PARTS: Gap = Gap::COMMA.with(Gap::STOP).with(Gap::SEMICOLON).with(Gap::DASH).with(Gap::ARROW);

/// Whether two drafts name one condition: of signs and symptoms, a category holds many
/// ("dysarthria, no aphasia").
fn is_same(one: &Draft, other: &Draft) -> bool {
    if other.is_symptom() {
        one.code == other.code
    } else {
        one.code.category() == other.code.category()
    }
}

/// "Ruled out" without a subject of its own: the condition named last before it is meant.
fn left_open(case: &Case<'_>, draft: &Draft, end: u32) -> bool {
    let doc = case.doc;
    let (_, first) = doc.tokens_in(draft.evidence[0]);
    let (_, last) = doc.tokens_in(medcode_model::Span { start: draft.evidence[0].start, end });
    let Some(at) = (first..last).find(|&t| {
        matches!(doc.folded(t), "ruled") && doc.folded(t + 1) == "out"
            || matches!(doc.folded(t), "excluded") && doc.folded(t.wrapping_sub(1)) != "not"
    }) else {
        return false;
    };
    let before = |d: &&Draft| d.tokens.last().is_some_and(|&t| (t as usize) < at);
    let nearest = case.drafts.iter().filter(before).max_by_key(|d| d.tokens.last().copied());
    // "ACS ruled out": what stands right before is meant, known to us or not.
    let adjoining = at.checked_sub(1).filter(|_| !doc.gap(at).has(PARTS));
    let other = adjoining.is_some_and(|t| {
        !crate::reading::is_describing(doc.folded(t))
            && nearest.is_none_or(|d| d.tokens.last() != Some(&(t as u32)))
    });
    !other && nearest.is_some_and(|d| d.code.category() == draft.code.category())
}
