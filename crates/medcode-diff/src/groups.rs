//! Which chapter and which specialties is a code of?
//!
//! An order file names no chapters, so the ranges are a table of our own.

use medcode_model::{Code, CodeSystem};
use std::sync::LazyLock;

/// A chapter of ICD-10-CM, a section of ICD-10-PCS, a letter of HCPCS, a range of CPT.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Chapter {
    /// Its place among the chapters of all systems.
    pub order: usize,
    /// Its number or letter.
    pub key: &'static str,
    /// Its name, in our own words.
    pub name: &'static str,
}

/// What no range of the table holds.
pub(crate) const OTHER: Chapter = Chapter { order: usize::MAX, key: "other", name: "Other" };

const MODIFIERS: Chapter = Chapter { order: 800, key: "modifiers", name: "Modifiers" };
const CATEGORY_II: Chapter = Chapter { order: 900, key: "cat-II", name: "Category II (quality)" };
const CATEGORY_III: Chapter =
    Chapter { order: 901, key: "cat-III", name: "Category III (new technology)" };
const OF_ONE_MAKER: Chapter = Chapter { order: 902, key: "PLA", name: "Laboratory of one maker" };

struct Range<T> {
    system: CodeSystem,
    from: &'static str,
    to: &'static str,
    value: T,
}

impl<T> Range<T> {
    fn holds(&self, code: &Code) -> bool {
        let code = code.compact();
        let first = |n: usize| code.get(..n.min(code.len())).unwrap_or_default();
        self.from <= first(self.from.len()) && first(self.to.len()) <= self.to
    }

    /// How many leading characters its ends share, then how far they lie apart: of two ranges
    /// that hold a code, the narrower one has the smaller key.
    fn width(&self) -> (std::cmp::Reverse<usize>, u64) {
        let number = |end: &str| end.bytes().take(4).fold(0u64, |n, b| n * 128 + u64::from(b));
        let wide = |end: &str| number(end) << (7 * (4 - end.len().min(4)));
        let shared = self.from.bytes().zip(self.to.bytes()).take_while(|(a, b)| a == b).count();
        (std::cmp::Reverse(shared), wide(self.to).saturating_sub(wide(self.from)))
    }
}

fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).map(|l| l.split('\t').collect())
}

static CHAPTERS: LazyLock<Vec<Range<Chapter>>> = LazyLock::new(|| {
    rows(include_str!("../data/chapters.tsv"))
        .enumerate()
        .filter_map(|(order, r)| match r[..] {
            [system, from, to, key, name] => {
                let system = CodeSystem::parse(system)?;
                Some(Range { system, from, to, value: Chapter { order, key, name } })
            }
            _ => None,
        })
        .collect()
});

static SPECIALTIES: LazyLock<Vec<Range<Vec<&'static str>>>> = LazyLock::new(|| {
    rows(include_str!("../data/specialties.tsv"))
        .filter_map(|r| match r[..] {
            [system, from, to, names] => {
                let value = names.split(", ").collect();
                Some(Range { system: CodeSystem::parse(system)?, from, to, value })
            }
            _ => None,
        })
        .collect()
});

fn narrowest<'a, T>(ranges: &'a [Range<T>], code: &Code) -> Option<&'a T> {
    let of = ranges.iter().filter(|r| r.system == code.system() && r.holds(code));
    of.min_by_key(|r| r.width()).map(|r| &r.value)
}

/// The chapter of a code.
#[must_use]
pub fn chapter_of(code: &Code) -> Chapter {
    if code.system() == CodeSystem::Hcpcs && code.len() == 2 {
        return MODIFIERS;
    }
    if code.system() == CodeSystem::Cpt {
        match code.compact().as_bytes().get(4) {
            Some(b'F') => return CATEGORY_II,
            Some(b'T') => return CATEGORY_III,
            Some(b'U' | b'M') => return OF_ONE_MAKER,
            _ => {}
        }
    }
    narrowest(&CHAPTERS, code).copied().unwrap_or(OTHER)
}

