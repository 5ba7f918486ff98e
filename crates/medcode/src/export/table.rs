//! CSV and medcode JSON.

use super::Form;
use medcode_formats::{claim_json, csv};

pub(super) const CSV: Form = Form {
    name: "csv",
    media_type: "text/csv; charset=utf-8",
    extension: "csv",
    write: |subject, out| Ok(csv::write_claims(subject.claims, &mut out.bytes)?),
};

pub(super) const JSON: Form = Form {
    name: "json",
    media_type: "application/json",
    extension: "json",
    write: |subject, out| Ok(claim_json::write_claims(subject.claims, &mut out.bytes)?),
};
