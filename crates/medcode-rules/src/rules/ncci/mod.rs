//! Edits of the National Correct Coding Initiative, and the indicators of the fee schedule.

pub(crate) mod add_on_without_primary;
pub(crate) mod assistant_not_paid;
pub(crate) mod bilateral_not_allowed;
pub(crate) mod co_surgeons_not_paid;
pub(crate) mod component_not_split;
pub(crate) mod mue_exceeded;
pub(crate) mod ptp_conflict;
pub(crate) mod split_care_without_global_period;
pub(crate) mod status_not_paid;
pub(crate) mod team_not_paid;
pub(crate) mod technical_part_in_hospital;
pub(crate) mod visit_in_global_period;
pub(crate) mod visit_with_procedure_unmarked;
