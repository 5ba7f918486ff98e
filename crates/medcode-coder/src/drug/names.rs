//! Names of drugs as notes write them, from `drugs.tsv`, and of groups of drugs, from
//! `drug_classes.tsv`.

use medcode_kb::text::normal;
use medcode_kb::words::WordMap;
use medcode_note::{Document, Spelling};

/// What is known of a drug.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Drug {
    /// Path of its row in the Table of Drugs, joined by ` > `.
    pub(crate) row: &'static str,
    /// Its class; empty for the name of a group.
    pub(crate) class: &'static str,
    /// The code of its long-term use, if it has one.
    pub(crate) longterm: Option<&'static str>,
}

/// Every name, by its first word.
pub(crate) struct Names {
    by_first: WordMap<Vec<(Vec<String>, usize)>>,
    drugs: Vec<Drug>,
}

impl Names {
    pub(crate) fn read() -> Self {
        let mut out = Self { by_first: WordMap::default(), drugs: Vec::new() };
        for row in medcode_lexicon::drugs() {
            let longterm = Some(row.longterm).filter(|l| *l != "-");
            out.add(row.name, Drug { row: row.generic, class: row.class, longterm });
        }
        for row in medcode_lexicon::rows(medcode_lexicon::table("drug_classes").unwrap_or_default()) {
            let [name, path, ..] = row[..] else { continue };
            out.add(name, Drug { row: path, class: "", longterm: None });
        }
        for names in out.by_first.values_mut() {
            names.sort_by_key(|(words, number)| (std::cmp::Reverse(words.len()), *number));
        }
        out
    }

    fn add(&mut self, name: &str, drug: Drug) {
        let words = normal::words(name);
        let Some(first) = words.first() else { return };
        let names = self.by_first.get_or_make(first, Vec::new);
        names.push((words, self.drugs.len()));
        self.drugs.push(drug);
    }

    /// Of every spelling of a note the names that begin with it.
    pub(super) fn spelled(&self, doc: &Document<'_>) -> Vec<&[(Vec<String>, usize)]> {
        let names =
            |s: &Spelling| self.by_first.get_packed(s.packed, &s.folded).map_or(&[][..], Vec::as_slice);
        doc.spellings().iter().map(names).collect()
    }

    /// The longest name that begins at a token: one past its last token, and its number.
    pub(super) fn at(
        doc: &Document<'_>,
        token: usize,
        spelled: &[&[(Vec<String>, usize)]],
    ) -> Option<(usize, usize)> {
        let names = spelled.get(doc.tokens().get(token)?.spelling as usize)?;
        names.iter().find_map(|(words, number)| {
            let rest = words.iter().enumerate().skip(1);
            let fits = rest.clone().all(|(n, word)| doc.folded(token + n) == word);
            fits.then_some((token + words.len(), *number))
        })
    }

    pub(crate) fn drug(&self, number: usize) -> &Drug {
        &self.drugs[number]
    }
}
