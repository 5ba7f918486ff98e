//! What text does a document hold, and where in the document does each word of it stand?
//!
//! Notes come as plain text, HTML, RTF, Word, PDF, C-CDA and HL7 v2. Each reader gives the text
//! it took out, byte for byte what is coded, and a place in the original for every part of it.

mod build;
mod ccda;
mod docx;
mod hl7v2;
mod html;
mod kind;
mod layout;
mod pdf;
mod place;
mod places;
mod quiet;
mod rtf;
mod text;
mod told;
mod xml;

pub use kind::Kind;
pub use place::Place;
pub use places::Places;
pub use told::Told;

use build::Builder;
use std::fmt;

/// A file larger than this is no clinical document; it is refused before it is unpacked.
const LARGEST: usize = 64 << 20;

/// What was taken out of one document.
#[derive(Clone, PartialEq, Eq)]
pub struct Document {
    /// What it was.
    pub kind: Kind,
    /// Its text, as it is coded.
    pub text: String,
    /// Whether `text` is the bytes as given: then offsets count in the file itself.
    pub verbatim: bool,
    /// What its own header says of the encounter.
    pub told: Told,
    /// What was left out, or read by guess: sentences without patient text.
    pub notices: Vec<String>,
    /// Where each part of the text stands; nothing for text as given.
    pub places: Places,
}

impl Document {
    /// Where bytes `start..end` of the text stand in the original; none for text as given.
    #[must_use]
    pub fn place(&self, start: usize, end: usize) -> Option<Place> {
        self.places.place(start, end)
    }
}

/// Patient text never reaches a log: only the length is shown.
impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Document")
            .field("kind", &self.kind)
            .field("bytes", &self.text.len())
            .field("places", &self.places.iter().count())
            .finish_non_exhaustive()
    }
}

/// A document that gives no text: what is the matter, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable(pub String);

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unreadable {}

/// The documents of a file: one, but for HL7 v2, where each message is one.
///
/// # Errors
/// When the file gives no text: damaged, encrypted, scanned, or of a kind that is not read.
pub fn read(bytes: Vec<u8>) -> Result<Vec<Document>, Unreadable> {
    if bytes.len() > LARGEST {
        return Err(Unreadable(
            "the file is larger than 64 MB: no clinical note; it was not read".into(),
        ));
    }
    let kind = kind::of(&bytes)?;
    match kind {
        Kind::Text => Ok(vec![text::read(bytes)]),
        Kind::Hl7v2 => hl7v2::read(&bytes),
        _ => one(kind, &bytes).map(|d| vec![d]),
    }
}

/// The one document that bytes of a kind hold.
fn one(kind: Kind, bytes: &[u8]) -> Result<Document, Unreadable> {
    let mut out = Builder::new(kind);
    match kind {
        Kind::Text => return Ok(text::read(bytes.to_vec())),
        Kind::Html => html::read(bytes, &mut out),
        Kind::Rtf => rtf::read(bytes, &mut out),
        Kind::Docx => docx::read(bytes, &mut out)?,
        Kind::Pdf => pdf::read(bytes, &mut out)?,
        Kind::Ccda => ccda::read(bytes, &mut out)?,
        Kind::Hl7v2 => {
            return Err(Unreadable("an HL7 v2 message inside another document is not read".into()));
        }
    }
    out.finish()
}
