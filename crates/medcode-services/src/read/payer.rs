//! Who pays, where the note says so and the number goes by it?

use super::Reading;

const NOT: &[&str] = &["no", "not", "non", "without", "except", "pre", "before"];

impl Reading<'_> {
    /// Whether the note tells that Medicare pays.
    pub(crate) fn is_medicare(&self) -> bool {
        let whole = if self.doc.may_hold("medicare") { self.whole() } else { 0..0 };
        whole.into_iter().any(|at| {
            self.doc.folded(at) == "medicare"
                && !(1..=2).any(|n| at >= n && NOT.contains(&self.doc.folded(at - n)))
        })
    }
}
