//! The rules, one file each, by family.

pub(crate) mod claim;
pub(crate) mod conventions;
pub(crate) mod guidelines;
pub(crate) mod history;
pub(crate) mod mce;
pub(crate) mod modifiers;
pub(crate) mod ncci;
pub(crate) mod necessity;
pub(crate) mod validity;

mod services;
