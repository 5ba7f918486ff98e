//! The edits of the National Correct Coding Initiative: medically unlikely edits, add-on
//! codes, procedure-to-procedure edits.

pub mod add_on;
pub mod mue;
pub mod ptp;
