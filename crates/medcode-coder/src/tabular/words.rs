//! The words a note offers for choosing among codes, the nearest first.

use crate::reading::Stand;
use std::ops::Range;

/// Words around a mention in circles: the mention, the words beside it, its sentence, its
/// problem.
pub(crate) struct Known<'a> {
    stand: &'a Stand<'a>,
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

impl<'a> Known<'a> {
    /// The words of several stretches of tokens, the nearest first.
    pub(crate) const fn around(stand: &'a Stand<'a>, stretches: Vec<Range<usize>>) -> Self {
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
