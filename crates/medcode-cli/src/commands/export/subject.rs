//! What `export` is given: a file of claims.

use super::Subject;
use crate::args::Export as Args;
use crate::commands::claims;
use anyhow::{Result, bail};

/// Reads the file; what is wrong with it but can be lived with is said on standard error.
pub(super) fn read(args: &Args) -> Result<Subject> {
    let file = claims::read(&args.file)?;
    for problem in &file.problems {
        eprintln!("{}: {problem}", args.file.display());
    }
    if file.claims.is_empty() {
        bail!("{}: no claim is found", args.file.display());
    }
    Ok(Subject { claims: file.claims, coded: None, engine: None })
}
