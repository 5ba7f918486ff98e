//! What does a clinical note say, and where?
//!
//! [`Document::read`] lays a note out: tokens, lines, sections, sentences and the problems
//! the provider assessed. [`Document::context`] tells of any words in it whether they are
//! stated as there, whose they are and when. [`stated_date`], [`stated_patient`] and
//! [`guess_setting`] read what the note says of the encounter itself.
//!
//! Spans point into the original bytes; nothing rewrites a note. Any text can be read, in
//! time linear in its length.

#![forbid(unsafe_code)]

pub mod context;
pub mod segment;

mod lexicon;
mod patient;
mod setting;
mod stated;

pub use context::{Axis, Context, CueClass, CueUse};
pub use patient::{StatedPatient, stated_patient};
pub use segment::Document;
pub use segment::gap::Gap;
pub use segment::kind::SectionKind;
pub use segment::line::{Line, LineKind, Marker};
pub use segment::problem::AssessedProblem;
pub use segment::section::Section;
pub use segment::sentence::Sentence;
pub use segment::token::{Spelling, Token};
pub use setting::{SettingGuess, guess_setting};
pub use stated::{DateRole, StatedDate, stated_date, stated_dates};
