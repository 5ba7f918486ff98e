//! Checking a file of claims as it goes by: a finding is handed on as soon as it is made, what is
//! told of the file as a whole comes at its end.

use crate::{WireChecked, WireClaimFinding, WireNoData, claim_finding};
use medcode::formats::{Format, Reading, Sink, detect, read_claims};
use medcode::model::{Claim, Date, Problem};
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
            Self::NoFormat => {
                f.write_str("this is no X12, FHIR, JSON or CSV file of claims; the format can be given")
            }
            Self::NoClaim(why) => {
                let why = why.as_deref().unwrap_or("it holds none");
                write!(f, "no claim is found: {why}")
            }
            Self::NotKept(e) => write!(f, "a temporary file cannot be used: {e}"),
        }
    }
}

impl std::error::Error for CheckError {}

/// A format by the name it is asked for: none where the file is to tell it.
///
/// # Errors
/// The names that may be given.
pub fn check_format(text: &str) -> Result<Option<Format>, String> {
    Ok(Some(match text {
        "" | "auto" => return Ok(None),
        "837" | "837p" | "837i" | "837d" => Format::X12,
        "fhir" => Format::Fhir,
        "json" => Format::Json,
        "csv" => Format::Csv,
        _ => return Err("use one of auto, 837p, 837i, 837d, fhir, json, csv".to_owned()),
    }))
}

/// What is heard while a file is checked.
pub trait Listener {
    /// A finding.
    fn finding(&mut self, finding: WireClaimFinding);
    /// A claim is through: so many are.
    fn claims(&mut self, _so_far: u64) {}
    /// Whether anybody still listens: where nobody does the rest is not checked.
    fn goes_on(&self) -> bool {
        true
    }
}

impl Listener for Vec<WireClaimFinding> {
    fn finding(&mut self, finding: WireClaimFinding) {
        self.push(finding);
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
    let (told, input) = detect(input).map_err(CheckError::Unreadable)?;
    let format = ask.format.or(told).ok_or(CheckError::NoFormat)?;
    let mut run = Run {
        checker: engine.checker(ask.today, ask.nearest),
        seen: FileSeen::default(),
        out: WireChecked::default(),
        untold: 0,
        missing: BTreeMap::new(),
        problems: 0,
        listener,
        failed: None,
    };
    read_claims(input, format, &ask.reading, &mut run).map_err(CheckError::Unreadable)?;
    if let Some(error) = run.failed {
        return Err(CheckError::NotKept(error));
    }
    run.done()
}

/// Takes in the claims of a file and asks the rule book of each as it goes by.
struct Run<'a> {
    checker: Checker<'a>,
    seen: FileSeen,
    out: WireChecked,
    untold: u64,
    missing: BTreeMap<(Cow<'static, str>, String), u64>,
    problems: usize,
    listener: &'a mut dyn Listener,
    /// Why what must be kept of claims could not be kept.
    failed: Option<io::Error>,
}

impl Sink for Run<'_> {
    fn claim(&mut self, claim: Claim) {
        if self.failed.is_some() || !self.listener.goes_on() {
            return;
        }
        let repeated = match self.seen.look(&claim) {
            Ok(repeated) => repeated,
            Err(error) => return self.failed = Some(error),
        };
        let checked = self.checker.check_after(&claim, repeated);
        self.out.claims += 1;
        self.out.evaluations += checked.asked as u64;
        self.untold += checked.untold as u64;
        for finding in checked.findings {
            self.listener.finding(claim_finding(&claim, finding));
        }
        for none in checked.no_data {
            *self.missing.entry((none.rule, none.needs)).or_default() += 1;
        }
        self.listener.claims(self.out.claims);
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
        if self.out.claims == 0 {
            return Err(CheckError::NoClaim(self.out.problems.pop()));
        }
        let more = self.problems - self.out.problems.len();
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
