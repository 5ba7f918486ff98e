//! Of which act do words speak that refuse, date or label one: of this, or of the one next to it?

use super::Reading;
use medcode_model::Span;
use medcode_note::Gap;
use std::ops::Range;

impl Reading<'_> {
    /// Whether the words behind an act refuse it, and not what a comma or semicolon sets off from it: of
    /// `Loop in one pass, top hat not needed` the loop was done.
    pub(super) fn is_refused_behind(&self, after: &Range<usize>) -> bool {
        self.named_in(after.clone())
            .iter()
            .filter(|n| n.2 == self.acts.refused)
            .any(|&(at, ..)| !self.is_of_next_item(after.start, at as usize))
    }

    /// Whether a comma or semicolon sets off an item of its own that words at a token speak of.
    pub(super) fn is_of_next_item(&self, from: usize, at: usize) -> bool {
        const OF_IT: &[&str] = &[
            "was",
            "were",
            "then",
            "but",
            "and",
            "considered",
            "discussed",
            "planned",
            "which",
            "it",
            "is",
            "therefore",
            "so",
            "today",
            "attempted",
            "offered",
            "also",
            "again",
            "both",
            "all",
        ];
        let mark = Gap::COMMA.with(Gap::SEMICOLON);
        let cut = (from..=at).rev().find(|&t| self.doc.gap(t).has(mark));
        cut.is_some_and(|cut| (cut..at).any(|t| !OF_IT.contains(&self.doc.folded(t))))
    }

    /// Whether the words that deny speak of something else: on the line below a short title (`Proc:
    /// laminectomy` over `Disc firm, not entered`), or of the item behind a comma.
    pub(super) fn is_denied_below(
        &self,
        tokens: &Range<usize>,
        sentence: &Range<usize>,
        cue: Option<Span>,
    ) -> bool {
        let Some(cue) = cue else { return false };
        let end = self.end_of_title(tokens, sentence.end, sentence.end);
        let at = self.doc.tokens_in(cue).0;
        end < sentence.end && at >= end || at >= tokens.end && self.is_of_next_item(tokens.end, at)
    }

    /// Where a short line ends that no full stop closes and the next opens with a capital, a title: what
    /// the next line says was not done is said of something else.
    pub(super) fn end_of_title(&self, tokens: &Range<usize>, end: usize, reach: usize) -> usize {
        const SHORT: usize = 14;
        let capital =
            |t: usize| self.doc.raw(t).starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let next = |t: &usize| self.doc.gap(*t).has(Gap::NEWLINE) && capital(*t);
        let Some(cut) = (tokens.end..end.min(reach)).find(next) else { return end };
        let start = self.doc.tokens()[tokens.start].span.start;
        let line = self.doc.line_at(start).map_or(0, |l| (l.tokens.1 - l.tokens.0) as usize);
        if line <= SHORT { cut } else { end }
    }

    /// `Cardioverted? No - amio bolus`: asked, and answered with no.
    pub(super) fn is_answered_no(&self, tokens: &Range<usize>) -> bool {
        let asked = Gap::QUESTION.with(Gap::QUESTION_BEFORE).with(Gap::QUESTION_AFTER);
        (tokens.end..tokens.end + 2)
            .any(|t| self.doc.gap(t).has(asked) && matches!(self.doc.folded(t), "no" | "not" | "none"))
    }

    /// `planned: lap chole w IOC. performed: open cholecystectomy`: what stands before the label of what
    /// was done says nothing of it.
    pub(super) fn behind_label_of_done(&self, before: Range<usize>) -> Range<usize> {
        let label = |t: &usize| {
            matches!(self.doc.folded(*t), "performed" | "done" | "actual")
                && self.doc.gap(*t + 1).has(Gap::COLON)
        };
        let start = before.clone().rev().find(label).map_or(before.start, |t| t + 1);
        start..before.end
    }

    /// `performed: lap converted to open cholecystectomy`, whatever header it would stand under.
    pub(super) fn is_labelled_done(&self, tokens: &Range<usize>) -> bool {
        const REACH: usize = 12;
        let sentence = self.sentence(tokens.start);
        let from = tokens.start.saturating_sub(REACH).max(sentence.start);
        self.behind_label_of_done(from..tokens.start).start > from
    }

    /// `Core bx 2/26 fibroadenoma`, `TKA (4/7)`: right behind an act stands another day than the visit's.
    pub(super) fn is_dated_elsewhen(&self, tokens: &Range<usize>, sentence: &Range<usize>) -> bool {
        let next = tokens.end..(tokens.end + 1).min(sentence.end);
        !next.is_empty()
            && self.another_day(&next, &(tokens.end..(tokens.end + 3).min(sentence.end))) == Some(true)
    }

    /// `Here for scheduled hysteroscopy` in what its title calls the account of a procedure: what follows
    /// tells it as done.
    pub(super) fn is_come_for(&self, before: &Range<usize>) -> bool {
        const COME: &[&str] = &[
            "here",
            "present",
            "presents",
            "presenting",
            "presented",
            "come",
            "comes",
            "came",
            "scheduled",
        ];
        let future = || self.named_in(before.clone()).iter().filter(|n| n.2 == self.acts.future);
        let here =
            || future().any(|n| matches!(self.doc.folded(n.0 as usize), "here" | "come" | "came"));
        let planned = future().any(|n| self.doc.folded(n.0 as usize) == "scheduled");
        self.is_account
            && planned
            && here()
            && future().all(|n| COME.contains(&self.doc.folded(n.0 as usize)))
    }

    /// `Cataract present, will do later`: what is to come is told behind it, and nothing as done before.
    pub(super) fn is_left_for_later(&self, after: &Range<usize>) -> bool {
        const TO_COME: &[&str] =
            &["do", "address", "plan", "consider", "treat", "schedule", "stage", "bring"];
        let will =
            |t: &usize| self.doc.folded(*t) == "will" && TO_COME.contains(&self.doc.folded(*t + 1));
        let at = after.clone().find(will);
        at.is_some_and(|at| !self.has(after.start..at, &[self.acts.done]))
    }

    /// `PA pressures ok on echo`: in the account of an operation a test by which a finding was seen before.
    /// `Arthritis on film`, of which nothing more is said, is one anywhere.
    pub(super) fn is_where_seen(&self, service: &Range<usize>, is_told: bool) -> bool {
        let within = service.len() > 2 && self.doc.folded(service.end - 2) == "on";
        let left = service.start.checked_sub(1).map_or("", |t| self.doc.folded(t));
        let before = left == "on" || !self.is_test_report && matches!(left, "by" | "per" | "from");
        within && !is_told || (self.is_account || self.is_for_procedure) && before
    }
}
