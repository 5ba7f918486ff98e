//! Scoring `code` on labelled notes: the project's microscope.

mod cause;
mod score;
mod set;

pub use cause::Cause;
pub use score::{Counts, Miss, NoteScore, Report, Tally, report, score};
pub use set::{Gold, Labelled, Trap};
