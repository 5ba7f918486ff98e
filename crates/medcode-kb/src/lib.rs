//! The compiled knowledge base: one immutable, memory-mapped file per release.
//!
//! [`container`] is the file format, [`tables`] the rows inside, [`query`] the answers as of
//! a date, [`search`] the ranked look-up by words, [`text`] how words are cut and folded.

pub mod container;
pub mod kept;
pub mod query;
pub mod quick;
pub mod search;
pub mod tables;
pub mod terms;
pub mod text;
pub mod words;

mod error;

pub use error::Error;
