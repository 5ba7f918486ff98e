//! Has a number been there before, of more than memory should hold?
//!
//! The latest numbers are held in memory. When they are many they are written in order to a
//! temporary file, and files of like size are merged, so that few have to be looked into. A filter
//! tells of most numbers that they stand in none.

use super::filter::{self, Filter};
use super::run::Run;
use std::collections::HashSet;
use std::io;

/// Numbers that are held in memory: those of 130,000 claims.
const MOST: usize = 1 << 18;

/// A set of hashes.
pub(super) struct Prints {
    held: HashSet<u64>,
    most: usize,
    /// Words of the filter, which is made when the first numbers go to disk.
    words: usize,
    filter: Option<Filter>,
    /// Of falling length. No number stands in two.
    runs: Vec<Run>,
}

impl Default for Prints {
    fn default() -> Self {
        Self::bounded(MOST, filter::WORDS)
    }
}

impl Prints {
    /// A set that holds at most so many numbers in memory, with a filter of so many words.
    pub(super) fn bounded(most: usize, words: usize) -> Self {
        Self { held: HashSet::new(), most: most.max(1), words, filter: None, runs: Vec::new() }
    }

    /// Adds a number; says whether it is new.
    pub(super) fn insert(&mut self, print: u64) -> io::Result<bool> {
        if self.held.contains(&print) || self.on_disk(print)? {
            return Ok(false);
        }
        self.held.insert(print);
        if self.held.len() >= self.most {
            self.put_by()?;
        }
        Ok(true)
    }

    fn on_disk(&self, print: u64) -> io::Result<bool> {
        if !self.filter.as_ref().is_some_and(|f| f.may_hold(print)) {
            return Ok(false);
        }
        for run in &self.runs {
            if run.holds(print)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Writes what is held to disk.
    fn put_by(&mut self) -> io::Result<()> {
        let mut sorted: Vec<u64> = self.held.iter().copied().collect();
        sorted.sort_unstable();
        let mut run = Run::write(sorted.iter().map(|p| Ok(*p)))?;
        while let Some(last) = self.runs.pop_if(|last| last.len() <= run.len()) {
            run = Run::merge(&last, &run)?;
        }
        self.runs.push(run);
        let filter = self.filter.get_or_insert_with(|| Filter::of(self.words));
        sorted.iter().for_each(|p| filter.add(*p));
        self.held.clear();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::hash::{DefaultHasher, Hash, Hasher};

    fn hash(of: u32) -> u64 {
        let mut hasher = DefaultHasher::new();
        of.hash(&mut hasher);
        hasher.finish()
    }

    fn told(prints: &mut Prints, numbers: &[u64]) -> Vec<bool> {
        numbers.iter().map(|n| prints.insert(*n).unwrap()).collect()
    }

    #[test]
    fn what_went_to_disk_is_remembered() {
        let mut prints = Prints::bounded(100, 64);
        let numbers: Vec<u64> = (0..5000).map(hash).collect();
        assert!(told(&mut prints, &numbers).iter().all(|new| *new));
        assert!(prints.held.len() < 100);
        assert!((2..=7).contains(&prints.runs.len()), "{} runs", prints.runs.len());
        assert!(told(&mut prints, &numbers).iter().all(|new| !*new));
        assert!(prints.insert(hash(5000)).unwrap());
    }

    #[test]
    fn the_filter_spares_the_disk_for_most_new_numbers() {
        let mut filter = Filter::of(1 << 12);
        (0..10_000).for_each(|n| filter.add(hash(n)));
        assert!((0..10_000).all(|n| filter.may_hold(hash(n))));
        let taken = (10_000..20_000).filter(|n| filter.may_hold(hash(*n))).count();
        assert!(taken < 100, "{taken} of 10,000");
    }

    proptest! {
        // Each case writes hundreds of files.
        #![proptest_config(ProptestConfig::with_cases(16))]
        #[test]
        fn on_disk_and_in_memory_tell_the_same(
            numbers in prop::collection::vec(0u32..200, 0..600),
            raw in prop::collection::vec(any::<u64>(), 0..50),
            most in 1usize..40,
        ) {
            // Repeated hashes, and numbers that are not spread evenly.
            let mut all: Vec<u64> = numbers.iter().map(|n| hash(*n)).collect();
            all.extend(numbers.iter().map(|n| u64::from(*n)).chain([0, u64::MAX, 0, u64::MAX]).chain(raw));
            let in_memory = told(&mut Prints::bounded(usize::MAX, 8), &all);
            prop_assert_eq!(told(&mut Prints::bounded(most, 8), &all), in_memory);
        }
    }
}
