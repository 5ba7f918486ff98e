//! A note with the words that the level is read from: which stand where, near what.

use super::words::{Cue, Tag, Words};
use medcode_model::{Presence, Span};
use medcode_note::{Document, SectionKind};
use std::ops::Range;

/// The note and its cues.
pub(crate) struct View<'a> {
    pub(crate) doc: &'a Document<'a>,
    pub(crate) words: &'a Words,
    /// In order of their first token.
    pub(crate) cues: Vec<Cue>,
    /// The section of each cue.
    sections: Vec<SectionKind>,
    /// The title calls the note the account of a procedure, the report of a test.
    pub(crate) is_account: bool,
    pub(crate) is_test_report: bool,
}

impl<'a> View<'a> {
    pub(crate) fn of(doc: &'a Document<'a>, words: &'a Words) -> Self {
        let cues = words.find(doc);
        let mut sections = Vec::with_capacity(cues.len());
        let (all, mut at) = (doc.sections(), 0);
        for cue in &cues {
            let byte = doc.tokens()[cue.first as usize].span.start;
            while all.get(at).is_some_and(|s| s.span.end <= byte) {
                at += 1;
            }
            sections.push(all.get(at).map_or(SectionKind::Unsectioned, |s| s.kind));
        }
        Self { doc, words, cues, sections, is_account: false, is_test_report: false }
    }

    /// The cues of a tag with their sections.
    pub(crate) fn of_tag(&self, tag: Tag) -> impl Iterator<Item = (Cue, SectionKind)> + '_ {
        let both = self.cues.iter().zip(&self.sections);
        both.filter(move |(c, _)| c.tag == tag).map(|(c, s)| (*c, *s))
    }

    /// The first cue of a tag.
    pub(crate) fn first(&self, tag: Tag) -> Option<Cue> {
        self.cues.iter().find(|c| c.tag == tag).copied()
    }

    /// The cues that begin within some tokens.
    pub(crate) fn within(&self, tokens: Range<usize>) -> &[Cue] {
        let first = self.cues.partition_point(|c| (c.first as usize) < tokens.start);
        let end = self.cues.partition_point(|c| (c.first as usize) < tokens.end);
        &self.cues[first..end.max(first)]
    }

    /// The first cue of a tag that begins within some tokens.
    pub(crate) fn has(&self, tokens: Range<usize>, tag: Tag) -> Option<Cue> {
        self.within(tokens).iter().find(|c| c.tag == tag).copied()
    }

    /// The tokens of the sentence a token stands in.
    pub(crate) fn sentence(&self, token: u32) -> Range<usize> {
        match self.doc.sentence_of(token as usize) {
            Some(n) => {
                let (first, end) = self.doc.sentences()[n].tokens;
                first as usize..end as usize
            }
            None => token as usize..token as usize + 1,
        }
    }

    /// The tokens of a span.
    pub(crate) fn tokens(&self, span: Span) -> Range<usize> {
        let (first, end) = self.doc.tokens_in(span);
        first..end
    }

    /// The words of a cue.
    pub(crate) fn span(&self, cue: Cue) -> Span {
        self.span_of(cue.first as usize..cue.end as usize)
    }

    /// The bytes of some tokens.
    pub(crate) fn span_of(&self, tokens: Range<usize>) -> Span {
        let all = self.doc.tokens();
        match (all.get(tokens.start), all.get(tokens.end.saturating_sub(1))) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::new(0, 0),
        }
    }

    /// Whether the note denies a cue, or puts it under a condition.
    pub(crate) fn is_denied(&self, cue: Cue) -> bool {
        let presence = self.doc.context(self.span(cue)).assertion.presence;
        matches!(presence, Presence::Absent | Presence::Hypothetical)
    }

    /// Whether a word such as `no need for`, `consider`, `if` stands before some tokens in their
    /// sentence, or `not indicated`, `declined`, `deferred` right after.
    pub(crate) fn is_not_done(&self, cue: Cue) -> bool {
        let sentence = self.sentence(cue.first);
        let from = (cue.first as usize).saturating_sub(6).max(sentence.start);
        let to = (cue.end as usize + 4).min(sentence.end);
        let near = self.within(from..to).iter().filter(|c| c.tag == Tag::NotDone);
        let mut near = near.filter(|c| c.end <= cue.first || self.speaks_back(**c));
        near.any(|c| c.end <= cue.first || c.first >= cue.end)
    }

    /// Whether a word that says `not done` may stand after what it speaks of.
    fn speaks_back(&self, cue: Cue) -> bool {
        matches!(
            self.doc.folded(cue.first as usize),
            "not" | "deferred" | "declined" | "decline" | "refused" | "defer"
        )
    }

    /// The number a token stands for.
    pub(crate) fn number(&self, token: usize) -> Option<f32> {
        let word = self.doc.folded(token);
        word.starts_with(|c: char| c.is_ascii_digit()).then(|| word.parse().ok()).flatten()
    }
}

/// Whether decisions of this visit stand in a section.
pub(crate) const fn decides(kind: SectionKind) -> bool {
    use SectionKind as K;
    matches!(
        kind,
        K::Assessment
            | K::Plan
            | K::AssessmentPlan
            | K::FinalDiagnosis
            | K::EdCourse
            | K::HospitalCourse
            | K::Disposition
            | K::Orders
            | K::Addendum
            | K::Unsectioned
            | K::Other
            | K::Procedure
            | K::Instructions
    )
}

/// Whether decisions of a visit stand in a section of a note of its setting: in an emergency note what
/// was decided often stands on the line of the results or of what was given (`Rx: ... admit ICU`).
pub(crate) const fn decides_in(kind: SectionKind, setting: medcode_model::Setting) -> bool {
    use SectionKind as K;
    let run_on = matches!(kind, K::Labs | K::Imaging | K::Medications | K::Exam | K::Vitals);
    decides(kind) || run_on && matches!(setting, medcode_model::Setting::Ed)
}

/// Whether a section tells of plans by its kind: a drug named there is managed.
pub(crate) const fn plans(kind: SectionKind) -> bool {
    use SectionKind as K;
    matches!(
        kind,
        K::Assessment | K::Plan | K::AssessmentPlan | K::FinalDiagnosis | K::Orders | K::Disposition
    )
}
