//! CMS-1500, UB-04 and superbill as PDF.

use super::{Form, Subject, along};
use crate::args::Export as Args;
use anyhow::{Result, bail};
use medcode::formats::paper::{self, Printed};
use medcode::model::ClaimKind;
use std::io::{IsTerminal, Write};

pub(super) const CMS1500: Form = Form {
    name: "cms1500",
    write: |subject, args, to| {
        kind(subject, ClaimKind::Professional)?;
        put(paper::cms1500(&subject.claims), args, to)
    },
};

pub(super) const UB04: Form = Form {
    name: "ub04",
    write: |subject, args, to| {
        kind(subject, ClaimKind::Institutional)?;
        put(paper::ub04(&subject.claims), args, to)
    },
};

pub(super) const SUPERBILL: Form = Form {
    name: "superbill",
    write: |subject, args, to| {
        let titles = along::titles(&subject.claims, subject.engine.as_ref());
        put(paper::superbill(&subject.claims, &titles), args, to)
    },
};

/// A form takes claims of its own kind only.
fn kind(subject: &Subject, kind: ClaimKind) -> Result<()> {
    match subject.claims.iter().find(|c| c.kind != kind) {
        Some(other) => bail!("claim {} is {}, not {}", other.id, other.kind.id(), kind.id()),
        None => Ok(()),
    }
}

fn put(printed: Printed, args: &Args, to: &mut dyn Write) -> Result<()> {
    if args.out.is_none() && std::io::stdout().is_terminal() {
        bail!("a PDF is no text: give --out FILE");
    }
    for message in &printed.messages {
        eprintln!("{message}");
    }
    Ok(to.write_all(&printed.pdf)?)
}
