//! What is included in another service of the same visit is not listed.

use crate::desk::Case;

pub(super) fn apply(_case: &mut Case<'_>) {}
