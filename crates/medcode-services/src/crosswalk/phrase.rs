//! The words that name a service.

use super::words::Words;
use medcode_kb::quick::QuickMap;

/// Words that together, close to one another and in any order, name a service.
#[derive(Clone, Debug)]
pub(crate) struct Phrase {
    /// The words, the one it is filed under first.
    pub(crate) words: Vec<u16>,
    /// Words that must not stand in the same sentence.
    pub(crate) not: Vec<u16>,
    /// Names the base of its family, alone or among other words.
    pub(crate) base: bool,
    /// Names a procedure: another of the family may be told in the same words.
    pub(crate) act: bool,
    /// The rows it may mean.
    pub(crate) rows: Vec<u32>,
    /// Their family.
    pub(crate) family: &'static str,
}

impl Phrase {
    pub(crate) fn anchor(&self) -> u16 {
        self.words[0]
    }
}

/// Phrases, and the place of each by what it says.
#[derive(Default)]
pub(super) struct Filed {
    pub(super) phrases: Vec<Phrase>,
    known: QuickMap<Said, usize>,
}

/// Words, words that must not stand there, family.
type Said = (Vec<u16>, Vec<u16>, &'static str);

/// Files the phrases of a cell (`knee injection|inject knee !lidocaine`) under a row. A word with
/// blanks inside is written with underscores: `fine_needle aspiration`.
pub(super) fn file(cell: &str, row: u32, family: &'static str, words: &mut Words, out: &mut Filed) {
    for term in cell.split('|').map(str::trim).filter(|t| !t.is_empty() && *t != "-") {
        let (not, named): (Vec<&str>, Vec<&str>) = term.split(' ').partition(|w| w.starts_with('!'));
        let mut number = |w: &&str| words.number_of(&w.trim_start_matches('!').replace('_', " "));
        let named: Vec<u16> = named.iter().map(&mut number).collect();
        let not: Vec<u16> = not.iter().map(&mut number).collect();
        if named.is_empty() {
            continue;
        }
        let said = (named, not, family);
        if let Some(&known) = out.known.get(&said) {
            out.phrases[known].rows.push(row);
            continue;
        }
        let (words, not, _) = said.clone();
        out.known.insert(said, out.phrases.len());
        out.phrases.push(Phrase { words, not, base: false, act: false, rows: vec![row], family });
    }
}
