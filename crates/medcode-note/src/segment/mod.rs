//! How is the note laid out: tokens, lines, sections, sentences, problems?

pub mod gap;
mod goes_on;
pub(crate) mod header;
pub mod kind;
pub mod line;
pub mod problem;
pub mod section;
pub mod sentence;
pub mod token;

mod document;

pub use document::Document;
