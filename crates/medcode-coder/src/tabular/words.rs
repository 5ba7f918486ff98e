//! The words a note offers for choosing among codes, the nearest first.

use crate::reading::Stand;
use std::ops::Range;

/// Words around a mention in circles: the mention, the words beside it, its sentence, its
/// problem.
pub(crate) struct Known<'a> {
    stand: &'a Stand,
    stretches: Vec<Range<usize>>,
}

/// One of the circles.
#[derive(Clone, Copy)]
pub(crate) struct Circle<'a> {
    known: &'a Known<'a>,
    number: usize,
}

impl Circle<'_> {
    /// Whether a word stands in it.
    pub(crate) fn contains(&self, word: &str) -> bool {
        let stretch = &self.known.stretches[self.number];
        let places = self.known.stand.of_word(word);
        let first = places.partition_point(|&(t, _)| (t as usize) < stretch.start);
        let inside = places[first..].iter().take_while(|&&(t, _)| (t as usize) < stretch.end);
        // Beyond the mention itself, the chronic of "COPD" describes nothing else.
        inside.into_iter().any(|&(_, bound)| self.number == 0 || !bound)
    }
}

/// Words that a number belongs to.
const COUNTED: &[&str] = &["stage", "grade", "degree", "class", "type"];

/// Numbers looked at in a circle: bounds the work where a long text repeats one.
const MOST_NUMBERS: usize = 32;

impl Circle<'_> {
    /// Whether a number among some words stands beside its "stage" or "grade", where they have
    /// both: "stage 3 pressure ulcer, type 2 infarction" is no stage 2.
    pub(crate) fn counts<'w>(&self, words: impl Iterator<Item = &'w String> + Clone) -> bool {
        let number = words.clone().find(|w| w.starts_with(|c: char| c.is_ascii_digit()));
        let counted = words.clone().find(|w| COUNTED.contains(&w.as_str()));
        let (Some(number), Some(counted)) = (number, counted) else { return true };
        let stretch = &self.known.stretches[self.number];
        let within = |word: &str, from: usize, to: usize| {
            let places = self.known.stand.of_word(word);
            let first = places.partition_point(|&(t, _)| (t as usize) < from);
            places[first..].iter().map(|&(t, _)| t as usize).take_while(move |&t| t < to)
        };
        let mut numbers = within(number, stretch.start, stretch.end).take(MOST_NUMBERS);
        numbers.any(|n| within(counted, n.saturating_sub(2), n + 3).next().is_some())
    }
}

impl<'a> Known<'a> {
    /// The words of several stretches of tokens, the nearest first.
    pub(crate) const fn around(stand: &'a Stand, stretches: Vec<Range<usize>>) -> Self {
        Self { stand, stretches }
    }

    /// The circles, the nearest first.
    pub(crate) fn circles(&self) -> impl Iterator<Item = Circle<'_>> {
        (0..self.stretches.len()).map(|number| Circle { known: self, number })
    }

    /// Whether a word stands in any circle.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.circles().any(|c| c.contains(word))
    }
}
