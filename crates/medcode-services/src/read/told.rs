//! Where does a note tell something of its own, and not deny it right before?
//!
//! [`Reading::says`] lets a denial reach over three words, which suits the names of services; what is
//! told of the claim (`the procedure was aborted`) is denied by the word before it alone.

use super::Reading;
use super::cues::{Cue, Hit};
use medcode_model::Span;
use std::ops::Range;

const DENIES: &[&str] = &["no", "not", "without", "never", "non"];

/// Words that may stand between a denial and what it denies.
const BETWEEN: &[&str] = &["a", "an", "any", "the", "planned", "been", "be", "further"];

/// Parts of the body that stand for the operation on them: `unrelated to the knee`.
const PARTS: &[&str] = &[
    "knee",
    "hip",
    "shoulder",
    "eye",
    "spine",
    "ankle",
    "wrist",
    "elbow",
    "hernia",
    "breast",
    "hysterectomy",
];

impl<'a> Reading<'a> {
    /// Every token of the note.
    pub(crate) fn whole(&self) -> Range<usize> {
        0..self.doc.tokens().len()
    }

    /// Where a word of the crosswalk is told within some tokens, in order: not denied, not in a list
    /// of histories.
    pub(crate) fn told(&self, tokens: Range<usize>, word: u16) -> impl Iterator<Item = Range<usize>> {
        let within = if self.is_named(word) { self.named_in(tokens) } else { &[] };
        let named = within.iter().filter(move |n| n.2 == word);
        let places = named.map(|n| n.0 as usize..(n.0 + n.1) as usize);
        places.filter(|at| !self.is_denied_before(at.start) && !self.is_of_history(at.start))
    }

    /// Whether a byte stands on the line of its section's header.
    pub(crate) fn is_beside_header(&self, byte: u32) -> bool {
        let header = self.doc.section_at(byte).and_then(|s| s.header);
        let line = |at: u32| self.doc.line_at(at).map(|l| l.span.start);
        header.is_some_and(|h| line(h.start) == line(byte))
    }

    /// Whether a token stands in the first sentence behind its section's header, on its line: the title.
    pub(crate) fn is_title(&self, token: usize) -> bool {
        let start = self.doc.tokens()[token].span.start;
        let section = self.doc.section_at(start).filter(|_| self.is_beside_header(start));
        let first = section.map(|s| self.doc.tokens_in(Span { start: s.content, end: s.span.end }).0);
        first.is_some_and(|f| self.doc.sentence_of(f) == self.doc.sentence_of(token))
    }

    /// Whether a part behind a comma goes on about the service before it: `X-ray of the ankle, 3 views
    /// done today`, `EKG, done in office`.
    pub(super) fn goes_on(&self, part: &Range<usize>) -> bool {
        let here =
            |c: &Hit| matches!(c.cue, Cue::Performed | Cue::Today | Cue::Interpreted | Cue::Pending);
        self.value(part.start).is_some() || self.cues_in(part.start..part.start + 1).iter().any(here)
    }

    fn is_denied_before(&self, token: usize) -> bool {
        let sentence = self.sentence(token);
        let word = |back: usize| match token.checked_sub(back) {
            Some(at) if at >= sentence.start => self.doc.folded(at),
            _ => "",
        };
        DENIES.contains(&word(1)) || BETWEEN.contains(&word(1)) && DENIES.contains(&word(2))
    }

    fn is_of_history(&self, token: usize) -> bool {
        let start = self.doc.tokens()[token].span.start;
        self.doc.section_at(start).is_some_and(|s| s.kind.is_history_list())
    }

    /// Words that say that something is unrelated to an operation: `not related to the shoulder
    /// surgery`, `unrelated to her knee replacement`.
    pub(crate) fn unrelated_to_operation(&self, reach: usize) -> Option<Range<usize>> {
        let word = |t: usize| self.doc.folded(t);
        if !self.doc.may_hold("unrelated") && !self.doc.may_hold("related") {
            return None;
        }
        self.whole().find_map(|at| {
            let denied = at > 0 && matches!(word(at - 1), "not" | "non");
            let unrelated = word(at) == "unrelated" || word(at) == "related" && denied;
            if !unrelated || word(at + 1) != "to" || self.is_of_history(at) {
                return None;
            }
            let end = (at + 2 + reach).min(self.sentence(at).end);
            let named = (at + 2..end).find(|&t| is_of_operation(word(t)) || PARTS.contains(&word(t)))?;
            Some(at - usize::from(denied)..named + 1)
        })
    }
}

/// Whether a word names an operation.
pub(crate) fn is_of_operation(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "surgery",
        "operation",
        "operative",
        "surgical",
        "procedure",
        "arthroplasty",
        "repair",
        "replacement",
        "fusion",
        "release",
        "cholecystectomy",
        "postop",
        "global",
        "bypass",
        "tka",
        "tha",
        "thr",
        "tkr",
        "phaco",
        "iol",
        "cataract",
    ];
    const ENDS: &[&str] = &["ectomy", "plasty", "otomy", "ostomy", "pexy"];
    WORDS.contains(&word) || ENDS.iter().any(|e| word.ends_with(e))
}
