//! What is known of the visit before its services are coded.

use medcode_kb::query::{Procedures, Release};
use medcode_model::{BillingContext, Date, Seen, Setting, Sex, Suggestion};
use medcode_note::Document;

/// The releases in force on the date of service; none where a system is not installed.
#[derive(Clone, Copy, Default)]
pub struct Releases<'a> {
    /// HCPCS Level II.
    pub hcpcs: Option<&'a Release>,
    /// The fee schedule, edits and lists of procedure codes, each table from the release in force
    /// or the nearest: indicators change little from year to year.
    pub procedures: Option<&'a Procedures<'a>>,
}

/// A visit: its note, what the caller or the note says of it, its diagnoses.
#[derive(Clone, Copy)]
pub struct Encounter<'a> {
    /// The note.
    pub doc: &'a Document<'a>,
    /// Where the patient was seen.
    pub setting: Setting,
    /// Who sends the bill.
    pub billing: BillingContext,
    /// Age in years, a fraction for infants.
    pub age: Option<f32>,
    /// Sex.
    pub sex: Option<Sex>,
    /// The date of service.
    pub date: Date,
    /// The diagnoses to be reported, in sequence.
    pub diagnoses: &'a [Suggestion],
    /// Whether codes of quality measures are asked for.
    pub quality: bool,
    /// Whether the records have the patient seen within three years; none without records.
    pub seen: Option<Seen>,
    /// What is installed.
    pub releases: Releases<'a>,
}
