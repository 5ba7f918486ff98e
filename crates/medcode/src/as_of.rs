//! The date an answer holds for, and where it came from.

use crate::Engine;
use medcode_model::{AsOfSource, Date};

/// The date an answer holds for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AsOf {
    /// The date.
    pub date: Date,
    /// Where it came from.
    pub source: AsOfSource,
    /// Answer from the nearest release where none covers the date.
    pub nearest: bool,
}

/// A text that is not a date.
pub type AsOfError = medcode_model::DateError;

impl Engine {
    /// The date to answer for: the one given, else the one stated in the note, else the last
    /// day in force of the newest installed ICD-10-CM release, never after today.
    ///
    /// Only a given date outside every release is refused: one stated in a note, or the
    /// default, answers from the nearest release and says so.
    #[must_use]
    pub fn as_of(&self, given: Option<Date>, stated: Option<Date>, today: Date, nearest: bool) -> AsOf {
        if let Some(date) = given {
            return AsOf { date, source: AsOfSource::Given, nearest };
        }
        if let Some(date) = stated {
            return AsOf { date, source: AsOfSource::Note, nearest: true };
        }
        AsOf { date: self.library().default_date(today), source: AsOfSource::Default, nearest: true }
    }
}
