//! FHIR R4: a Bundle of Claim, Condition, Procedure and Provenance. A FHIR document is written
//! again word for word, with what it lacks.

use super::{ExportError, Exported, Form, Subject, titles};
use medcode_formats::fhir::{Along, write_again, write_claims};

pub(super) const FORM: Form =
    Form { name: "fhir", media_type: "application/fhir+json", extension: "json", write };

fn write(subject: &Subject<'_>, out: &mut Exported) -> Result<(), ExportError> {
    let time = subject.time;
    let (hour, minute) = (time.get(..2).unwrap_or("00"), time.get(2..4).unwrap_or("00"));
    let mut along = Along {
        recorded: format!("{}T{hour}:{minute}:00Z", subject.day),
        agent: format!("medcode {}", env!("CARGO_PKG_VERSION")),
        titles: titles::of(subject.claims, subject.engine),
        note: None,
    };
    if let Some(text) = subject.again {
        return Ok(write_again(text, subject.claims, &along, &mut out.bytes)?);
    }
    along.note.clone_from(&subject.note);
    Ok(write_claims(subject.claims, &along, &mut out.bytes)?)
}
