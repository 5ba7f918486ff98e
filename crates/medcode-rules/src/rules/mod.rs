//! The rules, one file each, by family.

pub mod claim;
pub mod conventions;
pub mod validity;
