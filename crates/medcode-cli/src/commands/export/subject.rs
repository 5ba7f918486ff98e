//! What `export` is given: a file of claims, or a coded note with a file of billing facts.

use crate::args::Export as Args;
use crate::commands::check::columns;
use crate::commands::claims;
use crate::commands::code::claim::{claim, facts};
use crate::today;
use anyhow::{Context, Result, anyhow, bail};
use medcode::model::{Claim, ClaimKind};
use medcode_wire::coded_encounter;
use serde_json::Value;
use std::path::Path;

/// What was read.
pub(super) struct Read {
    /// Claims with their bills.
    pub(super) claims: Vec<Claim>,
    /// The output of `medcode code --json` that the claims were made of.
    pub(super) coded: Option<Value>,
}

/// Reads the file; what is wrong with it but can be lived with is said on standard error.
pub(super) fn read(args: &Args) -> Result<Read> {
    let name = args.file.display();
    let coded = coded(args)?;
    if let Some(facts_file) = &args.facts {
        let Some(coded) = coded else {
            bail!("{name}: --facts belongs to the output of `medcode code --json`");
        };
        return of_note(args, coded, facts_file);
    }
    let file = claims::read(&args.file, columns(args.columns.as_deref())?)?;
    for problem in &file.problems {
        eprintln!("{name}: {problem}");
    }
    if file.claims.is_empty() {
        bail!("{name}: no claim is found");
    }
    Ok(Read { claims: file.claims, coded: None })
}

/// The output of `medcode code --json`, where the file is that.
fn coded(args: &Args) -> Result<Option<Value>> {
    if args.file.is_dir() {
        return Ok(None);
    }
    let bytes =
        std::fs::read(&args.file).with_context(|| format!("cannot read {}", args.file.display()))?;
    if bytes.iter().find(|b| !b.is_ascii_whitespace()) != Some(&b'{') {
        return Ok(None);
    }
    let value: Option<Value> = serde_json::from_slice(&bytes).ok();
    Ok(value.filter(|v| v.get("suggestions").is_some()))
}

fn of_note(args: &Args, coded: Value, facts_file: &Path) -> Result<Read> {
    let name = args.file.display();
    let encounter = coded_encounter(&coded).map_err(|e| anyhow!("{name}: {e}"))?;
    let stay = args.to == "837i" || args.to == "ub04" || encounter.setting.is_inpatient();
    let kind = if stay { ClaimKind::Institutional } else { ClaimKind::Professional };
    let claim = claim(&encounter, &facts(facts_file)?, kind, today::today()?)?;
    Ok(Read { claims: vec![claim], coded: Some(coded) })
}
