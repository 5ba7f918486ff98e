//! Supplies and equipment handed out or ordered: walkers, oxygen, orthotics.

use crate::desk::Case;

/// What is known of supplies that are billed.
pub(crate) struct Supplies;

impl Supplies {
    pub(crate) fn read() -> Self {
        Self
    }
}

/// Adds a line for each supply.
pub(crate) fn apply(_case: &mut Case<'_>) {}
