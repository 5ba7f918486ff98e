//! Checking a file of claims as it goes by: a finding is handed on as soon as it is made, what is
//! told of the file as a whole comes at its end.

use crate::{WireChecked, WireClaimFinding, WireNoData, claim_finding};
use medcode::formats::{Format, Reading, Sink, detect, read_claims};
use medcode::model::{Claim, ClaimKind, Date, Problem};
use medcode::{Checker, Engine, FileSeen};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Read};

/// Problems of a file that are told one by one; a large file that is wrong throughout has as many
/// as it has claims.
const MOST_PROBLEMS: usize = 1000;

/// How a file is to be checked.
#[derive(Clone, Debug)]
pub struct CheckAsk {
    /// Its format; none where the file tells it.
    pub format: Option<Format>,
    /// The kind that its claims are said to be of; others are checked as what they are, and counted.
    pub kind: Option<ClaimKind>,
    /// How it is read.
    pub reading: Reading,
    /// The day that claims without a date are checked as of.
    pub today: Date,
    /// Codes are looked up in the nearest release where none is in force.
    pub nearest: bool,
}

/// Why a file cannot be checked.
#[derive(Debug)]
pub enum CheckError {
    /// It cannot be read.
    Unreadable(io::Error),
    /// It is in no format of claims.
    NoFormat,
    /// It holds no claim; why, where the file tells it.
    NoClaim(Option<String>),
    /// What has to be kept of its claims cannot be put into a temporary file.
    NotKept(io::Error),
}

impl std::fmt::Display for CheckError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unreadable(e) => write!(f, "it cannot be read: {e}"),
            Self::NoFormat => f.write_str("this is no X12, FHIR, JSON or CSV file of claims"),
            Self::NoClaim(why) => {
                let why = why.as_deref().unwrap_or("it holds none");
                write!(f, "no claim is found: {why}")
            }
            Self::NotKept(e) => write!(f, "a temporary file cannot be used: {e}"),
        }
    }
}

impl std::error::Error for CheckError {}

/// A format by the name it is asked for, and the kind of claims that the name says: none where the
/// file is to tell it.
///
/// # Errors
/// The names that may be given.
pub fn check_format(text: &str) -> Result<(Option<Format>, Option<ClaimKind>), String> {
    let (format, kind) = match text {
        "" | "auto" => return Ok((None, None)),
        "837" => (Format::X12, None),
        "837p" => (Format::X12, Some(ClaimKind::Professional)),
        "837i" => (Format::X12, Some(ClaimKind::Institutional)),
        "837d" => (Format::X12, Some(ClaimKind::Dental)),
        "fhir" => (Format::Fhir, None),
        "json" => (Format::Json, None),
        "csv" => (Format::Csv, None),
        other => {
            return Err(format!("`{other}` is none of auto, 837, 837p, 837i, 837d, fhir, json, csv"));
        }
    };
    Ok((Some(format), kind))
}

/// What is heard while a file is checked.
pub trait Listener {
    /// A finding.
    ///
    /// # Errors
    /// When it cannot be kept; nothing is checked after that.
    fn finding(&mut self, finding: WireClaimFinding) -> io::Result<()>;
    /// A claim is through: so many are.
    fn claims(&mut self, _so_far: u64) {}
    /// Whether anybody still listens: where nobody does the rest is not checked.
    fn goes_on(&self) -> bool {
        true
    }
}

impl Listener for Vec<WireClaimFinding> {
    fn finding(&mut self, finding: WireClaimFinding) -> io::Result<()> {
        self.push(finding);
        Ok(())
    }
}

