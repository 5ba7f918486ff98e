//! Answers from one release, and the choice of the release in force on a date.

mod conversions;
mod coverage;
mod edits;
mod hierarchy;
mod index;
mod library;
mod manifest;
mod notes;
mod pcs;
mod procedures;
mod release;
mod table;

pub use conversions::Replacement;
pub use coverage::Article;
pub use edits::{AddOn, Mue};
pub use hierarchy::{Choice, PcsAxis};
pub use index::{IndexEntry, IndexLink};
pub use library::{InForceRelease, Library, NoRelease};
pub use manifest::{FILE as MANIFEST_FILE, Manifest, ManifestEntry};
pub use notes::{NoteAt, NoteOwner};
pub use pcs::{PcsColumn, PcsDefinition};
pub use procedures::{Procedures, Standing, TableInForce};
pub use release::{Dates, Guideline, Release};
pub use table::Table;
