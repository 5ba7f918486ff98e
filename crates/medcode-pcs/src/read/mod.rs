//! What does the note say of procedures: which words, when, and whether they were done?

pub(crate) mod dates;
pub(crate) mod phrases;
pub(crate) mod scope;
pub(crate) mod status;
pub(crate) mod stay;
pub(crate) mod undone;
