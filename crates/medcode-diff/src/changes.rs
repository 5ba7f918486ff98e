//! What is a change? One type for each part of a release.

use crate::parts::{NoData, Part};
use medcode_kb::tables::details::Field;
use medcode_kb::tables::index::IndexKind;
use medcode_model::{Code, CodeSystem, Date, NoteKind};
use std::fmt;

/// Two releases of one system, compared.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The system.
    pub system: CodeSystem,
    /// First day of the older one (CPT: the day its tables are asked for).
    pub before: Date,
    /// First day of the newer one.
    pub after: Date,
    /// Digests of both release files, in hex; empty for CPT, whose tables have files of their own.
    pub digests: [String; 2],
    /// Headers and complete codes of both.
    pub totals: [Totals; 2],
    /// Codes that came, went, or are called or used otherwise.
    pub codes: Vec<CodeChange>,
    /// Notes and inclusion terms.
    pub notes: Vec<NoteChange>,
    /// Lists of seventh characters.
    pub seventh: Vec<SeventhChange>,
    /// Entries of the Index and its tables.
    pub index: Vec<IndexChange>,
    /// Exemptions from present-on-admission reporting.
    pub poa: Vec<PoaChange>,
    /// Fields of HCPCS.
    pub fields: Vec<FieldChange>,
    /// Edits and the fee schedule.
    pub edits: Vec<EditChange>,
    /// The parts that were compared.
    pub compared: Vec<Part>,
    /// The parts that could not be.
    pub no_data: Vec<NoData>,
    /// What a reader must know of the sources: a reconstructed Index, borrowed files.
    pub remarks: Vec<String>,
}

/// How many codes a release has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Codes that need more characters.
    pub headers: usize,
    /// Complete codes.
    pub billable: usize,
}

/// What happened to a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CodeWhat {
    /// Not in any older release that is installed.
    New,
    /// An older release that is installed had it, the one compared with has not.
    Reinstated,
    /// Gone (HCPCS: ended).
    Deleted,
    /// Complete before; now it needs more characters.
    ToHeader,
    /// A header before; now complete.
    ToBillable,
    /// Another title.
    Revised,
}

impl CodeWhat {
    /// All of them, in the order of reports.
    pub const ALL: [Self; 6] =
        [Self::New, Self::Reinstated, Self::Deleted, Self::ToHeader, Self::ToBillable, Self::Revised];

    /// The word used in JSON and CSV.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Reinstated => "reinstated",
            Self::Deleted => "deleted",
            Self::ToHeader => "to-header",
            Self::ToBillable => "to-billable",
            Self::Revised => "revised",
        }
    }

    /// The name people know it by.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::New => "New",
            Self::Reinstated => "Reinstated",
            Self::Deleted => "Deleted",
            Self::ToHeader => "Now a header",
            Self::ToBillable => "Now billable",
            Self::Revised => "Revised title",
        }
    }
}

/// A code as one release has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Titles {
    /// Long title.
    pub long: String,
    /// Short title; empty where no source gives one.
    pub short: String,
    /// Whether it is complete.
    pub billable: bool,
}

/// A code, or the first and last of a range, that a new code took the place of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Previous {
    /// First code.
    pub from: Code,
    /// Last code; the same where it is one.
    pub to: Code,
}

/// A code that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeChange {
    /// The code.
    pub code: Code,
    /// What happened.
    pub what: CodeWhat,
    /// As it was.
    pub before: Option<Titles>,
    /// As it is.
    pub after: Option<Titles>,
    /// By the conversion table: the codes that took its place.
    pub replaced_by: Vec<Code>,
    /// By the conversion table: the codes it took the place of, in whole or in part.
    pub previous: Vec<Previous>,
    /// HCPCS: the day it began, or its last day.
    pub day: Option<Date>,
}

impl CodeChange {
    /// The long title that holds now, or held last.
    #[must_use]
    pub fn title(&self) -> &str {
        self.after.as_ref().or(self.before.as_ref()).map_or("", |t| &t.long)
    }