/// All chapters of all systems.
pub(crate) fn chapters() -> impl Iterator<Item = Chapter> {
    let by_letter = [CATEGORY_II, CATEGORY_III, OF_ONE_MAKER, MODIFIERS, OTHER];
    CHAPTERS.iter().map(|r| r.value).chain(by_letter)
}

/// All specialties, by name.
#[must_use]
pub fn specialties() -> Vec<&'static str> {
    let mut all: Vec<&str> = SPECIALTIES.iter().flat_map(|r| r.value.iter().copied()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The specialties that work with a code.
#[must_use]
pub fn specialties_of(code: &Code) -> &'static [&'static str] {
    if code.system() == CodeSystem::Hcpcs && code.len() == 2 {
        return &["Modifiers"];
    }
    narrowest(&SPECIALTIES, code).map_or(&["Other"], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_tables_is_read() {
        let lines = |text: &str| text.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).count();
        assert_eq!(CHAPTERS.len(), lines(include_str!("../data/chapters.tsv")));
        assert_eq!(SPECIALTIES.len(), lines(include_str!("../data/specialties.tsv")));
    }

    #[test]
    fn codes_stand_in_their_chapters() {
        let cases = [
            (CodeSystem::Icd10Cm, "C4A.9", "2"),
            (CodeSystem::Icd10Cm, "M1A.0", "13"),
            (CodeSystem::Icd10Cm, "O9A.1", "15"),
            (CodeSystem::Icd10Cm, "QA0.0101", "17"),
            (CodeSystem::Icd10Cm, "H60", "8"),
            (CodeSystem::Icd10Cm, "U07.1", "22"),
            (CodeSystem::Icd10Pcs, "XW0DX38", "X"),
            (CodeSystem::Hcpcs, "A0425", "A0"),
            (CodeSystem::Hcpcs, "A4206", "A"),
            (CodeSystem::Cpt, "33405", "33-37"),
            (CodeSystem::Cpt, "0071T", "cat-III"),
        ];
        for (system, code, chapter) in cases {
            assert_eq!(chapter_of(&Code::new(system, code).unwrap()).key, chapter, "{code}");
        }
    }

    #[test]
    fn the_narrowest_range_tells_the_specialty() {
        let cases = [
            (CodeSystem::Icd10Cm, "E11.9", &["Endocrinology", "Primary care"][..]),
            (CodeSystem::Icd10Cm, "E03.9", &["Endocrinology"]),
            (CodeSystem::Icd10Cm, "G47.33", &["Sleep medicine", "Pulmonology"]),
            (CodeSystem::Icd10Cm, "C50.A1", &["Oncology", "Breast surgery"]),
            (CodeSystem::Hcpcs, "J9035", &["Oncology", "Pharmacy and infusion"]),
            (CodeSystem::Hcpcs, "J0696", &["Pharmacy and infusion"]),
            (CodeSystem::Cpt, "90837", &["Psychiatry"]),
        ];
        for (system, code, specialties) in cases {
            assert_eq!(specialties_of(&Code::new(system, code).unwrap()), specialties, "{code}");
        }
    }

    #[test]
    fn every_letter_of_a_system_has_a_chapter_and_a_specialty() {
        for (system, letters) in [
            (CodeSystem::Icd10Cm, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
            (CodeSystem::Icd10Pcs, "0123456789BCDFGHX"),
            (CodeSystem::Hcpcs, "ABCDEGHJKLMPQRSTUV"),
        ] {
            for letter in letters.chars() {
                let code = Code::new(system, &format!("{letter}0299")).unwrap();
                assert_ne!(chapter_of(&code), OTHER, "{code}");
                if system != CodeSystem::Icd10Pcs || letter != '0' {
                    assert_ne!(specialties_of(&code), ["Other"], "{code}");
                }
            }
        }
    }
}
