//! What the rule book says of a coded note, for a person to read.

use crate::style;
use anyhow::Result;
use medcode::model::{Finding, FindingStatus};
use std::collections::BTreeMap;
use std::io::Write;

/// Prints findings; those for information and those without data briefly, below.
pub(super) fn print(to: &mut impl Write, findings: &[Finding]) -> Result<()> {
    if findings.is_empty() {
        return Ok(());
    }
    writeln!(to, "\n{}", style::heading("Findings"))?;
    let fired = || findings.iter().filter(|f| f.status == FindingStatus::Fired);
    for f in fired().filter(|f| f.severity != "info") {
        let severity = if f.severity == "error" { style::warn("error") } else { style::dim(f.severity) };
        writeln!(to, "    {severity} {}  {}", style::code(&f.rule), f.message)?;
        if let Some(correction) = &f.correction {
            writeln!(to, "      {}", style::good(&format!("do: {correction}")))?;
        }
        let cited = if f.citation == f.id { String::new() } else { format!(" · {}", f.citation) };
        writeln!(to, "      {}", style::dim(&format!("{}{cited}", f.id)))?;
    }
    for f in fired().filter(|f| f.severity == "info") {
        writeln!(to, "    {}", style::dim(&format!("info {}  {}", f.rule, f.message)))?;
    }
    let mut untold: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for f in findings.iter().filter(|f| f.status == FindingStatus::NoData) {
        untold.entry(&f.message).or_default().push(&f.rule);
    }
    for (why, rules) in untold {
        writeln!(to, "    {}", style::dim(&format!("{why} ({})", rules.join(", "))))?;
    }
    Ok(())
}
