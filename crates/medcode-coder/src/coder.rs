//! The way of a note through the desk.

use crate::case::{Case, Tier};
use crate::facts::Facts;
use crate::lexicon::Lexicon;
use crate::output::{self, Outcome};
use crate::places::Places;
use crate::reading::Reading;
use crate::{draft, drug, guidelines, mention, resolve};
use medcode_kb::query::Release;
use medcode_kb::terms::Terms;
use medcode_model::Mode;
use medcode_note::{Document, Section};

/// The coder: the project's vocabulary, ready to read notes.
pub struct Coder {
    lexicon: Lexicon,
    categories: draft::Categories,
    entries: draft::Entries,
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
            categories: draft::Categories::default(),
            entries: draft::Entries::default(),
        }
    }

    /// The codes of a note by the release in force on its date of service.
    #[must_use]
    pub fn code(&self, doc: &Document<'_>, facts: Facts, release: &Release) -> Outcome {
        let terms = Terms::of(release);
        let reading = Reading::of(doc, terms, &self.lexicon);
        let matches = mention::find(&reading, terms, &self.lexicon);
        let mut case = Case {
            release,
            lexicon: &self.lexicon,
            doc,
            reading: &reading,
            places: Places::of(doc),
            facts,
            categories: &self.categories,
            entries: &self.entries,
            matches,
            drafts: Vec::new(),
            has_assessment: doc.sections().iter().any(|s| assesses(doc, s)),
            drugs: drug::find(doc, &self.lexicon.drugs),
        };
        draft::all(&mut case);
        match facts.mode {
            Mode::Mentions => resolve::mentions(&mut case),
            Mode::Report => {
                guidelines::apply(&mut case);
                resolve::report(&mut case);
            }
        }
        output::write(&case)
    }
}

/// The lowest tier that is reported on its own.
pub(crate) const REPORTED_FROM: Tier = Tier::Discussed;

/// Whether a section states diagnoses. A plan alone, which has to serve as one, says what is
/// done and leaves the diagnoses to the text above it.
fn assesses(doc: &Document<'_>, section: &Section) -> bool {
    let header = section.header.map_or("", |h| h.of(doc.text()));
    section.kind.states_diagnoses() && !header.trim().trim_end_matches(':').eq_ignore_ascii_case("plan")
}
