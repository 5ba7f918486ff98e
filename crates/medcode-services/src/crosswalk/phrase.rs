//! The words that name a service.

use super::words::Words;

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

/// Files the phrases of a cell (`knee injection|inject knee !lidocaine`) under a row. A word with
/// blanks inside is written with underscores: `fine_needle aspiration`.
pub(super) fn file(
    cell: &str,
    row: u32,
    family: &'static str,
    words: &mut Words,
    out: &mut Vec<Phrase>,
) {
    for term in cell.split('|').map(str::trim).filter(|t| !t.is_empty() && *t != "-") {
        let (not, named): (Vec<&str>, Vec<&str>) = term.split(' ').partition(|w| w.starts_with('!'));
        let mut number = |w: &&str| words.number_of(&w.trim_start_matches('!').replace('_', " "));
        let named: Vec<u16> = named.iter().map(&mut number).collect();
        let not: Vec<u16> = not.iter().map(&mut number).collect();
        if named.is_empty() {
            continue;
        }
        match out.iter_mut().find(|p| p.words == named && p.not == not && p.family == family) {
            Some(phrase) => phrase.rows.push(row),
            None => {
                out.push(Phrase { words: named, not, base: false, act: false, rows: vec![row], family })
            }
        }
    }
}
