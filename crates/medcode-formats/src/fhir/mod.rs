//! HL7 FHIR R4: Claim, ExplanationOfBenefit, and encounters with their conditions and procedures,
//! alone, in a Bundle or a line each (NDJSON).

mod claim;
mod draft;
mod encounter;
mod item;
mod known;
mod people;
mod reader;
mod source;
mod system;
mod write;

pub(crate) use known::identifier;
pub use reader::Reader;
pub(crate) use reader::{position, text};
pub(crate) use source::Source;
pub use system::{NPI, uri};
pub use write::{Along, NoteSource, Original, write_again, write_claims};

use crate::Sink;
use crate::json::elements;
use std::io::{self, Read};

/// Reads a document to its end, claim by claim.
///
/// # Errors
/// When the document cannot be read; what it holds is never an error.
pub fn read_claims(input: impl Read, sink: &mut dyn Sink) -> io::Result<()> {
    read(input, Reader::default(), sink)
}

/// Reads claims with their bills: who is on them, under which coverage.
///
/// # Errors
/// As [`read_claims`].
pub fn read_whole_claims(input: impl Read, sink: &mut dyn Sink) -> io::Result<()> {
    read(input, Reader::whole(), sink)
}

/// Reads several files as one document, as servers export in bulk: a file for each kind of
/// resource. Paths begin with the name of the file.
///
/// # Errors
/// When a file cannot be read.
pub fn read_files<R: Read>(
    files: impl IntoIterator<Item = (String, R)>,
    whole: bool,
    sink: &mut dyn Sink,
) -> io::Result<()> {
    let mut reader = if whole { Reader::whole() } else { Reader::default() };
    for (name, input) in files {
        reader.next_file(&name);
        elements(input, |part| {
            reader.take(part, sink);
            true
        })?;
    }
    reader.end(sink);
    Ok(())
}

fn read(input: impl Read, mut reader: Reader, sink: &mut dyn Sink) -> io::Result<()> {
    elements(input, |part| {
        reader.take(part, sink);
        true
    })?;
    reader.end(sink);
    Ok(())
}
