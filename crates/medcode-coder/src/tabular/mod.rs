//! From the code that a term leads to, down the Tabular to a complete code.

mod complete;
mod encounter;
mod seventh;
mod words;

pub(crate) use complete::{How, complete};
pub(crate) use encounter::encounter;
pub(crate) use seventh::Encounter;
pub(crate) use words::Known;
