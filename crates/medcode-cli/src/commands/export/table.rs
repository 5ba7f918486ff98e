//! CSV and medcode JSON.

use super::{Form, Subject};
use crate::args::Export as Args;
use anyhow::Result;
use medcode::formats::{claim_json, csv};
use std::io::Write;

pub(super) const CSV: Form = Form { name: "csv", write: write_csv };
pub(super) const JSON: Form = Form { name: "json", write: write_json };

fn write_csv(subject: &Subject, _: &Args, to: &mut dyn Write) -> Result<()> {
    Ok(csv::write_claims(&subject.claims, to)?)
}

fn write_json(subject: &Subject, _: &Args, to: &mut dyn Write) -> Result<()> {
    Ok(claim_json::write_claims(&subject.claims, to)?)
}
