//! One note on the coder's desk: its words, the drafts of codes, what is known.

use crate::drug::DrugAt;
use crate::facts::Facts;
use crate::lexicon::Lexicon;
use crate::mention::{Chosen, Members};
use crate::places::Places;
use crate::reading::{Reading, Stand};
use crate::shelf::{Shelf, Title};
use crate::tabular::Sides;
use medcode_kb::query::Release;
use medcode_model::{Code, Span, WithheldReason};
use medcode_note::{Context, Document};
use std::ops::Range;

/// How much the place of a statement says that the provider assessed it today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tier {
    /// Carried along: lists, history, reviews of systems, results.
    Background,
    /// Told: history of present illness, course, plan.
    Told,
    /// Assessed: in the body of an assessed problem.
    Discussed,
    /// The provider's own diagnosis: heading of a problem, final diagnosis.
    Assessed,
}

/// What becomes of a draft.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Fate {
    /// Reported.
    Report,
    /// Seen and not reported.
    Withhold { reason: WithheldReason, detail: String, authority: Option<&'static str> },
}

/// Where a draft's code comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// An entry of the Index.
    Index(u32),
    /// A phrase of the lexicon.
    Lexicon(u32),
    /// Title or inclusion term of the code in this row.
    Title(u32),
    /// A guideline, which names itself in the draft's reasons.
    Guideline,
}

/// A code on its way to the claim.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    /// Row of the code.
    pub(crate) row: u32,
    /// The code in that row.
    pub(crate) code: Code,
    /// The words, the first one the mention that led here.
    pub(crate) evidence: Vec<Span>,
    /// The tokens of the mention.
    pub(crate) tokens: Vec<u32>,
    pub(crate) sentence: u32,
    pub(crate) context: Context,
    pub(crate) tier: Tier,
    pub(crate) origin: Origin,
    pub(crate) fate: Fate,
    pub(crate) reasons: Vec<String>,
    pub(crate) authority: Vec<&'static str>,
    pub(crate) confidence: f32,
    /// Sorts the codes of a note: smaller comes first.
    pub(crate) order: i64,
    pub(crate) poa: Option<&'static str>,
}

impl Draft {
    pub(crate) fn is_reported(&self) -> bool {
        self.fate == Fate::Report
    }

    /// Withholds the draft, if it is not withheld already.
    pub(crate) fn withhold(
        &mut self,
        reason: WithheldReason,
        detail: impl Into<String>,
        authority: Option<&'static str>,
    ) {
        if self.is_reported() {
            self.fate = Fate::Withhold { reason, detail: detail.into(), authority };
        }
    }

    /// Whether the code stands under a category or subcategory (`E11`, `E11.2`).
    pub(crate) fn under(&self, prefix: &str) -> bool {
        let mut characters = self.code.bytes().iter();
        prefix.bytes().filter(|b| *b != b'.').all(|b| characters.next() == Some(&b))
    }

    /// Signs, symptoms and abnormal findings (chapter 18) and pain named by site.
    pub(crate) fn is_symptom(&self) -> bool {
        self.under("R")
    }

    /// External causes (chapter 20).
    pub(crate) fn is_external_cause(&self) -> bool {
        matches!(self.code.bytes()[0], b'V'..=b'Y')
    }
}

/// One note being coded.
pub(crate) struct Case<'a> {
    pub(crate) release: &'a Release,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) doc: &'a Document<'a>,
    pub(crate) reading: &'a Reading<'a>,
    /// Where the words stand that the note may hold.
    pub(crate) stand: Stand,
    /// Where each word of the note stands.
    pub(crate) places: Places<'a>,
    /// Where sides are named.
    pub(crate) sides: Sides,
    pub(crate) facts: Facts,
    /// What the books say of a code.
    pub(crate) shelf: &'a Shelf,
    /// Every match that was chosen, and the parts of each.
    pub(crate) matches: Chosen,
    /// The members of its lists.
    pub(crate) members: Members,
    pub(crate) drafts: Vec<Draft>,
    /// Every drug named in the note.
    pub(crate) drugs: Vec<DrugAt>,
    /// The note has sections in which the provider states diagnoses.
    pub(crate) has_assessment: bool,
}

impl<'a> Case<'a> {
    /// The drafts still to be reported.
    pub(crate) fn reported(&self) -> impl Iterator<Item = &Draft> {
        self.drafts.iter().filter(|d| d.is_reported())
    }

    /// Whether a code under a prefix is to be reported.
    pub(crate) fn reports(&self, prefix: &str) -> bool {
        self.reported().any(|d| d.under(prefix))
    }

    /// The row of a code written with or without the dot.
    pub(crate) fn row(&self, code: &str) -> Option<u32> {
        self.release.find(&Code::cm(code).ok()?)
    }

    /// The title of the code in a row.
    pub(crate) fn title(&self, row: u32) -> &'a Title {
        self.shelf.title(self.release, row)
    }

    /// The tier of words in this context.
    pub(crate) fn tier(&self, context: &Context, span: Span) -> Tier {
        crate::tier::tier(self, context, span)
    }

    /// A draft that a guideline adds on the strength of another draft's words.
    pub(crate) fn add(
        &mut self,
        code: &str,
        like: &Draft,
        reason: impl Into<String>,
        authority: &'static str,
    ) -> bool {
        let Some(row) = self.row(code) else { return false };
        let code = self.release.code(row);
        if self.drafts.iter().any(|d| d.code == code && d.is_reported()) {
            return false;
        }
        self.drafts.push(Draft {
            row,
            code,
            origin: Origin::Guideline,
            fate: Fate::Report,
            reasons: vec![reason.into()],
            authority: vec![authority],
            ..like.clone()
        });
        true
    }

    /// A draft that a guideline makes of words of the note, in the context they stand in.
    pub(crate) fn state(
        &mut self,
        code: &str,
        tokens: Range<usize>,
        reason: impl Into<String>,
        authority: &'static str,
    ) -> bool {
        let Some(row) = self.row(code) else { return false };
        let code = self.release.code(row);
        if tokens.is_empty() || self.drafts.iter().any(|d| d.code == code && d.is_reported()) {
            return false;
        }
        let span = self.span(tokens.clone());
        let context = self.doc.context(span);
        self.drafts.push(Draft {
            row,
            code,
            evidence: vec![span],
            sentence: self.doc.sentence_of(tokens.start).unwrap_or_default() as u32,
            tier: self.tier(&context, span),
            context,
            origin: Origin::Guideline,
            fate: Fate::Report,
            reasons: vec![reason.into()],
            authority: vec![authority],
            confidence: 0.0,
            order: i64::from(span.start),
            poa: None,
            tokens: tokens.map(|t| t as u32).collect(),
        });
        true
    }

    /// The bytes from the first to the last of some tokens.
    pub(crate) fn span(&self, tokens: Range<usize>) -> Span {
        let all = self.doc.tokens();
        all[tokens.start].span.cover(all[tokens.end - 1].span)
    }

    /// Gives a draft another code.
    pub(crate) fn recode(
        &mut self,
        at: usize,
        code: &str,
        reason: impl Into<String>,
        authority: &'static str,
    ) -> bool {
        let Some(row) = self.row(code) else { return false };
        let code = self.release.code(row);
        let draft = &mut self.drafts[at];
        draft.row = row;
        draft.code = code;
        draft.reasons.push(reason.into());
        draft.authority.push(authority);
        true
    }
}
