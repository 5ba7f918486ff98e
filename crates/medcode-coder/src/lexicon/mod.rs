//! The project's own clinical vocabulary, read once when the engine starts.

mod families;

pub(crate) use families::relatives;

use medcode_kb::container::Container;
use medcode_kb::terms::{self, Terms};
use medcode_model::Code;

/// Phrases clinicians write, with the code each leads to.
const SYNONYMS: &[&str] = &[
    include_str!("../../../../lexicon/synonyms/circulatory.tsv"),
    include_str!("../../../../lexicon/synonyms/digestive.tsv"),
    include_str!("../../../../lexicon/synonyms/symptoms.tsv"),
    include_str!("../../../../lexicon/synonyms/endocrine.tsv"),
    include_str!("../../../../lexicon/synonyms/musculoskeletal.tsv"),
    include_str!("../../../../lexicon/synonyms/respiratory.tsv"),
];

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
}

impl Lexicon {
    /// Reads the tables embedded in the binary.
    pub(crate) fn read() -> Self {
        let phrases: Vec<Phrase> = SYNONYMS.iter().flat_map(|t| rows(t)).filter_map(phrase).collect();
        let numbered = phrases.iter().zip(0..).map(|(p, n)| (p.text, n));
        let file = terms::of_phrases(numbered).ok();
        Self { phrases, file }
    }

    /// Its phrases as terms; the code of a term is the number of its phrase.
    pub(crate) fn terms(&self) -> Option<Terms<'_>> {
        self.file.as_ref().map(Terms::in_file)
    }

    /// A phrase by its number.
    pub(crate) fn phrase(&self, n: u32) -> Option<&Phrase> {
        self.phrases.get(n as usize)
    }
}

fn phrase(row: Vec<&'static str>) -> Option<Phrase> {
    let [text, code, _, source] = row[..] else { return None };
    Some(Phrase { text, code: Code::cm(code.trim_end_matches('-')).ok()?, source })
}

/// The rows of a table: tab-separated, without its heading and comments.
fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|l| !l.trim().is_empty() && !l.starts_with('#') && !l.starts_with("term\t"))
        .map(|l| l.split('\t').map(str::trim).collect())
}
