//! How do notes and claims come in, and go out?
//!
//! Readers never fail on content: they give claims and problems with positions, as the document
//! goes by; memory does not grow with the file. Nothing here knows a code set.

#![forbid(unsafe_code)]

pub mod document;
pub mod x12;
