//! `code --claim`: the coded note and a file of billing facts as a claim. The claim goes to
//! standard output; what the rule book says of it, and the fee schedule beside its charges, to
//! standard error.

use crate::commands::export;
use crate::{style, today};
use anyhow::{Context, Result, bail};
use medcode::model::{Claim, ClaimKind, Date};
use medcode::{BillingFacts, CodedEncounter, Engine, billed};
use medcode_wire::billing_facts;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

/// The kind that `--claim` names.
pub(super) fn kind(form: &str) -> Result<ClaimKind> {
    match form {
        "837p" => Ok(ClaimKind::Professional),
        "837i" => Ok(ClaimKind::Institutional),
        _ => bail!("--claim: `{form}` is neither 837p nor 837i"),
    }
}

/// Reads a file of billing facts.
pub(crate) fn facts(path: &Path) -> Result<BillingFacts> {
    let name = path.display();
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {name}"))?;
    billing_facts(&text).map_err(|all| anyhow::anyhow!("{name}:\n  {}", all.join("\n  ")))
}

/// The claim of an encounter; what was left out is said on standard error.
pub(crate) fn claim(
    encounter: &CodedEncounter,
    facts: &BillingFacts,
    kind: ClaimKind,
    made: Date,
) -> Result<Claim> {
    let billed = billed(encounter, facts, kind, made)
        .map_err(|all| anyhow::anyhow!("the claim lacks:\n  {}", all.join("\n  ")))?;
    billed.notices.iter().for_each(|n| eprintln!("{n}"));
    Ok(billed.claim)
}

/// Writes the claim and says what the rule book and the fee schedule make of it.
pub(super) fn write(
    engine: &Engine,
    encounter: &CodedEncounter,
    facts: &BillingFacts,
    kind: ClaimKind,
    nearest: bool,
) -> Result<()> {
    let today = today::today()?;
    let claim = claim(encounter, facts, kind, today)?;
    let mut to = crate::out::stdout();
    export::x12_claims(std::slice::from_ref(&claim), kind, &mut to)?;
    to.flush()?;
    fees(engine, &claim, nearest);
    findings(engine, &claim, today, nearest);
    export::say_whose(std::slice::from_ref(&claim));
    Ok(())
}

fn fees(engine: &Engine, claim: &Claim, nearest: bool) {
    for fee in engine.fees(claim, nearest) {
        let Some(line) = claim.lines.iter().find(|l| l.number == fee.line) else { continue };
        let code = line.code.as_ref().map_or("", |c| &*c.text);
        let charge = line.charge.unwrap_or_default();
        eprintln!(
            "line {} {code}: charged {charge}, Medicare fee schedule {} (national) {}",
            fee.line, fee.year, fee.amount
        );
    }
}

fn findings(engine: &Engine, claim: &Claim, today: Date, nearest: bool) {
    let checked = engine.check(claim, today, nearest);
    for f in &checked.findings {
        let line = if f.line > 0 { format!(" line {}", f.line) } else { String::new() };
        let severity = if f.severity == "error" { style::warn("error") } else { f.severity.to_owned() };
        eprintln!("{severity} {}{line}: {} ({})", f.rule, f.message, f.id);
    }
    if checked.findings.is_empty() {
        eprintln!("no finding: {} rules asked", checked.asked);
    }
    let mut untold: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for none in &checked.no_data {
        untold.entry(&none.needs).or_default().push(&none.rule);
    }
    for (needs, rules) in untold {
        eprintln!("no data: {needs} ({})", rules.join(", "));
    }
}
