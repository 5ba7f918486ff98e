//! medcode JSON: a claim with every field the checks know, one object, a list of them, or one a
//! line; and the answer of `medcode code --json`, read as the encounter it codes.

mod coded;
mod fields;
mod read;
mod write;

pub use fields::{CLAIM, DIAGNOSIS, LINE, PATIENT, PROCEDURE};
pub use write::{claim, write_claims};

/// Paths of the members of `bill`.
pub use crate::who::paths as bill_paths;

use crate::Sink;
use crate::json::{Element, elements, parse};
use medcode_model::{Position, Problem};
use std::io::{self, Read};

/// Reads a document to its end, claim by claim.
///
/// # Errors
/// When the document cannot be read; what it holds is never an error.
pub fn read_claims(input: impl Read, sink: &mut dyn Sink) -> io::Result<()> {
    let mut any = false;
    elements(input, |part| {
        any = true;
        one(part, sink);
        true
    })?;
    if !any {
        sink.problem(Problem::error(Position::default(), "the file is empty"));
    }
    Ok(())
}

fn one(part: &Element<'_>, sink: &mut dyn Sink) {
    if part.shell {
        return;
    }
    let Some(text) = crate::fhir::text(part, sink) else { return };
    match parse(text) {
        Ok(value) if value.get("suggestions").is_some() => coded::read(part, text, &value, sink),
        Ok(value) => read::read(part, text, &value, sink),
        Err(broken) => sink.problem(Problem::error(
            crate::fhir::position(part, text, broken.at),
            format!("this is no JSON: {}", broken.why),
        )),
    }
}