    /// Whether it is, or was last, complete.
    #[must_use]
    pub fn is_billable(&self) -> bool {
        self.after.as_ref().or(self.before.as_ref()).is_some_and(|t| t.billable)
    }
}

/// A note that came, went or reads otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteChange {
    /// Where it stands, as printed: `E11`, `E08-E13`, `chapter 4`.
    pub owner: String,
    /// The code it stands at, or the first category of its block or chapter.
    pub code: Code,
    /// Whether it stands at the code itself.
    pub at_code: bool,
    /// Its kind; of a note that is gone, the kind it had.
    pub kind: NoteKind,
    /// The kind it had, where that changed: an Excludes1 that became an Excludes2.
    pub kind_before: Option<NoteKind>,
    /// As it read; none where it is new.
    pub before: Option<String>,
    /// As it reads; none where it is gone.
    pub after: Option<String>,
}

/// A seventh character of a list that came, went or means otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeventhChange {
    /// The code the list stands at.
    pub code: Code,
    /// The character.
    pub character: char,
    /// What it meant.
    pub before: Option<String>,
    /// What it means.
    pub after: Option<String>,
}

/// An entry of the Index or its tables that came, went or leads elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexChange {
    /// Which index.
    pub kind: IndexKind,
    /// From the main term down to it, as it stands now, or stood last.
    pub path: Vec<String>,
    /// Its words before, where only they changed.
    pub renamed_from: Option<String>,
    /// What stood on its line: codes, links, nonessential modifiers.
    pub before: Option<String>,
    /// What stands there.
    pub after: Option<String>,
    /// Its first code, for sorting by chapter.
    pub code: Option<Code>,
}

/// A code whose exemption from present-on-admission reporting changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PoaChange {
    /// The code.
    pub code: Code,
    /// Whether it is exempt now.
    pub exempt: bool,
    /// Its title.
    pub title: String,
}

/// A field of a HCPCS code that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// The code.
    pub code: Code,
    /// The field; none for its last day.
    pub field: Option<Field>,
    /// Its values.
    pub before: String,
    /// Its values now.
    pub after: String,
}

impl FieldChange {
    /// The word used in JSON and CSV.
    #[must_use]
    pub fn id(&self) -> &'static str {
        self.field.map_or("last_day", Field::id)
    }

    /// The name as printed.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.field.map_or("Last day", Field::name)
    }
}

/// What an edit or the fee schedule says: numbers and indicators, no words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditValue {
    /// The number is listed.
    Listed,
    /// A pair: its modifier indicator (0 none, 1 one may pay, 9 never in force).
    Pair(u8),
    /// The most units, and the adjudication indicator.
    Units(u32, u8),
    /// An add-on code with this primary code: the type of the add-on.
    AddOn(u8),
    /// Fee schedule: status, global days, component, multiple, bilateral, assistant, co-surgeon,
    /// team.
    Fee([u8; 10]),
}

impl fmt::Display for EditValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Listed => f.write_str("listed"),
            Self::Pair(n) => write!(f, "modifier indicator {n}"),
            Self::Units(n, 0) => write!(f, "{n} units"),
            Self::Units(n, by) => write!(f, "{n} units (MAI {by})"),
            Self::AddOn(n) => write!(f, "type {n}"),
            Self::Fee(c) => {
                let c = c.map(char::from);
                write!(f, "status {}, global {}{}{}, PC/TC {}", c[0], c[1], c[2], c[3], c[4])?;
                write!(f, ", multiple {}, bilateral {}, assistant {}", c[5], c[6], c[7])?;
                write!(f, ", co-surgeon {}, team {}", c[8], c[9])
            }
        }
    }
}

/// An edit that came, went or says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EditChange {
    /// The table.
    pub part: Part,
    /// The code; of a pair the one in column one.
    pub code: Code,
    /// Of a pair the code in column two; of an add-on its primary code.
    pub with: Option<Code>,
    /// As it was.
    pub before: Option<EditValue>,
    /// As it is.
    pub after: Option<EditValue>,
}
