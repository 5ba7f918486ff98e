//! Who pays, where the note says so and the number goes by it?

use super::Reading;

const NOT: &[&str] = &["no", "not", "non", "without", "except", "pre", "before"];

impl Reading<'_> {
    /// Whether the note tells that Medicare pays.
    pub(crate) fn is_medicare(&self) -> bool {
        (0..self.doc.tokens().len()).any(|at| {
            self.doc.folded(at) == "medicare"
                && !(1..=2).any(|n| at >= n && NOT.contains(&self.doc.folded(at - n)))
        })
    }
}
