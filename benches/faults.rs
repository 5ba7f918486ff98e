//! Which seeded faults does `check` find, and what does it say of clean claims?
//!
//! ```sh
//! MEDCODE_HOME=... cargo run -p medcode --example faults -- [--claims 5000] [--seed 1] [--all]
//! ```
//!
//! Ends with status 1 where a fault is missed or a clean claim is faulted.

use medcode::Engine;
use medcode::formats::x12::{Sink, read_claims};
use medcode::model::{Claim, Date, Problem};
use medcode_faults::{Options, Outcome, Said, Tally, run};
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let home = std::env::var_os("MEDCODE_HOME").map(PathBuf::from).expect("MEDCODE_HOME names a home");
    let args: Vec<String> = std::env::args().skip(1).collect();
    let number = |name: &str, usual: u64| {
        let at = args.iter().position(|a| a == name);
        at.and_then(|n| args.get(n + 1)).map_or(usual, |n| n.parse().expect("a number"))
    };
    let options = Options { seed: number("--seed", 1), claims: number("--claims", 5000) as usize };
    let engine = Engine::open(&home).expect("the home opens");
    let mut check = |bytes: &[u8]| checked(&engine, bytes);
    let Some(outcome) = run(engine.library(), options, &mut check) else {
        eprintln!("no ICD-10-CM is installed in {}", home.display());
        return ExitCode::from(2);
    };
    print(&outcome, args.iter().any(|a| a == "--all"));
    let (planted, found) = outcome.planted_and_found();
    ExitCode::from(u8::from(found < planted || !outcome.false_findings.is_empty()))
}

struct Answers<'a> {
    engine: &'a Engine,
    out: Vec<Said>,
}

impl Sink for Answers<'_> {
    fn claim(&mut self, claim: Claim) {
        let checked = self.engine.check(&claim, Date::MAX, true);
        let finding = |f: medcode::model::Finding| (f.rule.into_owned(), f.severity.to_owned());
        self.out.push(Said {
            claim: claim.id.to_string(),
            findings: checked.findings.into_iter().map(finding).collect(),
            untold: checked.no_data.into_iter().map(|n| n.rule.into_owned()).collect(),
        });
    }

    fn problem(&mut self, _: Problem) {}
}

fn checked(engine: &Engine, bytes: &[u8]) -> Vec<Said> {
    let mut answers = Answers { engine, out: Vec::new() };
    read_claims(bytes, &mut answers).expect("bytes in memory can be read");
    answers.out
}

fn print(outcome: &Outcome, all: bool) {
    for (rule, severity, claim) in outcome.false_findings.iter().take(if all { usize::MAX } else { 40 })
    {
        println!("false  {severity} {rule}  {claim}");
    }
    for t in &outcome.faults {
        let right = t.planted > 0 && t.found + t.untold == t.planted;
        if all || !right {
            line(t);
        }
    }
    let (planted, found) = outcome.planted_and_found();
    let sorts = |of: &dyn Fn(&Tally) -> bool| outcome.faults.iter().filter(|t| of(t)).count();
    println!(
        "clean claims {}, false findings {} (information apart: {:?})",
        outcome.clean,
        outcome.false_findings.len(),
        outcome.information
    );
    println!(
        "faults planted {planted} of {} sorts, found {found}; no data for {} sorts, not to be planted {} sorts",
        sorts(&|t| t.planted > t.untold),
        sorts(&|t| t.untold > 0),
        sorts(&|t| t.planted == 0),
    );
}

fn line(t: &Tally) {
    let f = &t.fault;
    let state = match t {
        t if t.broken.is_some() => "BROKEN",
        t if t.planted == 0 => "not planted",
        t if t.missed.is_some() => "MISSED",
        t if t.untold > 0 => "no data",
        _ => "found",
    };
    println!(
        "{state:<11} {}/{}  {}: {}  [{}; {}]  besides {:?}",
        t.found, t.planted, f.family, f.name, f.expects, f.authority, t.besides
    );
    if let Some(why) = &t.broken {
        println!("            {why}");
    }
    if let Some(claim) = &t.missed {
        println!("            {claim}");
    }
}
