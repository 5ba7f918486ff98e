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
        self.on_desk(doc, facts, release, |case| {
            match facts.mode {
                Mode::Mentions => resolve::mentions(case, &self.weights),
                Mode::Report => {
                    draft::all(case);
                    guidelines::apply(case);
                    resolve::report(case, &self.confidence);
                }
            }
            output::write(case)
        })
    }

    /// Of every mention of a note the codes it may stand for, each with what is known of it:
    /// what the weights of the mentions are fitted to.
    #[must_use]
    pub fn sights(&self, doc: &Document<'_>, facts: Facts, release: &Release) -> Vec<Vec<Sighted>> {
        self.on_desk(doc, Facts { mode: Mode::Mentions, ..facts }, release, |case| {
            let seen = resolve::sights(case);
            seen.into_iter()
                .map(|s| s.levels.into_iter().map(|l| l.sighted(release)).collect())
                .collect()
        })
    }

    fn on_desk<T>(
        &self,
        doc: &Document<'_>,
        facts: Facts,
        release: &Release,
        work: impl FnOnce(&mut Case<'_>) -> T,
    ) -> T {
        let reading = Reading::of(doc, release, &self.lexicon, &self.words);
        let (matches, members) =
            mention::find(&reading, release, (&self.lexicon, &self.shelf), facts.mode);
        let mut case = Case {
            release,
            lexicon: &self.lexicon,
            doc,
            reading: &reading,
            stand: Stand::of(&reading),
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
        work(&mut case)
    }
}

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
