//! Does the code exist, is it complete, in force, of the right system?

pub(crate) mod code_does_not_exist;
pub(crate) mod code_not_complete;
