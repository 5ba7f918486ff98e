//! `diff --json`.

mod impact;
mod lesson;
mod make;
mod sheet;

pub use impact::{WireImpact, WireImpactItem, WireInstead, WireUnknownUse};
pub use lesson::{WireFlash, WireLesson, WireLessonChoice, WireLessonItem};
pub use make::{diff, system as system_diff};
pub use sheet::{WireChangeRow, WireChanges};

use serde::Serialize;

/// The answer of `diff --json`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireDiff {
    /// The systems that were compared.
    pub systems: Vec<WireSystemDiff>,
    /// Systems that were not.
    pub absent: Vec<WireDiffAbsent>,
    /// What it means for codes in use, where a list was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub impact: Option<WireImpact>,
    /// Whose CPT is, where its numbers are told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<&'static str>,
}

/// A system that was not compared.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireDiffAbsent {
    /// The system.
    pub system: &'static str,
    /// Why.
    pub why: String,
}

/// Two releases of one system, compared.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireSystemDiff {
    /// The system.
    pub system: &'static str,
    /// The older release.
    pub before: WireDiffSide,
    /// The newer release.
    pub after: WireDiffSide,
    /// The parts that were compared.
    pub compared: Vec<&'static str>,
    /// The parts that could not be.
    pub no_data: Vec<WireDiffNoData>,
    /// What a reader must know of the sources.
    pub remarks: Vec<String>,
    /// How many changes of each kind.
    pub counts: WireDiffCounts,
    /// The same by chapter.
    pub chapters: Vec<WireDiffGroup>,
    /// The same by specialty; a code may be of several.
    pub specialties: Vec<WireDiffGroup>,
    /// Codes.
    pub codes: Vec<WireCodeChange>,
    /// Notes and inclusion terms.
    pub notes: Vec<WireNoteChange>,
    /// Seventh characters.
    pub seventh_characters: Vec<WireSeventhChange>,
    /// Entries of the Index and its tables.
    pub index: Vec<WireIndexChange>,
    /// Exemptions from present-on-admission reporting.
    pub poa_exempt: Vec<WirePoaChange>,
    /// Fields of HCPCS.
    pub fields: Vec<WireFieldChange>,
    /// NCCI edits, add-on codes, fee schedule indicators.
    pub edits: Vec<WireEditChange>,
}

/// One of the two releases.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireDiffSide {
    /// First day in force.
    pub release: String,
    /// Digest of the release file; null for CPT, whose tables have files of their own.
    pub digest: Option<String>,
    /// Codes that need more characters.
    pub headers: usize,
    /// Complete codes.
    pub billable: usize,
}

/// A part without data.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireDiffNoData {
    /// The part.
    pub part: &'static str,
    /// What is missing.
    pub why: String,
}

/// Numbers of changes.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireDiffCounts {
    /// New codes.
    pub new: usize,
    /// Codes that are back.
    pub reinstated: usize,
    /// Codes that are gone.
    pub deleted: usize,
    /// Complete codes that became headers.
    pub to_header: usize,
    /// Headers that became complete.
    pub to_billable: usize,
    /// Codes with another title.
    pub revised: usize,
    /// Notes and inclusion terms.
    pub notes: usize,
    /// Seventh characters.
    pub seventh_characters: usize,
    /// Entries of the Index and its tables.
    pub index: usize,
    /// Exemptions from present-on-admission reporting.
    pub poa_exempt: usize,
    /// Fields of HCPCS.
    pub fields: usize,
    /// Edits.
    pub edits: usize,
}

/// A chapter or a specialty.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireDiffGroup {
    /// Number or letter of the chapter; null for a specialty.
    pub key: Option<&'static str>,
    /// Its name, in our own words.
    pub name: &'static str,
    /// Its changes.
    #[serde(flatten)]
    pub counts: WireDiffCounts,
}

/// A code as one release has it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireDiffTitles {
    /// Long title.
    pub title: String,
    /// Short title; null where no source gives one.
    pub short: Option<String>,
    /// Whether it is complete.
    pub billable: bool,
}

/// A code that changed.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireCodeChange {
    /// The code.
    pub code: String,
    /// `new`, `reinstated`, `deleted`, `to-header`, `to-billable` or `revised`.
    pub change: &'static str,
    /// As it was.
    pub before: Option<WireDiffTitles>,
    /// As it is.
    pub after: Option<WireDiffTitles>,
    /// By the conversion table: what took its place.
    pub replaced_by: Vec<String>,
    /// By the conversion table: what it took the place of, in whole or in part (`X-Y`: a range).
    pub previous: Vec<String>,
    /// HCPCS: its first day where it is new, its last where it ended.
    pub day: Option<String>,
    /// Its chapter.
    pub chapter: &'static str,
    /// Its specialties.
    pub specialties: &'static [&'static str],
}

/// A note that changed.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireNoteChange {
    /// Where it stands: a code, a block (`E08-E13`), a chapter (`chapter 4`).
    pub from: String,
    /// Its kind.
    pub kind: &'static str,
    /// The kind it had, where that changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind_before: Option<&'static str>,
    /// As it read; null where it is new.
    pub before: Option<String>,
    /// As it reads; null where it is gone.
    pub after: Option<String>,
    /// The chapter.
    pub chapter: &'static str,
}

/// A seventh character that changed.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireSeventhChange {
    /// The code its list stands at.
    pub code: String,
    /// The character.
    pub character: char,
    /// What it meant.
    pub before: Option<String>,
    /// What it means.
    pub after: Option<String>,
}

/// An entry of an index that changed.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireIndexChange {
    /// Which index, by its printed name.
    pub index: &'static str,
    /// From the main term down.
    pub path: Vec<String>,
    /// Its words before, where they changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub renamed_from: Option<String>,
    /// What stood on its line; null where it is new.
    pub before: Option<String>,
    /// What stands there; null where it is gone.
    pub after: Option<String>,
}

/// An exemption that changed.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WirePoaChange {
    /// The code.
    pub code: String,
    /// Whether it is exempt now.
    pub exempt: bool,
    /// Its title.
    pub title: String,
}

/// A field that changed.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireFieldChange {
    /// The code.
    pub code: String,
    /// The field.
    pub field: &'static str,
    /// Its values; empty where it had none.
    pub before: String,
    /// Its values now.
    pub after: String,
}

/// An edit that changed.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireEditChange {
    /// The table.
    pub table: &'static str,
    /// The code; of a pair the one in column one.
    pub code: String,
    /// Of a pair the code in column two; of an add-on its primary code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with: Option<String>,
    /// As it was; null where it is new.
    pub before: Option<String>,
    /// As it is; null where it is gone.
    pub after: Option<String>,
}
