//! Does every drug of the official file have a billing unit?

use crate::file;
use medcode::kb::tables::codes::MODIFIER;
use medcode::model::CodeSystem;
use medcode_services::{DrugKind, billed};

#[test]
fn every_drug_of_the_official_file_has_a_unit_or_a_reason_why_not() {
    let Some(library) = file::official() else { return };
    let from = library.as_of(CodeSystem::Hcpcs, "2026-02-10".parse().expect("a date"), false);
    let release = from.expect("the file answers").release;
    let listed = include_str!("../../../../crosswalk/drugs/unparsed.tsv");
    let (mut drugs, mut blood, mut missing) = (0, 0, Vec::new());
    for row in 0..release.codes().len() as u32 {
        if release.has(row, MODIFIER) {
            continue;
        }
        let code = release.code(row);
        let found = billed(release, row);
        assert!(found.is_some() || !code.compact().starts_with('J'), "{code}: every J code is a drug");
        let Some(found) = found else { continue };
        drugs += 1;
        blood += u32::from(found.kind == DrugKind::Blood);
        let reason = listed.lines().any(|l| l.split('\t').next() == Some(code.compact()));
        if found.unit.is_none() && !reason {
            missing.push(format!("{code} {}", release.title(row)));
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
    assert!(drugs > 2000 && blood > 40, "{drugs} drugs, {blood} of them blood");
}
