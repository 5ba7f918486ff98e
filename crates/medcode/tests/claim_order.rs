//! Does the order of the claims of a file change what is found on any of them?

mod common;

use medcode::formats::x12::{Sink, read_claims};
use medcode::model::{Claim, Problem};
use proptest::prelude::*;
use std::path::Path;

#[derive(Default)]
struct All(Vec<Claim>);

impl Sink for All {
    fn claim(&mut self, claim: Claim) {
        self.0.push(claim);
    }
    fn problem(&mut self, problem: Problem) {
        panic!("{problem}");
    }
}

fn claims() -> Vec<Claim> {
    let mut all = All::default();
    for name in ["office.837", "visits.837", "stay.837", "dental.837"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/claims").join(name);
        read_claims(std::fs::File::open(path).unwrap(), &mut all).unwrap();
    }
    all.0
}

/// Findings and what could not be told, by claim.
fn found(claims: &[Claim]) -> Vec<(String, String)> {
    let (engine, today) = (common::mini(), common::day("2026-11-25"));
    let mut out: Vec<_> = claims
        .iter()
        .map(|c| {
            let checked = engine.check(c, today, true);
            (c.id.to_string(), format!("{:?} {:?}", checked.findings, checked.no_data))
        })
        .collect();
    out.sort();
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_order_of_claims_changes_no_finding(order in Just(claims()).prop_shuffle()) {
        let in_order = found(&claims());
        prop_assert!(in_order.iter().any(|(_, said)| said.contains("rule: ")));
        prop_assert_eq!(found(&order), in_order);
    }
}
