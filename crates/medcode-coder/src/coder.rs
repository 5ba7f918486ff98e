//! The way of a note through the desk.

use crate::case::{Case, Tier};
use crate::facts::Facts;
use crate::lexicon::Lexicon;
use crate::output::{self, Outcome};
use crate::places::Places;
use crate::reading::{Reading, Stand, Words};
use crate::shelf::Shelf;
use crate::tabular::Sides;
use crate::{draft, drug, guidelines, mention, resolve};
use medcode_kb::query::Release;
use medcode_model::{Code, Mode};
use medcode_note::{Document, Section};

/// A code that a mention may stand for, and what is known of the two.
#[derive(Clone, Debug)]
pub struct Sighted {
    /// The code.
    pub code: Code,
    /// The code that the rules take.
    pub by_rule: bool,
    /// What is known: names of features.
    pub features: Vec<String>,
}

/// The coder: the project's vocabulary, ready to read notes.
pub struct Coder {
    lexicon: Lexicon,
    shelf: Shelf,
    words: Words,
    weights: resolve::Weights,
    confidence: resolve::Confidence,
}

impl Default for Coder {
    fn default() -> Self {
        Self::new()
    }
}

impl Coder {
    /// Reads the vocabulary once.
    #[must_use]
    pub fn new() -> Self {
        Self {
            lexicon: Lexicon::read(),
            shelf: Shelf::default(),
            words: Words::default(),
            weights: resolve::Weights::read(),
            confidence: resolve::Confidence::read(),
        }
    }

    /// The codes of a note by the release in force on its date of service.
    #[must_use]
    pub fn code(&self, doc: &Document<'_>, facts: Facts, release: &Release) -> Outcome {
        self.code_all(&[(doc, facts, release)]).pop().unwrap_or_default()
    }

    /// The same of several notes, each step for all of them: the instructions of a step stay at hand,
    /// and those of all steps are more than a processor holds near.
    #[must_use]
    pub fn code_all(&self, notes: &[OnDesk<'_>]) -> Vec<Outcome> {
        let readings = self.read(notes);
        let mut cases = self.cases(notes, &readings);
        for case in &mut cases {
            match case.facts.mode {
                Mode::Mentions => resolve::mentions(case, &self.weights),
                Mode::Report => draft::all(case),
            }
        }
        guidelines::apply(&mut cases);
        for case in cases.iter_mut().filter(|case| case.facts.mode == Mode::Report) {
            resolve::report(case, &self.confidence);
        }
        cases.iter().map(output::write).collect()
    }

    /// Of every mention of a note the codes it may stand for, each with what is known of it:
    /// what the weights of the mentions are fitted to.
    #[must_use]
    pub fn sights(&self, doc: &Document<'_>, facts: Facts, release: &Release) -> Vec<Vec<Sighted>> {
        let note = [(doc, Facts { mode: Mode::Mentions, ..facts }, release)];
        let readings = self.read(&note);
        let mut cases = self.cases(&note, &readings);
        let seen = cases.iter_mut().flat_map(resolve::sights);
        seen.map(|s| s.levels.into_iter().map(|l| l.sighted(release)).collect()).collect()
    }

    fn read<'a>(&'a self, notes: &[OnDesk<'a>]) -> Vec<Reading<'a>> {
        let read =
            |(doc, _, release): &OnDesk<'a>| Reading::of(doc, release, &self.lexicon, &self.words);
        notes.iter().map(read).collect()
    }

    fn cases<'a>(&'a self, notes: &[OnDesk<'a>], readings: &'a [Reading<'a>]) -> Vec<Case<'a>> {
        let kept = (&self.lexicon, &self.shelf);
        let on_desk = notes.iter().zip(readings);
        let found: Vec<_> = on_desk
            .clone()
            .map(|((_, facts, release), r)| mention::find(r, release, kept, facts.mode))
            .collect();
        let case = |((&(doc, facts, release), reading), (matches, members))| Case {
            release,
            lexicon: &self.lexicon,
            doc,
            reading,
            stand: Stand::of(reading),
            places: Places::of(doc),
            sides: Sides::default(),
            facts,
            shelf: &self.shelf,
            matches,
            members,
            drafts: Vec::new(),
            has_assessment: doc.sections().iter().any(|s| assesses(doc, s)),
            drugs: drug::find(doc, &self.lexicon.drugs),
        };
        on_desk.zip(found).map(case).collect()
    }
}

/// A note, what is known of its patient, and the release it is coded by.
pub type OnDesk<'a> = (&'a Document<'a>, Facts, &'a Release);

/// The lowest tier that is reported on its own.
pub(crate) const REPORTED_FROM: Tier = Tier::Discussed;

/// Titles of plans that state no diagnosis.
const PLANS: &[&str] = &["plan", "rec", "recs", "recommendation", "recommendations"];

/// Whether a section states diagnoses. A plan alone, which has to serve as one, says what is
/// done and leaves the diagnoses to the text above it.
fn assesses(doc: &Document<'_>, section: &Section) -> bool {
    let header = section.header.map_or("", |h| h.of(doc.text()));
    // "Postop: same" points back to the diagnosis before the operation.
    let content =
        doc.text().get(section.content as usize..section.span.end as usize).unwrap_or_default().trim();
    let same = content.len() < 24 && content.get(..4).is_some_and(|w| w.eq_ignore_ascii_case("same"));
    section.kind.states_diagnoses()
        && !same
        && !PLANS.contains(&&*header.trim().trim_end_matches(':').to_ascii_lowercase())
}
