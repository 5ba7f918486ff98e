//! `medcode check`: claims against the official conventions and edits.

use super::{claims, own};
use crate::args::Check as Args;
use crate::{home, out, style, today};
use anyhow::{Context, Result, bail};
use medcode::formats::csv::Columns;
use medcode::formats::{Format, Reading, Sink, detect, read_claims};
use medcode::model::{Claim, ClaimKind, CodeSystem, Date, Problem};
use medcode::release::home::Home;
use medcode::{Checker, Engine, FileSeen};
use medcode_wire::{WireChecked, WireClaimFinding, WireNoData, claim_finding};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

/// Runs the command: status 1 where a finding blocks, 2 where a file cannot be read.
pub(crate) fn run(home: &Home, args: &Args) -> Result<ExitCode> {
    let (format, kind) = (format(&args.format)?, kind(&args.format));
    let reading = Reading { columns: columns(args.columns.as_deref())?, ..Reading::default() };
    let policy = own::policy(home, &args.own)?;
    let engine = home::open_or_install(home)?.under(policy);
    let today = today::today()?;
    let (mut all, mut failed) = (Vec::new(), false);
    for path in &args.files {
        match file(&engine, path, (format, kind, &reading), today, args.nearest) {
            Ok(checked) => all.push(checked),
            // One of several files that cannot be read leaves the others to be checked.
            Err(e) if args.files.len() > 1 => {
                eprintln!("error: {e:#}");
                failed = true;
            }
            Err(e) => return Err(e),
        }
    }
    let blocks = all.iter().any(|f| f.findings.iter().any(blocks));
    if args.json {
        match all.as_slice() {
            [one] if args.files.len() == 1 => out::json(one)?,
            many => out::json(&many)?,
        }
    } else {
        all.iter().try_for_each(print)?;
    }
    Ok(ExitCode::from(if failed { 2 } else { u8::from(blocks) }))
}

/// Whether the claim is denied or returned for it.
fn blocks(finding: &WireClaimFinding) -> bool {
    finding.severity == "error" && finding.status == "fired"
}

/// Problems of a file that are told one by one; a large file that is wrong throughout has as many
/// as it has claims.
const MOST_PROBLEMS: usize = 1000;

/// Takes in the claims of a file and asks the rule book of each as it goes by.
struct Checking<'a> {
    checker: Checker<'a>,
    untold: u64,
    out: WireChecked,
    seen: FileSeen,
    missing: BTreeMap<(Cow<'static, str>, String), u64>,
    problems: usize,
    /// Claims of another kind than `--format` says.
    otherwise: u64,
    kind: Option<ClaimKind>,
}

impl Sink for Checking<'_> {
    fn claim(&mut self, claim: Claim) {
        self.otherwise += u64::from(self.kind.is_some_and(|k| k != claim.kind));
        let repeated = self.seen.look(&claim);
        let checked = self.checker.check_after(&claim, repeated);
        self.out.claims += 1;
        self.out.evaluations += checked.asked as u64;
        self.untold += checked.untold as u64;
        self.out.findings.extend(checked.findings.into_iter().map(|f| claim_finding(&claim, f)));
        for none in checked.no_data {
            *self.missing.entry((none.rule, none.needs)).or_default() += 1;
        }
    }

    fn problem(&mut self, problem: Problem) {
        self.problems += 1;
        if self.out.problems.len() < MOST_PROBLEMS {
            self.out.problems.push(problem.to_string());
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
    today: Date,
    nearest: bool,
) -> Result<WireChecked> {
    let name = path.display().to_string();
    let out = WireChecked { file: name.clone(), ..WireChecked::default() };
    let (seen, missing) = (FileSeen::default(), BTreeMap::new());
    let checker = engine.checker(today, nearest);
    let mut checking =
        Checking { checker, untold: 0, out, seen, missing, problems: 0, otherwise: 0, kind };
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
    if checking.out.claims == 0 {
        let why = checking.out.problems.last().map_or("it holds none", String::as_str);
        bail!("{name}: no claim is found: {why}");
    }
    let more = checking.problems - checking.out.problems.len();
    if let (Some(kind), 1..) = (checking.kind, checking.otherwise) {
        let (count, kind) = (checking.otherwise, kind.id());
        checking.out.problems.push(format!(
            "claims of another kind than --format says ({kind}): {count}; checked as what they are"
        ));
    }
    if more > 0 {
        checking.out.problems.push(format!("and {more} more"));
    }
    // To a hundredth of a percent.
    let share = checking.untold as f64 / checking.out.evaluations.max(1) as f64;
    checking.out.no_data_share = (share * 10_000.0).round() / 10_000.0;
    let missing = checking.missing.into_iter();
    checking.out.no_data =
        missing.map(|((rule, needs), claims)| WireNoData { rule, needs, claims }).collect();
    Ok(checking.out)
}

fn print(file: &WireChecked) -> Result<()> {
    let mut to = out::stdout();
    let errors = file.findings.iter().filter(|f| blocks(f)).count();
    writeln!(
        to,
        "{}  claims {} · findings {}, of which {errors} block",
        style::heading(&file.file),
        file.claims,
        file.findings.len()
    )?;
    for problem in &file.problems {
        writeln!(to, "  {}", style::warn(problem))?;
    }
    for f in &file.findings {
        let line = f.line.map_or_else(String::new, |n| format!(" line {n}"));
        let place = place(f);
        let severity = match f.severity {
            _ if f.status == "overridden" => style::dim(f.status),
            "error" => style::warn(f.severity),
            other => style::dim(other),
        };
        writeln!(to, "\n  {severity} {}  claim {}{line} · {place}", style::code(&f.rule), f.claim)?;
        writeln!(to, "    {}", f.message)?;
        if let Some(correction) = &f.correction {
            writeln!(to, "    {}", style::good(&format!("do: {correction}")))?;
        }
        if let Some(reason) = &f.reason {
            writeln!(to, "    {}", style::dim(&format!("why: {reason}")))?;
        }
        let release = f.release.as_ref().map_or_else(String::new, |r| format!(" · release {r}"));
        let cited =
            if f.citation == f.id { f.id.clone() } else { format!("{} · {}", f.id, f.citation) };
        writeln!(to, "    {}", style::dim(&format!("{cited}{release}")))?;
    }
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

/// Where a finding stands: segment, or path, line and column.
fn place(finding: &WireClaimFinding) -> String {
    match (&finding.segment, finding.row, finding.column) {
        (Some(segment), ..) => segment.clone(),
        (None, Some(row), Some(column)) => {
            let path = finding.path.as_deref().unwrap_or_default();
            format!("{path} (line {row}, column {column})").trim_start().to_owned()
        }
        _ => String::new(),
    }
}
