//! What do the tables under `data/` say? Procedure phrases with the characters they fix, and
//! words with the labels of the official tables they stand for.

use crate::read::phrases::Phrases;
use medcode_kb::text::normal::words;
use medcode_lexicon::rows;

const PROCEDURES: &[&str] = &[
    include_str!("../data/abdomen.tsv"),
    include_str!("../data/chest.tsv"),
    include_str!("../data/heart.tsv"),
    include_str!("../data/vessels.tsv"),
    include_str!("../data/bones.tsv"),
    include_str!("../data/head.tsv"),
    include_str!("../data/pelvis.tsv"),
    include_str!("../data/birth.tsv"),
    include_str!("../data/skin.tsv"),
    include_str!("../data/support.tsv"),
    include_str!("../data/shadows.tsv"),
];
const OPERATIONS: &str = include_str!("../data/operations.tsv");
const ORGANS: &str = include_str!("../data/organs.tsv");
const WORDS: &str = include_str!("../data/words.tsv");
const APPROACHES: &str = include_str!("../data/approaches.tsv");

/// Characters of a body part on the right, on the left, and without a side.
pub(crate) type Sides = [Option<u8>; 3];

/// One row: a procedure in clinicians' words.
#[derive(Clone, Debug)]
pub(crate) struct Procedure {
    /// The codes it makes, each with `.` where words or conventions choose.
    pub(crate) patterns: Vec<[u8; 7]>,
    /// Of each code the characters of the body part on the right, on the left, and without a
    /// side.
    sides: Vec<Sides>,
    /// What holds for it, see [`Procedure::has`].
    flags: Vec<&'static str>,
    /// The first phrase, to name the row.
    pub(crate) name: &'static str,
}

impl Procedure {
    /// `opt`: reported by facility policy only. `each`: one code for each body part named.
    /// `insp`: looking only, part of anything else done there. `ask`: a question where the
    /// approach is not said. `pair`: both sides where neither is named. `first`: of its codes the first whose body part
    /// the words name. `place`: a line or tube, which counts where
    /// its placing is told.
    pub(crate) fn has(&self, flag: &str) -> bool {
        self.flags.contains(&flag)
    }

    /// The phrase only holds the words of a procedure.
    pub(crate) fn is_shadow(&self) -> bool {
        self.patterns.is_empty()
    }

    /// The body part of a code by side.
    pub(crate) fn sides(&self, pattern: usize) -> Sides {
        self.sides.get(pattern).or(self.sides.last()).copied().unwrap_or_default()
    }

    /// The value of an option: `d=J`.
    pub(crate) fn option(&self, name: &str) -> Option<&'static str> {
        self.flags.iter().find_map(|f| f.strip_prefix(name)?.strip_prefix('='))
    }
}

/// Words and what they add: the words of an official label.
pub(crate) struct Added {
    pub(crate) words: Vec<Box<str>>,
}

/// A body part in clinicians' words.
pub(crate) struct Organ {
    /// Body system and part: the part by side, or the one there is.
    pub(crate) parts: Vec<(u8, Option<u8>, Sides)>,
    /// What is resected of it is a part of it.
    pub(crate) segment: bool,
}

/// Words that say how a place was reached.
#[derive(Clone, Copy)]
pub(crate) struct Way {
    /// The approaches they may mean, the likeliest first.
    pub(crate) characters: &'static [u8],
    /// Stronger than others: `converted to open`.
    pub(crate) settles: bool,
}

/// All tables.
pub(crate) struct Tables {
    pub(crate) procedures: Vec<Procedure>,
    pub(crate) names: Phrases,
    /// Root operations in plain words, which may stand within a name.
    pub(crate) operations: Phrases,
    pub(crate) organs: Vec<Organ>,
    pub(crate) organ_words: Phrases,
    pub(crate) added: Vec<Added>,
    pub(crate) words: Phrases,
    pub(crate) ways: Vec<Way>,
    pub(crate) way_words: Phrases,
}

impl Tables {
    pub(crate) fn read() -> Self {
        let mut tables = Self {
            procedures: Vec::new(),
            names: Phrases::default(),
            operations: Phrases::default(),
            organs: Vec::new(),
            organ_words: Phrases::default(),
            added: Vec::new(),
            words: Phrases::default(),
            ways: Vec::new(),
            way_words: Phrases::default(),
        };
        for row in PROCEDURES.iter().flat_map(|t| rows(t)) {
            if let Some(procedure) = procedure(&row) {
                tables.names.add(row[0], tables.procedures.len());
                tables.procedures.push(procedure);
            }
        }
        for row in rows(OPERATIONS) {
            if let Some(procedure) = procedure(&row) {
                tables.operations.add(row[0], tables.procedures.len());
                tables.procedures.push(procedure);
            }
        }
        for row in rows(ORGANS) {
            let [phrases, parts, ..] = row[..] else { continue };
            tables.organ_words.add(phrases, tables.organs.len());
            let segment = row.get(2).is_some_and(|f| *f == "seg");
            tables
                .organs
                .push(Organ { parts: parts.split_whitespace().filter_map(body).collect(), segment });
        }
        for row in rows(WORDS) {
            let [phrases, adds, ..] = row[..] else { continue };
            tables.words.add(phrases, tables.added.len());
            tables.added.push(Added { words: words(adds).into_iter().map(Into::into).collect() });
        }
        for row in rows(APPROACHES) {
            let [phrases, characters, ..] = row[..] else { continue };
            tables.way_words.add(phrases, tables.ways.len());
            let settles = row.get(2).is_some_and(|f| *f == "settles");
            tables.ways.push(Way { characters: characters.as_bytes(), settles });
        }
        tables.names.finish();
        tables.operations.finish();
        tables.organ_words.finish();
        tables.words.finish();
        tables.way_words.finish();
        tables
    }
}

fn procedure(row: &[&'static str]) -> Option<Procedure> {
    let codes = row.get(1)?.split_whitespace().filter(|t| *t != "-");
    let patterns = codes.map(pattern).collect::<Option<Vec<_>>>()?;
    let sides = row.get(2).copied().unwrap_or_default().split_whitespace().map(sides).collect();
    let flags = row.get(3).copied().unwrap_or_default().split_whitespace().collect();
    let name = row.first()?.split('|').next()?;
    Some(Procedure { patterns, sides, flags, name })
}

fn sides(text: &str) -> Sides {
    let mut sides = [None; 3];
    for (side, text) in sides.iter_mut().zip(text.split('/')) {
        *side = text.bytes().next();
    }
    sides
}

/// `7:1/2`, `D:5`: a body system and its part.
fn body(text: &str) -> Option<(u8, Option<u8>, Sides)> {
    let (system, part) = text.split_once(':')?;
    let system = system.bytes().next()?;
    match part.as_bytes() {
        [only] => Some((system, Some(*only), [None; 3])),
        _ => Some((system, None, sides(part))),
    }
}

fn pattern(text: &str) -> Option<[u8; 7]> {
    text.as_bytes().try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_tables_is_read() {
        let names = PROCEDURES.iter().chain([&OPERATIONS]);
        let whole: usize = names.map(|t| rows(t).count()).sum();
        let tables = Tables::read();
        assert_eq!(tables.procedures.len(), whole);
        assert_eq!(tables.organs.len(), rows(ORGANS).count());
        let read = |o: &Organ| !o.parts.is_empty();
        assert_eq!(tables.organs.iter().filter(|o| !read(o)).count(), 1, "one that only shields words");
        assert_eq!(tables.ways.len(), rows(APPROACHES).count());
        assert_eq!(tables.added.len(), rows(WORDS).count());
    }
}
