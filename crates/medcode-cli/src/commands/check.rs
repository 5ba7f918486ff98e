//! `medcode check`: claims against the official conventions and edits.

mod findings;
mod spool;

use super::{claims, own};
use crate::args::Check as Args;
use crate::{home, out, style, today};
use anyhow::{Context, Result};
use findings::{Findings, Shown, blocks};
use medcode::Engine;
use medcode::formats::Reading;
use medcode::formats::csv::Columns;
use medcode::model::CodeSystem;
use medcode::release::home::Home;
use medcode_wire::{
    CheckAsk, CheckError, Listener, WireChecked, WireClaimFinding, check_claims, check_file,
    check_format,
};
use std::fs::File;
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;
use std::process::ExitCode;

/// Runs the command: status 1 where a finding blocks, 2 where a file cannot be read.
pub(crate) fn run(home: &Home, args: &Args) -> Result<ExitCode> {
    let (format, kind) = check_format(&args.format).map_err(|e| anyhow::anyhow!("--format: {e}"))?;
    let reading = Reading { columns: columns(args.columns.as_deref())?, ..Reading::default() };
    let policy = own::policy(home, &args.own)?;
    let engine = home::open_or_install(home)?.under(policy);
    let ask = CheckAsk { format, kind, reading, today: today::today()?, nearest: args.nearest };
    let mut findings = Findings::new(match (args.json, args.files.len()) {
        (true, 1) => Shown::Json(4),
        (true, _) => Shown::Json(6),
        (false, _) => Shown::Text,
    });
    let (mut all, mut failed) = (Vec::new(), false);
    for path in &args.files {
        match file(&engine, path, &ask, &mut findings) {
            Ok(checked) => all.push(checked),
            // One of several files that cannot be read leaves the others to be checked.
            Err(e) if args.files.len() > 1 => {
                eprintln!("error: {e:#}");
                failed = true;
            }
            Err(e) => return Err(e),
        }
    }
    let blocks = all.iter().any(|f| f.blocking > 0);
    if args.json {
        let listed = all.iter().map(|f| f.out.with(findings.listed(f.range.clone())));
        match listed.collect::<Vec<_>>().as_slice() {
            [one] if args.files.len() == 1 => out::json(one)?,
            many => out::json(&many)?,
        }
    } else {
        all.iter().try_for_each(|file| print(file, &findings))?;
    }
    Ok(ExitCode::from(if failed { 2 } else { u8::from(blocks) }))
}

/// What is told of a file; its findings are a part of all that are kept.
struct Told {
    out: WireChecked,
    range: Range<u64>,
    findings: usize,
    /// How many of them block.
    blocking: usize,
}

/// Keeps findings as they are made, and counts them.
struct Keeping<'a> {
    findings: &'a mut Findings,
    heard: usize,
    blocking: usize,
}

impl Listener for Keeping<'_> {
    fn finding(&mut self, finding: WireClaimFinding) -> io::Result<()> {
        self.heard += 1;
        self.blocking += usize::from(blocks(&finding));
        self.findings.add(&finding)
    }
}

/// The names that the user gives to columns.
pub(crate) fn columns(path: Option<&Path>) -> Result<Columns> {
    let Some(path) = path else { return Ok(Columns::default()) };
    let name = path.display();
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {name}"))?;
    Columns::read(&text).map_err(|e| anyhow::anyhow!("{name}: {e}"))
}

fn file(engine: &Engine, path: &Path, ask: &CheckAsk, findings: &mut Findings) -> Result<Told> {
    let begin = findings.end();
    let mut keeping = Keeping { findings, heard: 0, blocking: 0 };
    let checked = if path.as_os_str() == "-" {
        check_file(engine, io::stdin().lock(), ask, &mut keeping).map_err(anyhow::Error::from)
    } else if path.is_dir() {
        check_claims(engine, ask, &mut keeping, |sink| claims::folder(path, false, sink))
    } else {
        let input = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
        check_file(engine, input, ask, &mut keeping).map_err(anyhow::Error::from)
    };
    let checked = checked.map_err(|e| named(e, path))?;
    let (heard, blocking) = (keeping.heard, keeping.blocking);
    let out = WireChecked { file: path.display().to_string(), ..checked };
    Ok(Told { out, range: begin..findings.end(), findings: heard, blocking })
}

/// Why a file could not be checked, and what can be done.
fn named(error: anyhow::Error, path: &Path) -> anyhow::Error {
    let name = path.display();
    match error.downcast::<CheckError>() {
        Ok(CheckError::Unreadable(e)) => anyhow::Error::new(e).context(format!("cannot read {name}")),
        Ok(CheckError::NotKept(e)) => {
            let folder = std::env::temp_dir();
            let why = format!("{name}: a temporary file in {} cannot be used", folder.display());
            anyhow::Error::new(e).context(why)
        }
        Ok(CheckError::NoFormat) => {
            anyhow::anyhow!("{name}: {}; --format says what it is", CheckError::NoFormat)
        }
        Ok(told) => anyhow::anyhow!("{name}: {told}"),
        Err(other) => other,
    }
}

fn print(told: &Told, findings: &Findings) -> Result<()> {
    let mut to = out::stdout();
    let file = &told.out;
    writeln!(
        to,
        "{}  claims {} · findings {}, of which {} block",
        style::heading(&file.file),
        file.claims,
        told.findings,
        told.blocking
    )?;
    for problem in &file.problems {
        writeln!(to, "  {}", style::warn(problem))?;
    }
    findings.copy(&told.range, &mut to)?;
    if !file.no_data.is_empty() {
        let (share, asked) = (file.no_data_share * 100.0, file.evaluations);
        writeln!(to, "\n  could not be told ({share:.2} % of {asked} rules asked):")?;
        for n in &file.no_data {
            writeln!(to, "    {}  no data: {} (claims {})", n.rule, n.needs, n.claims)?;
        }
    }
    if let Some(notice) = CodeSystem::Cpt.notice() {
        writeln!(to, "\n{}", style::dim(&style::wrap(notice, 0)))?;
    }
    to.flush()?;
    Ok(())
}
