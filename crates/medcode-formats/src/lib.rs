//! How do notes and claims come in, and go out?
//!
//! Readers never fail on content: they give claims and problems with positions, as the document
//! goes by; memory does not grow with the file. Nothing here knows a code set.

#![forbid(unsafe_code)]

pub mod claim_json;
pub mod csv;
mod detect;
pub mod document;
pub mod fhir;
pub mod json;
pub mod paper;
mod values;
mod who;
pub mod x12;

pub use detect::{Format, detect};
pub use x12::Sink;

use std::io::{self, Read};

/// How a file of claims is to be read.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// With the bills, where the format has them: who sends a claim, to whom, under which coverage.
    pub whole: bool,
    /// Names of columns of the user's own (CSV).
    pub columns: csv::Columns,
}

/// Reads a file of claims to its end, claim by claim.
///
/// # Errors
/// When the file cannot be read; what it holds is never an error.
pub fn read_claims(
    input: impl Read,
    format: Format,
    reading: &Reading,
    sink: &mut dyn Sink,
) -> io::Result<()> {
    match format {
        Format::X12 if reading.whole => x12::read_whole_claims(input, sink),
        Format::X12 => x12::read_claims(input, sink),
        Format::Fhir if reading.whole => fhir::read_whole_claims(input, sink),
        Format::Fhir => fhir::read_claims(input, sink),
        Format::Json => claim_json::read_claims(input, sink),
        Format::Csv => csv::read_claims(input, &reading.columns, sink),
    }
}
