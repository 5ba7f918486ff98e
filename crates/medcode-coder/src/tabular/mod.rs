//! From the code that a term leads to, down the Tabular to a complete code.

mod choices;
mod complete;
mod encounter;
mod seventh;
pub(crate) mod side;
mod words;

pub(crate) use choices::Choices;
pub(crate) use complete::{Completed, How, complete};
pub(crate) use encounter::encounter;
pub(crate) use seventh::Encounter;
pub(crate) use side::{Side, Sides};
pub(crate) use words::Known;
