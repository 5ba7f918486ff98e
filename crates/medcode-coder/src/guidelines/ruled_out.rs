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
        .map(|d| {
            d.is_reported() && (is_excluded(case, d) || answered_no(case, d) || taken_back(case, d))
        })
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

/// How far behind a condition its line may take it back.
const TAKEN_BACK: usize = 40;

/// "ED wrote \"septic shock\" - fluid responsive, NOT shock", "VAP suspected, cultures neg, not VAP": the
/// line goes on to deny its last word; "HE? oriented, no asterixis - no" answers its own question.
fn taken_back(case: &Case<'_>, draft: &Draft) -> bool {
    let doc = case.doc;
    let Some(&last) = draft.tokens.iter().max() else { return false };
    let last = last as usize;
    let Some(line) = doc.line_at(doc.tokens()[last].span.start) else { return false };
    let end = (line.tokens.1 as usize).min(last + 1 + TAKEN_BACK);
    let breaks = |t: usize| {
        t >= end || doc.gap(t).has(Gap::STOP.with(Gap::COMMA).with(Gap::SEMICOLON).with(Gap::DASH))
    };
    // Pain that is gone was there, and of injuries one place may be spared.
    let whole = !draft.under("S") && (!draft.is_symptom() || draft.under("R65"));
    let denied = whole && is_denied_later(case, last);
    let text = doc.text();
    let asked = text.get(doc.tokens()[last].span.end as usize..).is_some_and(|s| s.starts_with('?'));
    // A question mark ends no answer: "CHF? BNP 90, no."
    let answer = (last + 2..end).find(|&t| doc.gap(t).has(Gap::STOP)).unwrap_or(end);
    let answered = || {
        (last + 1..answer).any(|t| {
            let word = doc.folded(t);
            let alone = t > last + 1
                && matches!(word, "no" | "not" | "nothing" | "none" | "never")
                && breaks(t + 1)
                && doc.gap(t).has(Gap::DASH.with(Gap::COMMA).with(Gap::COLON).with(Gap::SEMICOLON));
            // `"Seizure?" EEG slow only; not sz.`
            let closes = word == "not" && t + 2 == answer;
            alone || closes || word == "intact" && breaks(t + 1)
        })
    };
    // `"STEMI" called by EMS`: another's word, quoted.
    let quoted =
        text.get(doc.tokens()[last].span.end as usize..).is_some_and(|s| s.starts_with(['"', '”']));
    let called = matches!(doc.folded(last + 1), "called" | "labelled" | "labeled" | "charted");
    if quoted && called && case.facts.setting.is_inpatient() {
        return true;
    }
    denied || asked && answered()
}

/// Whether the line of a word goes on to deny it: "not shock", "no VAP".
pub(super) fn is_denied_later(case: &Case<'_>, last: usize) -> bool {
    let doc = case.doc;
    let Some(line) = doc.line_at(doc.tokens()[last].span.start) else { return false };
    let end = (line.tokens.1 as usize).min(last + 1 + TAKEN_BACK);
    let breaks = |t: usize| {
        t >= end || doc.gap(t).has(Gap::STOP.with(Gap::COMMA).with(Gap::SEMICOLON).with(Gap::DASH))
    };
    (last + 1..end).any(|t| {
        let own = |n: usize| n < end && doc.folded(n) == doc.folded(last) && breaks(n + 1);
        matches!(doc.folded(t), "not" | "no")
            && (own(t + 1) || matches!(doc.folded(t + 1), "a" | "an" | "septic") && own(t + 2))
    })
}

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
