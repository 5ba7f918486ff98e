//! Words: how text is cut and folded, the same at install and when a note is read, and how
//! it is stored.

mod american;
pub mod coded;
pub mod list;
pub mod normal;
mod singular;
