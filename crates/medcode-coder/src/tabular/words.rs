//! The words a note offers for choosing among codes, the nearest first.

use crate::reading::Reading;
use std::cell::OnceCell;
use std::collections::HashSet;
use std::ops::Range;

/// Words around a mention in circles: the mention, the words beside it, its sentence, its
/// problem. A circle is made when it is first asked for.
pub(crate) struct Known<'a> {
    reading: &'a Reading<'a>,
    stretches: Vec<Vec<Range<usize>>>,
    circles: Vec<OnceCell<HashSet<&'a str>>>,
}

impl<'a> Known<'a> {
    /// The words of several stretches of tokens, the nearest first.
    pub(crate) fn around(reading: &'a Reading<'a>, stretches: Vec<Vec<Range<usize>>>) -> Self {
        let circles = stretches.iter().map(|_| OnceCell::new()).collect();
        Self { reading, stretches, circles }
    }

    /// The circles, the nearest first.
    pub(crate) fn circles(&self) -> impl Iterator<Item = &HashSet<&'a str>> {
        (0..self.circles.len()).map(|n| self.circle(n))
    }

    fn circle(&self, n: usize) -> &HashSet<&'a str> {
        self.circles[n].get_or_init(|| {
            let tokens = self.stretches[n].iter().cloned().flatten();
            // Beyond the mention itself, the chronic of "COPD" describes nothing else.
            let forms = |t| self.reading.forms(t).iter().filter(|f| n == 0 || !f.bound);
            tokens.flat_map(|t| forms(t).map(|f| &*f.word)).collect()
        })
    }

    /// Whether a word stands in any circle.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.circles().any(|c| c.contains(word))
    }
}
