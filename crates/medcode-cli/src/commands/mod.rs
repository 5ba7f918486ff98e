//! One module a command.

mod audit;
mod backup;
mod browse;
mod check;
mod claims;
mod code;
mod diff;
mod drugs;
mod eval;
mod explain;
mod export;
mod index;
pub(crate) mod install;
mod lookup;
mod own;
mod pcs;
mod practice;
mod read_document;
mod remit;
mod search;
mod serve;
mod status;
mod update;
mod verify;

use crate::args::{Args, Command, When};
use crate::{home, style, today};
use anyhow::{Context, Result, bail};
use medcode::model::{AsOfSource, CodeSystem, Date};
use medcode::{Answered, AsOf, Engine};
use std::io::Write;
use std::process::ExitCode;

/// Runs the command; `Err` becomes exit status 2.
pub(crate) fn run(args: Args) -> Result<ExitCode> {
    // It runs without an environment, and keeps nothing anywhere.
    if let Command::ReadDocument(a) = &args.command {
        return read_document::run(a);
    }
    let home = home::home(args.home)?;
    match args.command {
        Command::Install(a) => install::run(&home, &a),
        Command::Status(a) => status::run(&home, a.json),
        Command::Update(a) => update::run(&home, &a),
        Command::Verify(a) => verify::run(&home, a.json),
        Command::Lookup(a) => lookup::run(&home, &a),
        Command::Search(a) => search::run(&home, &a),
        Command::Index(a) => index::run(&home, &a),
        Command::Browse(a) => browse::run(&home, &a),
        Command::Drugs(a) => drugs::run(&home, &a),
        Command::Pcs(a) => pcs::run(&home, &a),
        Command::Code(a) => code::run(&home, &a),
        Command::Eval(a) => eval::run(&home, &a),
        Command::Explain(a) => explain::run(&home, &a),
        Command::Check(a) => check::run(&home, &a),
        Command::Remit(a) => remit::run(&home, &a),
        Command::Export(a) => export::run(&home, &a),
        Command::Diff(a) => diff::run(&home, &a),
        Command::Practice(a) => practice::run(&home, &a),
        Command::Serve(a) => serve::run(&home, &a),
        Command::Backup(a) => backup::backup(&home, &a),
        Command::Restore(a) => backup::restore(&home, &a),
        Command::Audit(a) => audit::run(&home, &a),
        Command::ReadDocument(a) => read_document::run(&a),
        Command::Mcp(_) => later("mcp"),
    }
}

/// A command that the contract names and a later version brings.
fn later(name: &str) -> Result<ExitCode> {
    bail!("`medcode {name}` is not in this version ({}); see CHANGELOG.md", env!("CARGO_PKG_VERSION"))
}

/// A date of the command line.
fn date(text: Option<&str>, flag: &str) -> Result<Option<Date>> {
    text.map(|t| t.parse().with_context(|| flag.to_owned())).transpose()
}

/// A system of the command line.
fn system(text: Option<&str>) -> Result<Option<CodeSystem>> {
    text.map(|t| {
        CodeSystem::parse(t)
            .with_context(|| format!("`{t}` is no system: use ICD10CM, ICD10PCS, HCPCS or CPT"))
    })
    .transpose()
}

/// The date to answer for; a default is said on standard error.
fn as_of(engine: &Engine, when: &When) -> Result<AsOf> {
    let given = date(when.as_of.as_deref(), "--as-of")?;
    let as_of = engine.as_of(given, None, today::today()?, when.nearest);
    say_default(as_of);
    Ok(as_of)
}

/// Says on standard error which day was taken when none was given.
fn say_default(as_of: AsOf) {
    if as_of.source == AsOfSource::Default {
        eprintln!(
            "as of {} (last day in force of the newest installed ICD-10-CM; --as-of DATE for another)",
            as_of.date
        );
    }
}

/// Says once, at the end, whose the codes are where some of them are CPT.
pub(crate) fn notice(to: &mut impl Write, mut systems: impl Iterator<Item = CodeSystem>) -> Result<()> {
    if let Some(notice) = systems.find_map(CodeSystem::notice) {
        writeln!(to, "{}", style::dim(&style::wrap(notice, 0)))?;
    }
    Ok(())
}

/// The line that says which release and file answered.
pub(crate) fn source(to: &mut impl Write, from: &Answered) -> Result<()> {
    let mut text = format!(
        "as of {} · release {} · {} · sha256 {}",
        from.as_of.date,
        from.release.from,
        from.file,
        from.sha256.get(..12).unwrap_or_default()
    );
    if from.mismatch {
        text.push_str(" · release is not in force on this date");
    }
    if from.stale {
        text.push_str(" · past its own quarter: install the newer quarter");
    }
    writeln!(to, "{}", style::dim(&text))?;
    Ok(())
}
