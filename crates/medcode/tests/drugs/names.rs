//! Do our tables of drugs and supplies name codes that exist and are in force?

use crate::file;
use medcode::model::{Code, CodeSystem, Date};

const DRUGS: &str = include_str!("../../../../crosswalk/drugs/names.tsv");
const UNPARSED: &str = include_str!("../../../../crosswalk/drugs/unparsed.tsv");
const SUPPLIES: &str = include_str!("../../../../crosswalk/supplies.tsv");

/// The codes in a column of a table.
fn codes(table: &'static str, column: usize) -> impl Iterator<Item = &'static str> {
    let rows = table.lines().filter(|l| !l.starts_with('#'));
    rows.filter_map(move |l| l.split('\t').nth(column))
        .filter(|c| c.len() == 5 && c.ends_with(|c: char| c.is_ascii_digit()))
}

#[test]
fn every_code_of_our_tables_is_in_force() {
    let Some(library) = file::official() else { return };
    let day: Date = "2026-02-10".parse().expect("a date");
    let release = library.as_of(CodeSystem::Hcpcs, day, false).expect("the file answers").release;
    let mut wrong = Vec::new();
    for text in codes(DRUGS, 3).chain(codes(SUPPLIES, 0)) {
        let code = Code::new(CodeSystem::Hcpcs, text).expect("a code");
        match release.find(&code) {
            Some(row) if release.in_force_on(row, day) => {}
            Some(_) => wrong.push(format!("{text} is not in force")),
            None => wrong.push(format!("{text} does not exist")),
        }
    }
    for text in codes(UNPARSED, 0) {
        let code = Code::new(CodeSystem::Hcpcs, text).expect("a code");
        if release.find(&code).is_none() {
            wrong.push(format!("{text} does not exist"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(codes(DRUGS, 3).count() > 600 && codes(SUPPLIES, 0).count() > 150);
}
