//! What an installation did, for people.

use crate::{out, style};
use anyhow::Result;
use medcode::model::{Problem, Severity};
use medcode::release::install::{Built, Report};
use std::collections::BTreeMap;
use std::io::Write;

/// Problems listed of one file, unless all are asked for.
const SHOWN: usize = 3;

/// Prints the report.
pub(super) fn report(report: &Report, verbose: bool) -> Result<()> {
    let mut to = out::stdout();
    for built in &report.built {
        release(&mut to, built)?;
    }
    if report.built.is_empty() && !report.taken.is_empty() && report.waiting.is_empty() {
        writeln!(to, "Everything in these files was installed already.")?;
    }
    taken(&mut to, report, verbose)?;
    problems(&mut to, report, verbose)?;
    left_alone(&mut to, report, verbose)?;
    for (id, kind) in &report.waiting {
        let what = style::warn("waiting:");
        writeln!(to, "{what} the {} of {id} is kept until the codes of that release come", kind.name())?;
    }
    for t in &report.trouble {
        writeln!(to, "{} {}: {}", style::warn("not used:"), t.what, t.message)?;
    }
    to.flush()?;
    Ok(())
}

/// The releases, a line each.
pub(super) fn in_short(report: &Report) -> Vec<String> {
    let codes = |b: &Built| b.counts.iter().find(|(n, _)| n == "billable").map_or(0, |(_, n)| *n);
    report.built.iter().map(|b| format!("Installed {}: {} complete codes.", b.id, codes(b))).collect()
}

fn release(to: &mut impl Write, built: &Built) -> Result<()> {
    let mib = built.bytes as f64 / f64::from(1 << 20);
    writeln!(to, "{}  {mib:.1} MiB", style::heading(&built.id.to_string()))?;
    for (name, n) in &built.counts {
        writeln!(to, "  {n:>8} {name}")?;
    }
    Ok(())
}

/// The files; those whose release was inferred always say so.
fn taken(to: &mut impl Write, report: &Report, verbose: bool) -> Result<()> {
    let inferred = report.taken.iter().filter(|t| t.inferred.is_some()).count();
    writeln!(
        to,
        "{} files taken in{}",
        report.taken.len(),
        if inferred > 0 { format!(", the release of {inferred} inferred") } else { String::new() }
    )?;
    for t in report.taken.iter().filter(|t| verbose || t.inferred.is_some()) {
        let how = t.inferred.as_deref().unwrap_or("stated or given");
        writeln!(to, "  {} {} {}", t.id, t.kind.name(), style::dim(&format!("{} · {how}", t.file)))?;
    }
    Ok(())
}

fn problems(to: &mut impl Write, report: &Report, verbose: bool) -> Result<()> {
    let mut by_file: BTreeMap<&str, Vec<&Problem>> = BTreeMap::new();
    for (file, problem) in &report.problems {
        if verbose || problem.severity != Severity::Note {
            by_file.entry(file).or_default().push(problem);
        }
    }
    for (file, found) in by_file {
        let count =
            if found.len() == 1 { "1 problem".to_owned() } else { format!("{} problems", found.len()) };
        writeln!(to, "{} {file}: {count}", style::warn("problems:"))?;
        let shown = if verbose { found.len() } else { SHOWN };
        for problem in found.iter().take(shown) {
            writeln!(to, "  {problem}")?;
        }
        if found.len() > shown {
            writeln!(
                to,
                "  {}",
                style::dim(&format!("and {} more: --verbose lists them", found.len() - shown))
            )?;
        }
    }
    Ok(())
}

/// Files that are not needed, by the reason.
fn left_alone(to: &mut impl Write, report: &Report, verbose: bool) -> Result<()> {
    let mut by_reason: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for left in &report.left_alone {
        by_reason.entry(&left.why).or_default().push(&left.file);
    }
    for (why, files) in by_reason {
        match files[..] {
            [file] => writeln!(to, "left alone: {file}: {why}")?,
            _ => writeln!(to, "left alone: {} files: {why}", files.len())?,
        }
        if verbose && files.len() > 1 {
            for file in files {
                writeln!(to, "  {}", style::dim(file))?;
            }
        }
    }
    Ok(())
}
