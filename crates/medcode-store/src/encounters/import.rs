//! Many charts at once.

use super::NewEncounter;
use crate::EncounterId;
use crate::notes::NewNote;

/// An encounter and its first note.
#[derive(Clone, Debug)]
pub struct NewChart {
    /// The encounter.
    pub encounter: NewEncounter,
    /// Its note, where one came with it.
    pub note: Option<NewNote>,
}

/// What became of one chart of an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Imported {
    /// It was made.
    Created(EncounterId),
    /// One with its external id was there; nothing was changed.
    Exists(EncounterId),
}
