//! Words around an act that tell it as done: the verb alone in the next sentence, an appointment kept.

use super::Reading;
use medcode_note::SectionKind;
use std::ops::Range;

impl Reading<'_> {
    /// `Foreign body R palm. Removed.`: the sentence after it is the verb alone.
    pub(super) fn is_done_next(&self, sentence: &Range<usize>, section: SectionKind) -> bool {
        const LONGEST: usize = 3;
        const VERBS: &[&str] = &[
            "removed",
            "excised",
            "snipped",
            "drained",
            "injected",
            "frozen",
            "repaired",
            "closed",
            "sutured",
            "stapled",
            "shaved",
            "biopsied",
            "lanced",
            "incised",
            "evacuated",
            "reduced",
        ];
        let end = self.doc.tokens().len();
        if sentence.end >= end || matches!(section, SectionKind::Hpi | SectionKind::Plan) {
            return false;
        }
        let next = self.sentence(sentence.end);
        next.len() <= LONGEST && VERBS.contains(&self.doc.folded(next.start))
    }

    /// `Scheduled Mohs, BCC nose. Stage 1 ...`: the appointment opens the note, and what follows tells
    /// that it was kept.
    pub(super) fn is_appointment(&self, tokens: &Range<usize>) -> bool {
        const OPENS: usize = 4;
        let word = matches!(self.doc.folded(0), "scheduled" | "booked" | "planned" | "elective");
        let rest = self.sentence(tokens.start).end..self.doc.tokens().len();
        word && tokens.start < OPENS && self.named_in(rest).iter().any(|n| n.2 == self.acts.done)
    }

    /// `Performed lap appendectomy.`: the verb opens what is told of today.
    pub(super) fn tells_done(&self, told: &Range<usize>) -> bool {
        let start = self.doc.tokens()[told.start].span.start;
        let kind = self.doc.section_at(start).map_or(SectionKind::Unsectioned, |s| s.kind);
        let today = matches!(
            kind,
            SectionKind::Unsectioned
                | SectionKind::Plan
                | SectionKind::AssessmentPlan
                | SectionKind::Assessment
                | SectionKind::EdCourse
                | SectionKind::Other
        );
        today && self.doc.folded(told.start) == "performed"
    }

    /// Whether words of a class stand within some tokens; `as planned`, `as scheduled` put nothing off.
    pub(super) fn says_of_act(&self, range: Range<usize>, class: u16) -> bool {
        self.named_in(range).iter().any(|&(at, _, word)| {
            let at = at as usize;
            let kept = at > 0
                && self.doc.folded(at - 1) == "as"
                && matches!(self.doc.folded(at), "planned" | "scheduled" | "booked");
            word == class && !kept
        })
    }
}
