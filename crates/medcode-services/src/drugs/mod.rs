//! Drugs given: the HCPCS code, the units of the documented dose, waste.

use crate::desk::Case;

/// What is known of drugs that are billed.
pub(crate) struct Drugs;

impl Drugs {
    pub(crate) fn read() -> Self {
        Self
    }
}

/// Adds a line for each drug that was given.
pub(crate) fn apply(_case: &mut Case<'_>) {}
