//! An operation counted by a file of its own that was called off or stopped: named, so that the set can
//! ask how far it had gone (`set/modifiers/stopped.rs`).
//!
//! Families whose number goes by their rows put what was not done on the desk, withheld; those with a
//! file of their own take only what was done.

use super::{FAMILIES, hernia, joint, knee, skin, spine};
use crate::desk::Case;
use crate::service::Service;
use medcode_model::WithheldReason;

/// Operations that are called off.
const OPERATIONS: &[&str] = &[
    hernia::FAMILY,
    knee::FAMILY,
    joint::FAMILY,
    spine::EPIDURAL,
    skin::excision::FAMILY,
    skin::flap::FLAP,
    skin::debridement::FAMILY,
];

/// The classes of words by which something was stopped.
const STOPS: &[&str] = &["mod stopped", "mod stopped plainly", "mod not done"];

pub(super) fn apply(case: &mut Case<'_>) {
    let stopped = STOPS.iter().any(|class| case.told_anywhere(class).is_some());
    if !stopped || case.services.iter().any(is_operation) {
        return;
    }
    let before = case.services.len();
    case.counts_undone = true;
    for (_, family) in FAMILIES.iter().filter(|(name, _)| OPERATIONS.contains(name)) {
        family(case);
    }
    case.counts_undone = false;
    for service in &mut case.services[before..] {
        service.withhold(WithheldReason::Negated, "declined, cancelled or not done", None);
    }
}

fn is_operation(service: &Service) -> bool {
    ("10004"..="69990").contains(&service.code.compact())
}
