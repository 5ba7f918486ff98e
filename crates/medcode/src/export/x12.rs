//! 837P and 837I.

use super::{ExportError, Exported, Form, Subject, of_kind};
use medcode_formats::x12::{Interchange, lacks, write_claims};
use medcode_model::ClaimKind;

pub(super) const PROFESSIONAL: Form = Form {
    name: "837p",
    media_type: "application/edi-x12",
    extension: "837",
    write: |subject, out| write(subject, ClaimKind::Professional, out),
};

pub(super) const INSTITUTIONAL: Form = Form {
    name: "837i",
    media_type: "application/edi-x12",
    extension: "837",
    write: |subject, out| write(subject, ClaimKind::Institutional, out),
};

/// Writes claims; one that lacks what the standard asks for is an error that names the fields.
fn write(subject: &Subject<'_>, kind: ClaimKind, out: &mut Exported) -> Result<(), ExportError> {
    of_kind(subject.claims, kind)?;
    let missing = subject.claims.iter().filter_map(|c| {
        let fields = lacks(c, kind);
        (!fields.is_empty()).then(|| format!("claim {}: {} missing", c.id, fields.join(", ")))
    });
    let missing: Vec<String> = missing.collect();
    if !missing.is_empty() {
        return Err(ExportError::Lacks(missing));
    }
    let of_now = Interchange::new(subject.day, subject.time, subject.control.unwrap_or(1));
    let interchange = Interchange { test: subject.test, ..of_now };
    Ok(write_claims(subject.claims, kind, &interchange, &mut out.bytes)?)
}
