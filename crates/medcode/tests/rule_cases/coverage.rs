//! Does every rule have a case that fires or lacks data, and one that it passes? What a rule says
//! without its table, a test of the book asks of all at once.

use crate::case_file::{Case, Expected};
use libtest_mimic::{Failed, Trial};
use medcode::rules::registry;
use std::collections::BTreeSet;

/// One trial over the cases that were read.
pub(crate) fn trial(cases: &[Case]) -> Trial {
    let mut told = BTreeSet::new();
    let mut passed = BTreeSet::new();
    for expected in cases.iter().flat_map(|c| &c.expected) {
        match expected {
            Expected::Fires { rule, .. } | Expected::NoData(rule) => told.insert(rule.clone()),
            Expected::Not(rule) => passed.insert(rule.clone()),
            Expected::None => false,
        };
    }
    Trial::test("every rule has a case it tells and a case it passes", move || {
        let lacks = |all: &BTreeSet<String>, what: &str| {
            let names = registry::ALL.iter().map(|r| r.name).filter(|n| !all.contains(*n));
            names.map(|n| format!("{n}: no case {what}")).collect::<Vec<_>>()
        };
        let mut lost = lacks(&told, "that it tells");
        lost.extend(lacks(&passed, "that it passes"));
        if lost.is_empty() { Ok(()) } else { Err(Failed::from(lost.join("\n"))) }
    })
}
