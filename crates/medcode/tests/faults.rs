//! Does `check` find the faults that are planted in clean claims, and say nothing of the clean
//! ones? `cargo run -p medcode --example faults` prints the same of any home.

#[path = "guideline_cases/code_set.rs"]
mod code_set;
#[allow(dead_code)]
mod common;

use medcode::Engine;
use medcode::formats::x12::{Sink, read_claims};
use medcode::model::{Claim, Date, Finding, Problem};
use medcode_faults::{Options, Outcome, Said, file_of, mixed, run};
use proptest::prelude::*;
use std::collections::BTreeMap;

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

/// What is said of each claim of a file, in full.
struct InFull<'a>(&'a Engine, BTreeMap<String, Vec<String>>);

impl Sink for InFull<'_> {
    fn claim(&mut self, claim: Claim) {
        let checked = self.0.check(&claim, Date::MAX, true);
        let told = |f: Finding| format!("{} {} {} {}", f.rule, f.severity, f.line, f.message);
        let told = checked.findings.into_iter().map(told).collect();
        self.1.insert(claim.id.to_string(), told);
    }

    fn problem(&mut self, problem: Problem) {
        panic!("what is made up is well formed: {problem}");
    }
}

fn said_of_each(engine: &Engine, transactions: &[&str]) -> BTreeMap<String, Vec<String>> {
    let mut all = InFull(engine, BTreeMap::new());
    read_claims(&*file_of(transactions), &mut all).expect("bytes in memory can be read");
    all.1
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn the_order_of_claims_changes_no_finding(seed in 0u64..1000, turn in 0usize..40) {
        let engine = common::mini();
        let options = Options { seed, claims: 40 };
        let texts = mixed(engine.library(), options).expect("a release of ICD-10-CM");
        let mut order: Vec<&str> = texts.iter().map(String::as_str).collect();
        let given = said_of_each(engine, &order);
        prop_assert!(given.values().any(|findings| !findings.is_empty()));
        order.reverse();
        order.rotate_left(turn.min(texts.len()));
        prop_assert_eq!(given, said_of_each(engine, &order));
    }
}
