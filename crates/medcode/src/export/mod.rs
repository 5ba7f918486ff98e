//! Claims in another form: what the `export` command and the server write.
//!
//! A form is one file beside this one that holds a `FORM`, and one line in [`FORMS`]. It is given a
//! [`Subject`], writes bytes, and says what it cannot write as an error that names the fields.

mod fhir;
mod paper;
mod table;
mod titles;
mod x12;

use crate::Engine;
use medcode_formats::fhir::NoteSource;
use medcode_model::{Claim, ClaimKind, CodeSystem, Date};

/// What is to be written.
pub struct Subject<'a> {
    /// Claims with their bills.
    pub claims: &'a [Claim],
    /// The code sets, where some are installed: for titles.
    pub engine: Option<&'a Engine>,
    /// The note behind the codes, where there is one.
    pub note: Option<NoteSource<'a>>,
    /// A FHIR document the claims were read from: it is written again, word for word.
    pub again: Option<&'a str>,
    /// The day of writing.
    pub day: Date,
    /// Hour and minute of writing: `1432`.
    pub time: &'a str,
    /// Control number of an 837.
    pub control: Option<u32>,
    /// An 837 for a test only, not to be paid.
    pub test: bool,
}

impl<'a> Subject<'a> {
    /// Claims alone.
    #[must_use]
    pub const fn new(claims: &'a [Claim], day: Date, time: &'a str) -> Self {
        Self { claims, engine: None, note: None, again: None, day, time, control: None, test: false }
    }
}

/// What was written.
#[derive(Debug, Default)]
pub struct Exported {
    /// The file.
    pub bytes: Vec<u8>,
    /// What stands in the claims and not in the file, a sentence each.
    pub messages: Vec<String>,
}

/// Why a form cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// A form takes claims of its own kind only.
    #[error("claim {id} is {is}, not {wanted}")]
    Kind {
        /// The claim.
        id: String,
        /// What it is.
        is: &'static str,
        /// What the form takes.
        wanted: &'static str,
    },
    /// The standard asks for what the claims do not have.
    #[error("{}", .0.join("\n"))]
    Lacks(Vec<String>),
    /// The file cannot be made.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// A form that can be written.
pub struct Form {
    /// Its name: `837p`, `fhir`, ...
    pub name: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// How the name of its file ends.
    pub extension: &'static str,
    write: fn(&Subject<'_>, &mut Exported) -> Result<(), ExportError>,
}

/// The forms, in the order of the help.
pub const FORMS: [&Form; 8] = [
    &x12::PROFESSIONAL,
    &x12::INSTITUTIONAL,
    &fhir::FORM,
    &table::CSV,
    &table::JSON,
    &paper::CMS1500,
    &paper::UB04,
    &paper::SUPERBILL,
];

impl Form {
    /// The form with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        FORMS.into_iter().find(|f| f.name == name)
    }

    /// Writes the claims.
    ///
    /// # Errors
    /// Which field is missing, or which claim does not fit the form.
    pub fn write(&self, subject: &Subject<'_>) -> Result<Exported, ExportError> {
        let mut out = Exported::default();
        (self.write)(subject, &mut out)?;
        Ok(out)
    }
}

/// Whose the CPT numbers of claims are: said beside what is written, whatever its form.
#[must_use]
pub fn notice(claims: &[Claim]) -> Option<&'static str> {
    let codes = claims.iter().flat_map(|c| c.lines.iter().filter_map(|l| l.code.as_ref()?.code));
    codes.map(|code| code.system()).find_map(CodeSystem::notice)
}

/// A form takes claims of its own kind only.
fn of_kind(claims: &[Claim], kind: ClaimKind) -> Result<(), ExportError> {
    claims.iter().find(|c| c.kind != kind).map_or(Ok(()), |other| {
        Err(ExportError::Kind { id: other.id.to_string(), is: other.kind.id(), wanted: kind.id() })
    })
}
