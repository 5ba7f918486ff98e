//! HL7 FHIR R4: Claim, ExplanationOfBenefit, and encounters with their conditions and procedures,
//! alone, in a Bundle or a line each (NDJSON).

mod claim;
mod encounter;
mod item;
mod known;
mod reader;
mod source;
mod system;
mod write;

pub(crate) use known::identifier;
pub use reader::Reader;
pub(crate) use reader::{position, text};
pub(crate) use source::Source;
pub use system::{NPI, uri};
pub use write::{Along, NoteSource, write_again, write_claims};

use crate::Sink;
use crate::json::elements;
use std::io::{self, Read};

/// Reads a document to its end, claim by claim.
///
/// # Errors
/// When the document cannot be read; what it holds is never an error.
pub fn read_claims(input: impl Read, sink: &mut dyn Sink) -> io::Result<()> {
    let mut reader = Reader::default();
    elements(input, |part| {
        reader.take(part, sink);
        true
    })?;
    reader.end(sink);
    Ok(())
}
