//! Diabetes mellitus (OCG I.C.4.a).

use crate::case::Case;

/// Nothing yet beyond what the Index gives.
pub(crate) fn apply(_case: &mut Case<'_>) {}
