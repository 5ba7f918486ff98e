//! The tables with columns that more than one crate reads.

use crate::files;
use crate::rows::{lines, rows};
use std::sync::OnceLock;

/// What clinicians write, with the code it leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Synonym {
    /// As written in a note.
    pub term: &'static str,
    /// A code as printed; a dash at its end asks for more characters (`M00.86-`).
    pub code_text: &'static str,
    /// The Index path or Tabular title it stands for.
    pub canonical: &'static str,
    /// Where that can be read: `Index: Caries > dental`.
    pub source: &'static str,
    /// The file under `lexicon/`.
    pub file: &'static str,
}

/// A short form and what it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Abbreviation {
    /// The short form.
    pub short: &'static str,
    /// Its words.
    pub expansion: &'static str,
    /// What must stand near it; empty where it means one thing only.
    pub needs: &'static str,
    /// Where it is from.
    pub source: &'static str,
}

/// A drug as written in a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drug {
    /// Brand or generic name.
    pub name: &'static str,
    /// Generic name.
    pub generic: &'static str,
    /// Class.
    pub class: &'static str,
    /// What long-term use of it is coded as.
    pub longterm: &'static str,
    /// Where it is from.
    pub source: &'static str,
}

/// Every row under `lexicon/synonyms`, file by file.
pub fn synonyms() -> &'static [Synonym] {
    static ROWS: OnceLock<Vec<Synonym>> = OnceLock::new();
    ROWS.get_or_init(|| {
        let folder = files::ALL.iter().filter(|(path, _)| path.starts_with("synonyms/"));
        folder
            .flat_map(|&(file, text)| lines(text).filter_map(move |line| synonym(line, file)))
            .collect()
    })
}

fn synonym(line: &'static str, file: &'static str) -> Option<Synonym> {
    // Tens of thousands of rows: none is worth a list of its own.
    let mut cells = line.split('\t').map(str::trim);
    let mut next = || cells.next();
    let (term, code_text, canonical, source) = (next()?, next()?, next()?, next()?);
    next().is_none().then_some(Synonym { term, code_text, canonical, source, file })
}

/// The rows of `lexicon/abbreviations.tsv`; the same short form may stand on several.
pub fn abbreviations() -> &'static [Abbreviation] {
    static ROWS: OnceLock<Vec<Abbreviation>> = OnceLock::new();
    ROWS.get_or_init(|| {
        read("abbreviations", |row| {
            let &[short, expansion, needs, source] = row else { return None };
            let needs = if needs == "-" { "" } else { needs };
            Some(Abbreviation { short, expansion, needs, source })
        })
    })
}

/// The rows of `lexicon/drugs.tsv`.
pub fn drugs() -> &'static [Drug] {
    static ROWS: OnceLock<Vec<Drug>> = OnceLock::new();
    ROWS.get_or_init(|| {
        read("drugs", |row| {
            let &[name, generic, class, longterm, source] = row else { return None };
            Some(Drug { name, generic, class, longterm, source })
        })
    })
}

fn read<T>(name: &str, row: impl Fn(&[&'static str]) -> Option<T>) -> Vec<T> {
    crate::table(name).into_iter().flat_map(rows).filter_map(|cells| row(&cells)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row with a cell too many or too few would be lost without a word.
    #[test]
    fn every_row_has_its_cells() {
        for &(path, text) in files::ALL {
            let columns = match path {
                _ if path.starts_with("synonyms/") => 4,
                "abbreviations.tsv" => 4,
                "drugs.tsv" => 5,
                _ => continue,
            };
            for row in rows(text) {
                assert_eq!(row.len(), columns, "{path}: {row:?}");
            }
        }
    }

    #[test]
    fn rows_know_their_file() {
        let flu = synonyms().iter().find(|s| s.term == "high blood pressure").unwrap();
        assert_eq!((flu.code_text, flu.file), ("I10", "synonyms/circulatory.tsv"));
    }
}
