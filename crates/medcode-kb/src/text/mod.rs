//! Words: how text is cut and folded, the same at install and when a note is read.

pub mod normal;
