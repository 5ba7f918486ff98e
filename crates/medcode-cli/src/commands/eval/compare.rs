//! Two runs side by side.

use super::print::quoted;
use crate::{out, style};
use anyhow::{Context, Result, bail};
use medcode::eval::{Change, Diff, Run, diff};
use medcode_wire::WireEval;
use std::io::Write;
use std::path::Path;

/// Compares two saved runs.
pub(super) fn saved(before: &Path, after: &Path, json: bool) -> Result<()> {
    show(&diff(&read(before)?, &read(after)?), json)
}

/// Compares a saved run with this one.
pub(super) fn with_saved(before: &Path, wires: &[WireEval], json: bool) -> Result<()> {
    let after: Vec<Run> = wires.iter().map(medcode_wire::run).collect();
    show(&diff(&read(before)?, &after), json)
}

fn read(path: &Path) -> Result<Vec<Run>> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    medcode_wire::read_runs(&text).map_err(|e| anyhow::anyhow!("{}: {e}", path.display()))
}

fn show(diffs: &[Diff], json: bool) -> Result<()> {
    if diffs.is_empty() {
        bail!("the two runs have no set in common");
    }
    if json {
        return out::json(&diffs.iter().map(medcode_wire::eval_diff).collect::<Vec<_>>());
    }
    let mut to = out::stdout();
    for diff in diffs {
        one(&mut to, diff)?;
    }
    to.flush()?;
    Ok(())
}

fn one(to: &mut impl Write, diff: &Diff) -> Result<()> {
    let [a, b] = &diff.counts;
    if a == b && [&diff.better, &diff.worse, &diff.moved].iter().all(|c| c.is_empty()) {
        let line = format!("{} {}: no difference, F1 {:.3}", diff.set, diff.system, b.f1());
        writeln!(to, "{}", style::dim(&line))?;
        return Ok(());
    }
    writeln!(to, "{}", style::heading(&format!("{} {}", diff.set, diff.system)))?;
    writeln!(
        to,
        "  P {:.3} → {:.3}  R {:.3} → {:.3}  F1 {:.3} → {:.3}  better {}  worse {}",
        a.precision(),
        b.precision(),
        a.recall(),
        b.recall(),
        a.f1(),
        b.f1(),
        diff.better.len(),
        diff.worse.len()
    )?;
    for (cause, [before, after]) in diff.causes.iter().filter(|(_, n)| n[0] != n[1]) {
        writeln!(to, "  {cause:<24} {before} → {after}")?;
    }
    for (chapter, [before, after]) in diff.chapters.iter().filter(|(_, n)| n[0] != n[1]) {
        writeln!(to, "  {chapter:<24} F1 {:.2} → {:.2}", before.f1(), after.f1())?;
    }
    for (sign, changes) in [("+", &diff.better), ("-", &diff.worse), ("~", &diff.moved)] {
        for change in changes {
            line(to, sign, change)?;
        }
    }
    Ok(())
}

fn line(to: &mut impl Write, sign: &str, change: &Change) -> Result<()> {
    let text =
        format!("{sign} {:<10} {:<8} {} → {}", change.note, change.code, change.before, change.after);
    let text = match sign {
        "+" => style::good(&text),
        "-" => style::warn(&text),
        _ => text,
    };
    writeln!(to, "  {text}  {}", quoted(&change.words))?;
    Ok(())
}
