//! What do boxes, the other cells of a row and the words right behind say of a service?

use super::Reading;
use super::cues::{Cue, Hit};
use super::status::Status;
use medcode_note::Gap;
use std::ops::Range;

/// Words by which a patient will not have something.
const WORDS_OF_REFUSAL: &[&str] =
    &["declined", "declines", "decline", "declining", "refused", "refuses", "refuse"];

impl Reading<'_> {
    /// Whether the box before a service is ticked; `None` where none stands before it in its sentence.
    pub(super) fn boxed(&self, service: &Range<usize>) -> Option<bool> {
        const REACH: usize = 8;
        let sentence = self.sentence(service.start);
        // `HRA done ✓ flu IM ✓`: the tick stands behind what it is for.
        if self.ticks_behind(service.start) {
            let to = (service.end + 2 * REACH).min(sentence.end);
            let boxed = |at: usize| {
                let gap = self.doc.gap(at);
                gap.has(Gap::TICKED_BOX).then_some(true).or(gap.has(Gap::EMPTY_BOX).then_some(false))
            };
            let end = sentence.end;
            let near = end < self.doc.tokens().len() && end - service.end <= 2 * REACH;
            return (service.end..to).find_map(boxed).or_else(|| near.then(|| boxed(end)).flatten());
        }
        let from = sentence.start.max(service.end.saturating_sub(REACH));
        (from..service.end).rev().find_map(|at| self.box_at(at))
    }

    /// The box right before a token, and whether it is ticked: `[x]`, `[ ]`, `\u{2611}`.
    pub(super) fn box_at(&self, at: usize) -> Option<bool> {
        let gap = self.doc.gap(at);
        let crossed = at > 0
            && matches!(self.doc.folded(at - 1), "x")
            && gap.has(Gap::CLOSE)
            && self.doc.gap(at - 1).has(Gap::OPEN);
        let ticked = crossed || gap.has(Gap::TICKED_BOX);
        gap.has(Gap::EMPTY_BOX).then_some(false).or(ticked.then_some(true))
    }

    /// Whether the ticks of a line stand behind what they are for: none opens it, and one closes it.
    pub(super) fn ticks_behind(&self, token: usize) -> bool {
        let start = self.doc.tokens()[token].span.start;
        let Some(line) = self.doc.line_at(start) else { return false };
        let (first, end) = (line.tokens.0 as usize, line.tokens.1 as usize);
        let ticked = |at: usize| {
            let gap = self.doc.gap(at);
            gap.has(Gap::TICKED_BOX) || gap.has(Gap::EMPTY_BOX)
        };
        let opens = self.doc.text()[line.span.start as usize..]
            .trim_start()
            .starts_with(['[', '\u{2610}', '\u{2611}', '\u{2612}', '\u{2713}', '\u{2714}']);
        !opens && end < self.doc.tokens().len() && ticked(end) && first < end
    }

    /// What another cell of its row says of a service: `| Duplex right leg | cancelled |`.
    pub(super) fn said_in_row(&self, service: &Range<usize>) -> Option<Status> {
        let row = self.row_of(service.start)?;
        let own = self.mentions_in(row.clone()).len() == 1;
        let has = |cue: Cue| self.cues_in(row.clone()).iter().any(|c| c.cue == cue);
        match (own && has(Cue::Declined), own && has(Cue::Elsewhere)) {
            (true, _) => Some(Status::NotDone),
            (_, true) => Some(Status::Before),
            _ => None,
        }
    }

    /// `Labs reviewed from today: UA negative`: results that were looked at, made by others.
    pub(super) fn is_reviewed(&self, service: &Range<usize>) -> bool {
        const HEAD: usize = 4;
        let start = self.sentence(service.start).start;
        let head = start..(start + HEAD).min(service.start);
        let word = |w: &str| head.clone().any(|t| self.doc.folded(t) == w);
        word("reviewed") && (word("lab") || word("result") || word("record"))
    }

    /// Whether the clause or sentence right behind that of a service says in a few words that it was
    /// declined, and names no other service: `Offered flu shot. Patient declined.`
    pub(super) fn is_refused_after(&self, service: &Range<usize>) -> bool {
        const FEW: usize = 5;
        let Some(n) = self.doc.sentence_of(service.start) else { return false };
        let all = self.doc.sentences();
        let sentence = self.spoken(service.start);
        let cut = |t: &usize| self.doc.gap(*t).has(Gap::SEMICOLON.with(Gap::DASH));
        // What stands behind the next box is said of another.
        let end =
            (service.end..sentence.end).find(|&t| self.box_at(t).is_some()).unwrap_or(sentence.end);
        let clause = (service.end..end).find(cut).map(|from| from..end);
        if end < sentence.end && clause.is_none() {
            return false;
        }
        let next = all.get(n + 1).filter(|next| next.section == all[n].section);
        let next = next.map(|next| next.tokens.0 as usize..next.tokens.1 as usize);
        // `Flu: declined` under a list of vaccines speaks of what it labels.
        let labels = |r: &Range<usize>| {
            (r.start + 1..(r.start + 3).min(r.end)).any(|t| self.doc.gap(t).has(Gap::COLON))
        };
        let next = next.filter(|r| !labels(r));
        let few = |r: &Range<usize>| (1..=FEW).contains(&r.len());
        let Some(words) = clause.filter(few).or(next).filter(few) else { return false };
        let refused = |c: &Hit| {
            c.cue == Cue::Declined && WORDS_OF_REFUSAL.contains(&self.doc.folded(c.at as usize))
        };
        self.mentions_in(words.clone()).is_empty() && self.cues_in(words).iter().any(refused)
    }
}
