//! `medcode check`: claims against the official conventions and edits.

mod findings;
mod spool;

use super::{claims, own};
use crate::args::Check as Args;
use crate::{home, out, style, today};
use anyhow::{Context, Result, bail};
use findings::{Findings, Shown, blocks};
use medcode::formats::csv::Columns;
use medcode::formats::{Format, Reading, Sink, detect, read_claims};
use medcode::model::{Claim, ClaimKind, CodeSystem, Date, Problem};
use medcode::release::home::Home;
use medcode::{Checker, Engine, FileSeen};
use medcode_wire::{WireChecked, WireNoData, claim_finding};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;
use std::process::ExitCode;

/// Runs the command: status 1 where a finding blocks, 2 where a file cannot be read.
pub(crate) fn run(home: &Home, args: &Args) -> Result<ExitCode> {
    let (format, kind) = (format(&args.format)?, kind(&args.format));
    let reading = Reading { columns: columns(args.columns.as_deref())?, ..Reading::default() };
    let policy = own::policy(home, &args.own)?;
    let engine = home::open_or_install(home)?.under(policy);
    let today = today::today()?;
    let mut findings = Findings::new(match (args.json, args.files.len()) {
        (true, 1) => Shown::Json(4),
        (true, _) => Shown::Json(6),
        (false, _) => Shown::Text,
    });
    let (mut all, mut failed) = (Vec::new(), false);
    for path in &args.files {
        match file(&engine, path, (format, kind, &reading), (today, args.nearest), &mut findings) {
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

/// Problems of a file that are told one by one; a large file that is wrong throughout has as many
/// as it has claims.
const MOST_PROBLEMS: usize = 1000;

/// What is told of a file; its findings are a part of all that are kept.
struct Told {
    out: WireChecked,
    range: Range<u64>,
    findings: usize,
    /// How many of them block.
    blocking: usize,
}

/// Takes in the claims of a file and asks the rule book of each as it goes by.
struct Checking<'a> {
    checker: Checker<'a>,
    untold: u64,
    told: Told,
    findings: &'a mut Findings,
    seen: FileSeen,
    missing: BTreeMap<(Cow<'static, str>, String), u64>,
    problems: usize,
    /// Claims of another kind than `--format` says.
    otherwise: u64,
    kind: Option<ClaimKind>,
    /// Why what must be kept of claims could not be kept.
    failed: Option<io::Error>,
}

impl Checking<'_> {
    fn take(&mut self, claim: &Claim) -> io::Result<()> {
        let repeated = self.seen.look(claim)?;
        let checked = self.checker.check_after(claim, repeated);
        self.told.out.claims += 1;
        self.told.out.evaluations += checked.asked as u64;
        self.untold += checked.untold as u64;
        for finding in checked.findings {
            let finding = claim_finding(claim, finding);
            self.told.findings += 1;
            self.told.blocking += usize::from(blocks(&finding));
            self.findings.add(&finding)?;
        }
        for none in checked.no_data {
            *self.missing.entry((none.rule, none.needs)).or_default() += 1;
        }
        Ok(())
    }
}

impl Sink for Checking<'_> {
    fn claim(&mut self, claim: Claim) {
        self.otherwise += u64::from(self.kind.is_some_and(|k| k != claim.kind));
        if self.failed.is_none() {
            self.failed = self.take(&claim).err();
        }
    }

    fn problem(&mut self, problem: Problem) {
        self.problems += 1;
        if self.told.out.problems.len() < MOST_PROBLEMS {
            self.told.out.problems.push(problem.to_string());
        }
    }
}

/// The format that was asked for; none where the file tells it.
fn format(text: &str) -> Result<Option<Format>> {
    Ok(Some(match text {
        "auto" => return Ok(None),
        "837p" | "837i" | "837d" => Format::X12,
        "fhir" => Format::Fhir,
        "json" => Format::Json,
        "csv" => Format::Csv,
        other => bail!("--format: `{other}` is none of auto, 837p, 837i, 837d, fhir, json, csv"),
    }))
}

/// The kind of claims that `--format` names.
fn kind(text: &str) -> Option<ClaimKind> {
    match text {
        "837p" => Some(ClaimKind::Professional),
        "837i" => Some(ClaimKind::Institutional),
        "837d" => Some(ClaimKind::Dental),
        _ => None,
    }
}

/// The names that the user gives to columns.
pub(crate) fn columns(path: Option<&Path>) -> Result<Columns> {
    let Some(path) = path else { return Ok(Columns::default()) };
    let name = path.display();
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {name}"))?;
    Columns::read(&text).map_err(|e| anyhow::anyhow!("{name}: {e}"))
}

fn file(
    engine: &Engine,
    path: &Path,
    (format, kind, reading): (Option<Format>, Option<ClaimKind>, &Reading),
    (today, nearest): (Date, bool),
    findings: &mut Findings,
) -> Result<Told> {
    let name = path.display().to_string();
    let out = WireChecked { file: name.clone(), ..WireChecked::default() };
    let begin = findings.end();
    let mut checking = Checking {
        checker: engine.checker(today, nearest),
        untold: 0,
        told: Told { out, range: begin..begin, findings: 0, blocking: 0 },
        findings,
        seen: FileSeen::default(),
        missing: BTreeMap::new(),
        problems: 0,
        otherwise: 0,
        kind,
        failed: None,
    };
    if path.is_dir() {
        claims::folder(path, false, &mut checking)?;
    } else {
        let input = File::open(path).with_context(|| format!("cannot read {name}"))?;
        let (told, input) = detect(input).with_context(|| format!("cannot read {name}"))?;
        let Some(format) = format.or(told) else {
            bail!("{name}: this is no X12, FHIR, JSON or CSV file of claims; --format says what it is");
        };
        read_claims(input, format, reading, &mut checking)
            .with_context(|| format!("cannot read {name}"))?;
    }
    if let Some(error) = checking.failed {
        let folder = std::env::temp_dir();
        let why = format!("{name}: a temporary file in {} cannot be used", folder.display());
        return Err(error).context(why);
    }
    let mut told = checking.told;
    if told.out.claims == 0 {
        let why = told.out.problems.last().map_or("it holds none", String::as_str);
        bail!("{name}: no claim is found: {why}");
    }
    let more = checking.problems - told.out.problems.len();
    if let (Some(kind), 1..) = (checking.kind, checking.otherwise) {
        let (count, kind) = (checking.otherwise, kind.id());
        told.out.problems.push(format!(
            "claims of another kind than --format says ({kind}): {count}; checked as what they are"
        ));
    }
    if more > 0 {
        told.out.problems.push(format!("and {more} more"));
    }
    // To a hundredth of a percent.
    let share = checking.untold as f64 / told.out.evaluations.max(1) as f64;
    told.out.no_data_share = (share * 10_000.0).round() / 10_000.0;
    let missing = checking.missing.into_iter();
    told.out.no_data =
        missing.map(|((rule, needs), claims)| WireNoData { rule, needs, claims }).collect();
    told.range.end = checking.findings.end();
    Ok(told)
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
