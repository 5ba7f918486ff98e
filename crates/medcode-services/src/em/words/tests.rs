//! The tests that count as data: laboratory, physiologic, psychometric (`data/em/tests.tsv`) and
//! imaging, each way with each part of the body (`data/em/imaging.tsv`).

use super::{Tag, Words, rows};

/// A test that is counted once however often it is named.
#[derive(Clone, Debug)]
pub(crate) struct Test {
    pub(crate) name: String,
    /// The panel it is part of: where that is counted, this is not.
    pub(crate) within: Option<&'static str>,
    /// How the numbers begin that bill its professional part.
    pub(crate) billed: Vec<&'static str>,
    pub(crate) imaging: bool,
    /// Imaging whose part of the body the words do not name.
    pub(crate) partless: bool,
}

/// Reads both tables into the words.
pub(super) fn read(words: &mut Words) {
    for row in rows(include_str!("../../../data/em/tests.tsv"), "name") {
        let &[name, within, billed, phrases] = row.as_slice() else { continue };
        let within = (within != "-").then_some(within);
        let phrases = numbers(words, phrases);
        file(words, test(name, within, billed, false), phrases);
    }
    imaging(words);
}

fn test(name: &str, within: Option<&'static str>, billed: &'static str, imaging: bool) -> Test {
    let billed = billed.split(',').filter(|b| *b != "-").collect();
    Test { name: name.to_owned(), within, billed, imaging, partless: false }
}

/// Several phrases as the numbers of their words.
fn numbers(words: &mut Words, phrases: &str) -> Vec<Vec<u32>> {
    phrases.split('|').map(|p| words.numbers_of(p)).collect()
}

fn file(words: &mut Words, test: Test, phrases: impl IntoIterator<Item = Vec<u32>>) {
    let number = words.tests.len() as u16;
    words.tests.push(test);
    for phrase in phrases {
        words.file(&phrase, Tag::Test, number);
    }
}

/// Ways of imaging with parts of the body: `ct head`, `head ct`, `ct of the head`.
fn imaging(words: &mut Words) {
    let all: Vec<_> = rows(include_str!("../../../data/em/imaging.tsv"), "kind").collect();
    let of = |kind: &'static str| all.iter().filter(move |r| r.len() == 4 && r[0] == kind);
    for whole in of("whole") {
        let phrases = numbers(words, whole[3]);
        file(words, test(whole[1], None, whole[2], true), phrases);
    }
    let parts: Vec<_> = of("part").map(|part| (part[1], numbers(words, part[3]))).collect();
    // What stands between the way and the part: nothing, `of the`, a side.
    let between = numbers(words, "|of the|of|r|l|right|left");
    for way in of("way") {
        let ways = numbers(words, way[3]);
        for (part, parts) in &parts {
            let mut phrases = Vec::new();
            for w in &ways {
                for p in parts {
                    phrases.push([p.as_slice(), w].concat());
                    phrases.extend(between.iter().map(|b| [w.as_slice(), b, p].concat()));
                }
            }
            file(words, test(&format!("{} {part}", way[1]), None, way[2], true), phrases);
        }
        let name = way[1].trim_end_matches(" of the");
        let mut bare = test(name, None, way[2], true);
        bare.partless = true;
        let alone = way[3].split('|').zip(ways).filter(|(w, _)| !matches!(*w, "us" | "mr" | "u s"));
        file(words, bare, alone.map(|(_, words)| words));
    }
}

#[cfg(test)]
mod table_tests {
    use super::super::rows;

    #[test]
    fn every_row_has_its_cells_and_panels_exist() {
        let tests: Vec<_> = rows(include_str!("../../../data/em/tests.tsv"), "name").collect();
        for row in &tests {
            assert_eq!(row.len(), 4, "{row:?}");
            assert!(row[1] == "-" || tests.iter().any(|t| t[0] == row[1]), "{row:?}");
        }
        for row in rows(include_str!("../../../data/em/imaging.tsv"), "kind") {
            assert_eq!(row.len(), 4, "{row:?}");
        }
    }
}
