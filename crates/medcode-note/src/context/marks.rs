//! Do marks decide: a question mark, a plus or minus, a box?

use medcode_model::Span;

use crate::segment::gap::Gap;
use crate::segment::kind::SectionKind;

use super::class::CueClass;
use super::clause::Clause;

/// The mark that decides on the target, if one does.
pub(crate) fn mark(clause: &Clause<'_, '_>) -> Option<(CueClass, Span)> {
    sign_after(clause).or_else(|| before(clause)).or_else(|| question_after(clause))
}

/// Marks that part the items of a list.
const ITEM: Gap = Gap::COMMA
    .with(Gap::SEMICOLON)
    .with(Gap::STOP)
    .with(Gap::NEWLINE)
    .with(Gap::PIPE)
    .with(Gap::COLUMN)
    .with(Gap::BULLET)
    .with(Gap::COLON)
    .with(Gap::DASH);

/// The bytes of the gap before a token.
fn gap_span(clause: &Clause<'_, '_>, at: usize) -> Span {
    let tokens = clause.doc.tokens();
    let start = at.checked_sub(1).map_or(0, |i| tokens[i].span.end);
    let end = tokens.get(at).map_or(clause.doc.text().len() as u32, |t| t.span.start);
    Span { start, end }
}

/// `fever (-)`, `rhonchi+`, `cough (+)` right after the target.
fn sign_after(clause: &Clause<'_, '_>) -> Option<(CueClass, Span)> {
    let end = clause.target.1;
    let gap = clause.gap(end);
    let span = gap_span(clause, end);
    if gap.has(Gap::MINUS_MARK) && signs_lead(clause) != Some(true) {
        return Some((CueClass::Negated, span));
    }
    if gap.has(Gap::PLUS_AFTER) || (gap.has(Gap::PLUS_MARK) && signs_lead(clause) != Some(true)) {
        return Some((CueClass::Affirmed, span));
    }
    None
}

/// Whether `(+)` and `(-)` stand before the items of this sentence rather than after:
/// told by the first of them.
fn signs_lead(clause: &Clause<'_, '_>) -> Option<bool> {
    let first = clause.gap(clause.first);
    if first.has(Gap::MINUS_MARK.with(Gap::PLUS_MARK)) {
        return Some(true);
    }
    let from = clause.first.max(clause.target.0.saturating_sub(40));
    (from + 1..clause.target.0 + 1)
        .find(|&at| clause.gap(at).has(Gap::MINUS_MARK.with(Gap::PLUS_MARK)))
        .map(|at| comma_leads(gap_span(clause, at).of(clause.doc.text())))
}

/// Whether a comma or colon stands before the sign: `cough, (+) fever`, not `cough (+), fever`.
fn comma_leads(gap: &str) -> bool {
    let sign = gap.find(['(', '[']).unwrap_or(gap.len());
    gap[..sign].contains([',', ':'])
}

/// `?PE`, `+cough`, `-fever`, `(-) fever`, `[ ] fever`, `[x] fever` before the target or
/// the words that lead up to it.
fn before(clause: &Clause<'_, '_>) -> Option<(CueClass, Span)> {
    let from = clause.first.max(clause.target.0.saturating_sub(6));
    let mut at = clause.target.0;
    loop {
        let gap = clause.gap(at);
        let span = gap_span(clause, at);
        if gap.has(Gap::QUESTION_BEFORE) {
            return Some((CueClass::Question, span));
        }
        if gap.has(Gap::PLUS_BEFORE.with(Gap::TICKED_BOX))
            || (gap.has(Gap::PLUS_MARK) && leads(clause, at))
        {
            return Some((CueClass::Affirmed, span));
        }
        if gap.has(Gap::MINUS_MARK) && leads(clause, at) {
            return Some((CueClass::Negated, span));
        }
        if gap.has(Gap::MINUS_BEFORE) && minus_denies(clause, at) {
            return Some((CueClass::Negated, span));
        }
        if gap.has(Gap::EMPTY_BOX) {
            return Some((CueClass::Negated, span));
        }
        if ticked_by_letter(clause, at) {
            return Some((CueClass::Affirmed, span));
        }
        if gap.has(ITEM) || at <= from {
            return None;
        }
        at -= 1;
    }
}

/// A sign between two items belongs to the item it stands next to; between blanks, to the
/// one the other signs of the sentence suggest.
fn leads(clause: &Clause<'_, '_>, at: usize) -> bool {
    at == clause.first || signs_lead(clause).unwrap_or(true)
}

/// `[x]` before token `at`.
fn ticked_by_letter(clause: &Clause<'_, '_>, at: usize) -> bool {
    at > 0
        && clause.gap(at).has(Gap::CLOSE)
        && clause.gap(at - 1).has(Gap::OPEN)
        && matches!(clause.word(at - 1), "x" | "y" | "yes")
}

/// `-fever` is "no fever" among `+cough`, in a system review or examination; elsewhere a
/// hyphen may be a sloppy bullet.
fn minus_denies(clause: &Clause<'_, '_>, at: usize) -> bool {
    let review = matches!(clause.section, SectionKind::Ros | SectionKind::Exam);
    let mid_line = at > clause.first;
    let from = clause.first.max(at.saturating_sub(40));
    let signs = (from..clause.end.min(at + 40)).filter(|&i| i != at);
    let mut plus = false;
    let mut minus = 0;
    for i in signs {
        plus |= clause.gap(i).has(Gap::PLUS_BEFORE);
        minus += usize::from(clause.gap(i).has(Gap::MINUS_BEFORE));
    }
    plus || (mid_line && (review || minus > 0))
}

/// `COPD?`, `osteomyelitis of sacrum?`: the question mark closes the target's item.
fn question_after(clause: &Clause<'_, '_>) -> Option<(CueClass, Span)> {
    for at in clause.target.1..=clause.end.min(clause.target.1 + 6) {
        let gap = clause.gap(at);
        if gap.has(Gap::QUESTION_AFTER) {
            return Some((CueClass::Question, gap_span(clause, at)));
        }
        if gap.has(ITEM.with(Gap::OPEN)) || at >= clause.end {
            return None;
        }
    }
    None
}
