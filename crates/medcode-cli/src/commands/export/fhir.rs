//! FHIR R4: a Bundle of Claim, Condition, Procedure and Provenance. A FHIR document is written
//! again word for word, with what it lacks.

use super::{Form, Subject, along};
use crate::args::Export as Args;
use anyhow::{Context, Result};
use medcode::formats::fhir::{Along, NoteSource, write_again, write_claims};
use medcode::formats::{Format, detect};
use std::io::Write;

pub(super) const FORM: Form = Form { name: "fhir", write };

fn write(subject: &Subject, args: &Args, to: &mut dyn Write) -> Result<()> {
    let file = args.file.display();
    let bytes = std::fs::read(&args.file).with_context(|| format!("cannot read {file}"))?;
    let mut along = Along {
        recorded: along::recorded()?,
        agent: format!("medcode {}", env!("CARGO_PKG_VERSION")),
        titles: along::titles(&subject.claims, subject.engine.as_ref()),
        note: None,
    };
    if detect(bytes.as_slice())?.0 == Some(Format::Fhir) {
        let text = String::from_utf8(bytes).with_context(|| format!("{file} is not UTF-8"))?;
        return Ok(write_again(&text, &subject.claims, &along, to)?);
    }
    let coded = subject.coded.clone().or_else(|| along::coded(&bytes));
    let text = match &args.note {
        Some(path) => {
            let name = path.display();
            Some(std::fs::read_to_string(path).with_context(|| format!("cannot read {name}"))?)
        }
        None => coded.as_ref().and_then(|c| Some(c.get("note_text")?.as_str()?.to_owned())),
    };
    if let Some(coded) = &coded {
        along.note = Some(NoteSource {
            id: coded.get("id").and_then(|i| i.as_str()).unwrap_or_default(),
            text: text.as_deref(),
            evidence: along::evidence(coded),
        });
    }
    Ok(write_claims(&subject.claims, &along, to)?)
}
