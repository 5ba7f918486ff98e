//! The edits of the National Correct Coding Initiative: medically unlikely edits, add-on codes.

pub mod add_on;
pub mod mue;
