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
use medcode_note::{Context, Document, Gap, SectionKind};
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
        tier(self, context, span)
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

/// How far a statement is the provider's assessment of today.
fn tier(case: &Case<'_>, context: &Context, span: Span) -> Tier {
    let (doc, has_assessment) = (case.doc, case.has_assessment);
    use SectionKind as K;
    if context.carried_forward || context.patient_reported {
        return Tier::Background;
    }
    match context.section {
        K::FinalDiagnosis | K::PostopDiagnosis => Tier::Assessed,
        K::Assessment | K::AssessmentPlan => {
            // Where problems are set apart, the text above them sums the case up.
            let narrative = !doc.problems().iter().any(|p| p.section == context.section);
            if context.problem_heading || narrative || opens_sentence(doc, span) {
                Tier::Assessed
            } else {
                Tier::Discussed
            }
        }
        K::HospitalCourse | K::EdCourse => {
            // Where the diagnoses stand apart, the first words of a course only open its account.
            let apart = context.section == K::EdCourse && states_final(doc);
            if context.problem_heading && !apart { Tier::Assessed } else { Tier::Discussed }
        }
        // The course of a stay is often told under no header (OCG III).
        K::Unsectioned if case.facts.setting.is_inpatient() => {
            if opens_sentence(doc, span) {
                Tier::Assessed
            } else {
                Tier::Discussed
            }
        }
        K::Other if case.facts.setting.is_inpatient() && under_title(doc, span) => Tier::Discussed,
        K::PreopDiagnosis if !has_assessment => Tier::Assessed,
        K::Plan | K::Addendum | K::Pathology => Tier::Discussed,
        K::Unsectioned | K::Title if !has_assessment => Tier::Assessed,
        K::Other if under_title(doc, span) => {
            if has_assessment {
                Tier::Told
            } else {
                Tier::Assessed
            }
        }
        K::Hpi | K::ChiefComplaint | K::Indication | K::Findings | K::Other if !has_assessment => {
            Tier::Discussed
        }
        K::Hpi
        | K::Unsectioned
        | K::Indication
        | K::Procedure
        | K::Findings
        | K::Complications
        | K::Consult => Tier::Told,
        _ => Tier::Background,
    }
}

/// Whether final diagnoses stand under a header of their own.
pub(crate) fn states_final(doc: &Document<'_>) -> bool {
    use SectionKind as K;
    let apart = |k| matches!(k, K::FinalDiagnosis | K::Assessment | K::AssessmentPlan);
    doc.sections().iter().any(|s| apart(s.kind))
}

/// Whether a section's header is the title of the note: what it holds stands under no header.
pub(crate) fn under_title(doc: &Document<'_>, span: Span) -> bool {
    let header = doc.section_at(span.start).and_then(|s| s.header);
    header.is_some_and(|h| doc.tokens_in(h).0 == 0)
}

/// Whether only describing words stand before a mention in its sentence: in an assessment
/// such a sentence states a diagnosis ("Mild OSA on CPAP, compliant").
fn opens_sentence(doc: &Document<'_>, span: Span) -> bool {
    let (first, _) = doc.tokens_in(span);
    let Some(sentence) = doc.sentence_of(first) else { return false };
    let start = doc.sentences()[sentence].tokens.0 as usize;
    // "HTN uncontrolled, lisinopril up; osteoporosis, start alendronate": each opens its own.
    // "1) contusion of the wall 2) contusion of the chest": each item opens its own.
    let numbered = |t: usize| {
        let mark = doc.text().as_bytes().get(doc.tokens()[t - 1].span.end as usize);
        mark == Some(&b')') && doc.folded(t - 1).parse::<u8>().is_ok_and(|n| (1..=20).contains(&n))
    };
    let apart = |&t: &usize| doc.gap(t).has(Gap::SEMICOLON.with(Gap::NEWLINE)) || numbered(t);
    let start = (start + 1..=first).rev().take(4).find(apart).unwrap_or(start);
    first - start <= 3 && (start..first).all(|t| crate::reading::is_describing(doc.folded(t)))
}
