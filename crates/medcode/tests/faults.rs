//! Does `check` find the faults that are planted in clean claims, and say nothing of the clean
//! ones? `cargo run -p medcode --example faults` prints the same of any home.

#[path = "guideline_cases/code_set.rs"]
mod code_set;
mod common;

use medcode::Engine;
use medcode::formats::x12::{Sink, read_claims};
use medcode::model::{Claim, Date, Finding, Problem};
use medcode_faults::{Options, Outcome, Said, run};

struct Answers<'a> {
    engine: &'a Engine,
    out: Vec<Said>,
}

impl Sink for Answers<'_> {
    fn claim(&mut self, claim: Claim) {
        let checked = self.engine.check(&claim, Date::MAX, true);
        let told = |f: Finding| (f.rule.into_owned(), f.severity.to_owned());
        self.out.push(Said {
            claim: claim.id.to_string(),
            findings: checked.findings.into_iter().map(told).collect(),
            untold: checked.no_data.into_iter().map(|n| n.rule.into_owned()).collect(),
        });
    }

    fn problem(&mut self, problem: Problem) {
        panic!("what is made up is well formed: {problem}");
    }
}

fn seeded(engine: &Engine, claims: usize) -> Outcome {
    let mut check = |bytes: &[u8]| {
        let mut answers = Answers { engine, out: Vec::new() };
        read_claims(bytes, &mut answers).expect("bytes in memory can be read");
        answers.out
    };
    let options = Options { seed: 1, claims };
    run(engine.library(), options, &mut check).expect("a release of ICD-10-CM")
}

/// Nothing is missed and nothing said in vain; how many sorts were planted.
fn all_found(outcome: &Outcome) -> usize {
    assert!(outcome.false_findings.is_empty(), "{:#?}", outcome.false_findings);
    for tally in &outcome.faults {
        assert_eq!(tally.broken, None, "{}", tally.fault.name);
        let told = tally.found + tally.untold;
        assert_eq!(told, tally.planted, "{}: {:?}", tally.fault.name, tally.missed);
    }
    outcome.faults.iter().filter(|t| t.found > 0).count()
}

#[test]
fn faults_are_found_with_the_mini_release() {
    let sorts = all_found(&seeded(common::mini(), 400));
    assert!(sorts >= 60, "{sorts} sorts");
    // A date of the tests is not needed here.
    let _ = common::day("2026-05-12");
}

#[test]
fn faults_are_found_with_the_official_files() {
    let home = match code_set::home() {
        Ok(home) => home,
        Err(why) => return eprintln!("seeded faults ignored: {why}"),
    };
    let engine = Engine::open(&home).expect("its home opens");
    let sorts = all_found(&seeded(&engine, 1000));
    assert!(sorts >= 150, "{sorts} sorts");
}
