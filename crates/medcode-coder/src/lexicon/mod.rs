//! The project's own clinical vocabulary, read once when the engine starts.

mod abbreviations;
mod families;

use abbreviations::Abbreviations;
pub(crate) use abbreviations::Context;
pub(crate) use families::relatives;

use crate::drug::Names;
use crate::reading::Reading;
use medcode_kb::container::Container;
use medcode_kb::quick::QuickSet;
use medcode_kb::terms::{self, Runs, Terms};
use medcode_model::Code;

/// One phrase of the lexicon.
pub(crate) struct Phrase {
    /// As written in the table.
    pub(crate) text: &'static str,
    /// The code it leads to, if it is one in force.
    pub(crate) code: Code,
    /// Where its meaning stands in the Index or the Tabular.
    pub(crate) source: &'static str,
}

/// The vocabulary.
pub(crate) struct Lexicon {
    phrases: Vec<Phrase>,
    file: Option<Container>,
    /// Its terms in runs.
    runs: Runs,
    short: Abbreviations,
    never_alone: QuickSet<&'static str>,
    /// Names of drugs.
    pub(crate) drugs: Names,
    /// From this phrase on they are of the table of mentions.
    mentions_from: u32,
}

impl Lexicon {
    /// Reads the tables embedded in the binary.
    pub(crate) fn read() -> Self {
        let mut phrases: Vec<Phrase> = medcode_lexicon::synonyms().iter().filter_map(phrase).collect();
        let mentions_from = phrases.len() as u32;
        let mentions = medcode_lexicon::table("mentions").unwrap_or_default();
        phrases.extend(medcode_lexicon::rows(mentions).filter_map(|row| mention(&row)));
        let lone = medcode_lexicon::table("never-alone").unwrap_or_default();
        let never_alone = medcode_lexicon::rows(lone).filter_map(|r| r.first().copied()).collect();
        let numbered = phrases.iter().zip(0..).map(|(p, n)| (p.text, n));
        let file = terms::of_phrases(numbered).ok();
        let runs = file.as_ref().map(|file| Runs::of(&Terms::in_file(file))).unwrap_or_default();
        let short = Abbreviations::read();
        Self { phrases, file, runs, short, never_alone, drugs: Names::read(), mentions_from }
    }

    /// Its phrases as terms; the code of a term is the number of its phrase.
    pub(crate) fn terms(&self) -> Option<Terms<'_>> {
        self.file.as_ref().map(Terms::in_file)
    }

    /// Its terms in runs, as a sentence is searched for them.
    pub(crate) const fn runs(&self) -> &Runs {
        &self.runs
    }

    /// The words that an abbreviation stands for in this note.
    pub(crate) fn expand(&self, folded: &str, raw: &str, context: &Context<'_>) -> &[String] {
        self.short.expand(folded, raw, context)
    }

    /// Whether a folded word may be an abbreviation.
    pub(crate) fn is_short(&self, folded: &str) -> bool {
        self.short.holds(folded)
    }

    /// Whether a word names no condition by itself.
    pub(crate) fn never_alone(&self, folded: &str) -> bool {
        self.never_alone.contains(folded)
    }

    /// Whether a short form that is a phrase of the lexicon can have that meaning here: one
    /// that has several meanings needs its context.
    pub(crate) fn means(&self, token: usize, reading: &Reading<'_>) -> bool {
        let doc = reading.doc;
        let near = |w: &str| crate::reading::is_near(doc, token, w);
        let context = Context { near: &near, note: &near, small: false };
        self.short.is_unambiguous(doc.raw(token), doc.folded(token), &context)
    }

    /// Whether a phrase is read only where every mention is asked for.
    pub(crate) fn is_mention(&self, n: u32) -> bool {
        n >= self.mentions_from
    }

    /// A phrase by its number.
    pub(crate) fn phrase(&self, n: u32) -> Option<&Phrase> {
        self.phrases.get(n as usize)
    }
}

/// A synonym whose code has the shape of one; characters still to choose are left open.
fn phrase(row: &medcode_lexicon::Synonym) -> Option<Phrase> {
    let code = Code::cm(row.code_text.trim_end_matches('-')).ok()?;
    Some(Phrase { text: row.term, code, source: row.source })
}

/// A wording of the table of mentions: what it names where nothing is to be reported.
fn mention(row: &[&'static str]) -> Option<Phrase> {
    let &[text, code, source] = row else { return None };
    Some(Phrase { text, code: Code::cm(code.trim_end_matches('-')).ok()?, source })
}
