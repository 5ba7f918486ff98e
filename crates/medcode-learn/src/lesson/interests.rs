//! What does the learner work with? That comes first.

use medcode::diff::specialties_of;
use medcode_model::Code;
use std::collections::{BTreeMap, BTreeSet};

/// Specialties that say nothing of what somebody works with.
const SILENT: [&str; 2] = ["Other", "Modifiers"];
/// Specialties that are taken from codes in use.
const FEW: usize = 3;

/// Codes in use and specialties.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Interests {
    /// Specialties, the most important first.
    pub specialties: Vec<String>,
    /// Codes in use, and their categories.
    codes: BTreeSet<Code>,
}

impl Interests {
    /// Those that were chosen; where none were, the specialties that most of the codes in use are of,
    /// by how often they are used.
    #[must_use]
    pub fn new(chosen: &[String], used: &[(Code, u64)]) -> Self {
        let mut codes = BTreeSet::new();
        let mut weight: BTreeMap<&'static str, u64> = BTreeMap::new();
        for (code, count) in used {
            codes.extend([*code, code.category()]);
            for name in specialties_of(code).iter().filter(|n| !SILENT.contains(n)) {
                let sum = weight.entry(name).or_default();
                *sum = sum.saturating_add((*count).max(1));
            }
        }
        let mut named: Vec<(&str, u64)> = weight.into_iter().collect();
        named.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        let specialties = match chosen {
            [] => named.iter().take(FEW).map(|(name, _)| (*name).to_owned()).collect(),
            chosen => chosen.to_vec(),
        };
        Self { specialties, codes }
    }

    /// 0 for codes in use, then their category, then the specialties, then everything else.
    pub(super) fn rank(&self, code: &Code) -> u8 {
        let of_specialty =
            || specialties_of(code).iter().any(|s| self.specialties.iter().any(|own| own == s));
        match () {
            () if self.codes.contains(code) => 0,
            () if self.codes.contains(&code.category()) => 1,
            () if of_specialty() => 2,
            () => 3,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_in_use_come_first_then_their_category_then_their_specialty() {
        let code = |text: &str| Code::cm(text).unwrap();
        let own = Interests::new(&[], &[(code("E11.9"), 40), (code("I10"), 2), (code("E03.9"), 0)]);
        assert!(own.specialties.contains(&"Endocrinology".to_owned()), "{:?}", own.specialties);
        let ranks = ["E11.9", "E11.22", "E05.90", "S52.501A"].map(|c| own.rank(&code(c)));
        assert_eq!(ranks, [0, 1, 2, 3]);
        let chosen = Interests::new(&["Orthopedics".to_owned()], &[(code("E11.9"), 40)]);
        assert_eq!(chosen.specialties, ["Orthopedics"]);
        assert_eq!(chosen.rank(&code("S52.501A")), 2);
    }
}
