//! 837P and 837I.

use super::{Form, Subject};
use crate::args::Export as Args;
use crate::today;
use anyhow::{Result, bail};
use medcode::formats::x12::{Interchange, lacks, write_claims};
use medcode::model::{Claim, ClaimKind};
use std::io::Write;

pub(super) const PROFESSIONAL: Form =
    Form { name: "837p", write: |subject, args, to| write(subject, ClaimKind::Professional, args, to) };

pub(super) const INSTITUTIONAL: Form =
    Form { name: "837i", write: |subject, args, to| write(subject, ClaimKind::Institutional, args, to) };

fn write(subject: &Subject, kind: ClaimKind, args: &Args, to: &mut dyn Write) -> Result<()> {
    claims(&subject.claims, kind, &interchange(args.control, args.test)?, to)
}

/// What the interchange says of itself, as of now.
pub(crate) fn interchange(control: Option<u32>, test: bool) -> Result<Interchange> {
    let (day, at) = today::now()?;
    Ok(Interchange { test, ..Interchange::new(day, &at, control.unwrap_or(1)) })
}

/// Writes claims; one that lacks what the standard asks for is an error that names the fields.
pub(crate) fn claims(
    claims: &[Claim],
    kind: ClaimKind,
    interchange: &Interchange,
    to: &mut dyn Write,
) -> Result<()> {
    if let Some(other) = claims.iter().find(|c| c.kind != kind) {
        bail!("claim {} is {}, not {}", other.id, other.kind.id(), kind.id());
    }
    let missing: Vec<String> = claims
        .iter()
        .filter_map(|c| {
            let fields = lacks(c, kind);
            (!fields.is_empty()).then(|| format!("claim {}: {} missing", c.id, fields.join(", ")))
        })
        .collect();
    if !missing.is_empty() {
        bail!("{}", missing.join("\n"));
    }
    Ok(write_claims(claims, kind, interchange, to)?)
}
