//! Does the code exist, is it complete, in force, of the right system?

pub mod code_does_not_exist;
pub mod code_not_complete;