/// Checks a file of claims; the answer has no findings, the listener heard them.
///
/// # Errors
/// When the file cannot be read, is in no format of claims or holds no claim.
pub fn check_file(
    engine: &Engine,
    input: impl Read,
    ask: &CheckAsk,
    listener: &mut dyn Listener,
) -> Result<WireChecked, CheckError> {
    check_claims(engine, ask, listener, |sink| {
        let (told, input) = detect(input).map_err(CheckError::Unreadable)?;
        let format = ask.format.or(told).ok_or(CheckError::NoFormat)?;
        read_claims(input, format, &ask.reading, sink).map_err(CheckError::Unreadable)
    })
}

/// Checks claims as a source hands them on; the answer has no findings, the listener heard them.
///
/// # Errors
/// Those of the source; when it hands on no claim, or what must be kept cannot be.
pub fn check_claims<E: From<CheckError>>(
    engine: &Engine,
    ask: &CheckAsk,
    listener: &mut dyn Listener,
    source: impl FnOnce(&mut dyn Sink) -> Result<(), E>,
) -> Result<WireChecked, E> {
    let mut run = Run {
        checker: engine.checker(ask.today, ask.nearest),
        seen: FileSeen::default(),
        out: WireChecked::default(),
        untold: 0,
        missing: BTreeMap::new(),
        problems: 0,
        kind: ask.kind,
        otherwise: 0,
        listener,
        failed: None,
    };
    source(&mut run)?;
    Ok(run.done()?)
}

/// Takes in the claims of a file and asks the rule book of each as it goes by.
struct Run<'a> {
    checker: Checker<'a>,
    seen: FileSeen,
    out: WireChecked,
    untold: u64,
    missing: BTreeMap<(Cow<'static, str>, String), u64>,
    problems: usize,
    kind: Option<ClaimKind>,
    /// Claims of another kind than was said.
    otherwise: u64,
    listener: &'a mut dyn Listener,
    /// Why what must be kept of claims could not be kept.
    failed: Option<io::Error>,
}

impl Run<'_> {
    fn take(&mut self, claim: &Claim) -> io::Result<()> {
        let repeated = self.seen.look(claim)?;
        let checked = self.checker.check_after(claim, repeated);
        self.out.claims += 1;
        self.out.evaluations += checked.asked as u64;
        self.untold += checked.untold as u64;
        for finding in checked.findings {
            self.listener.finding(claim_finding(claim, finding))?;
        }
        for none in checked.no_data {
            *self.missing.entry((none.rule, none.needs)).or_default() += 1;
        }
        self.listener.claims(self.out.claims);
        Ok(())
    }
}

impl Sink for Run<'_> {
    fn claim(&mut self, claim: Claim) {
        self.otherwise += u64::from(self.kind.is_some_and(|k| k != claim.kind));
        if self.failed.is_none() && self.listener.goes_on() {
            self.failed = self.take(&claim).err();
        }
    }

    fn problem(&mut self, problem: Problem) {
        self.problems += 1;
        if self.out.problems.len() < MOST_PROBLEMS {
            self.out.problems.push(problem.to_string());
        }
    }
}

impl Run<'_> {
    fn done(mut self) -> Result<WireChecked, CheckError> {
        if let Some(error) = self.failed {
            return Err(CheckError::NotKept(error));
        }
        if self.out.claims == 0 {
            return Err(CheckError::NoClaim(self.out.problems.pop()));
        }
        let more = self.problems - self.out.problems.len();
        if let (Some(kind), count @ 1..) = (self.kind, self.otherwise) {
            let kind = kind.id();
            self.out.problems.push(format!(
                "{count} of {} claims are not {kind}, as --format says; they were checked as what they are",
                self.out.claims
            ));
        }
        if more > 0 {
            self.out.problems.push(format!("and {more} more"));
        }
        // To a hundredth of a percent.
        let share = self.untold as f64 / self.out.evaluations.max(1) as f64;
        self.out.no_data_share = (share * 10_000.0).round() / 10_000.0;
        let missing = self.missing.into_iter();
        self.out.no_data =
            missing.map(|((rule, needs), claims)| WireNoData { rule, needs, claims }).collect();
        Ok(self.out)
    }
}
