//! Do the tables make exactly the codes of the order file?

use super::*;
use crate::sources::shared_files;
use medcode_model::Severity;
use proptest::prelude::*;
use std::collections::BTreeSet;

const SMALL: &str = r#"<?xml version="1.0"?>
<ICD10PCS.tabular><version>2030</version>
<pcsTable>
  <axis pos="1" values="1"><title>Section</title><label code="0">Works</label></axis>
  <axis pos="2" values="1"><title>Body System</title><label code="B">Roof</label></axis>
  <axis pos="3" values="1"><title>Operation</title><label code="Q">Repair</label>
    <definition>Making good  again</definition></axis>
  <pcsRow codes="4">
    <axis pos="4" values="2"><title>Body Part</title><label code="1">Tile &amp; slate</label><label code="2">Gutter</label></axis>
    <axis pos="5" values="2"><title>Approach</title><label code="0">Ladder</label><label code="X">Crane</label></axis>
    <axis pos="6" values="1"><title>Device</title><label code="Z">None</label></axis>
    <axis pos="7" values="1"><title>Qualifier</title><label code="Z">None</label></axis>
  </pcsRow>
  <pcsRow codes="1">
    <axis pos="4" values="1"><title>Body Part</title><label code="3">Chimney</label></axis>
  </pcsRow>
</pcsTable>
</ICD10PCS.tabular>"#;

#[test]
fn a_row_makes_every_combination_of_its_values() {
    let read = read(SMALL.as_bytes());
    let table = &read.value.tables[0];
    assert_eq!((&table.prefix, table.line), (b"0BQ", 3));
    assert_eq!(table.labels, ["Works", "Roof", "Repair"]);
    assert_eq!(table.definition, "Making good again");
    assert_eq!(table.rows[0].axes[0].values[0].label, "Tile & slate");
    let codes: Vec<String> = read.value.legal_codes().map(|c| c.to_string()).collect();
    assert_eq!(codes, ["0BQ10ZZ", "0BQ1XZZ", "0BQ20ZZ", "0BQ2XZZ"]);
    assert_eq!(read.value.code_count(), 4);
    assert_eq!(read.problems.len(), 1, "the second row is incomplete: {:?}", read.problems);
}

#[test]
fn other_files_and_cut_files_are_errors() {
    assert!(read(b"<ICD10CM.tabular/>").failed());
    let cut = read(&SMALL.as_bytes()[..SMALL.len() - 120]);
    assert!(cut.failed());
    assert!(cut.value.tables.is_empty(), "the table was not finished");
}

/// Codes with the billable mark: code in columns 7-13, mark in column 15.
fn order(year: &str, file: &str) -> Option<BTreeSet<Code>> {
    let bytes = shared_files::zipped(&format!("icd10pcs/{year}/cms_{year}_pr.zip"), file)?;
    let codes = bytes
        .split(|&b| b == b'\n')
        .filter(|line| line.get(14) == Some(&b'1'))
        .filter_map(|line| std::str::from_utf8(line.get(6..13)?).ok())
        .filter_map(|text| Code::new(CodeSystem::Icd10Pcs, text).ok());
    Some(codes.collect())
}

fn official() -> Option<PcsTables> {
    let bytes = shared_files::bytes("icd10pcs/2025/icd10pcs_tables_2025.xml")?;
    let start = std::time::Instant::now();
    let read = read(&bytes);
    println!("tables 2025: {:?}", start.elapsed());
    assert_eq!(read.problems, []);
    Some(read.value)
}

#[test]
fn the_tables_of_2025_make_the_order_file_of_2025_and_nothing_else() {
    let (Some(tables), Some(order)) = (official(), order("2025", "icd10pcs_order_2025.txt")) else {
        return;
    };
    let made: BTreeSet<Code> = tables.legal_codes().collect();
    assert_eq!((tables.tables.len(), tables.rows().count()), (908, 2661));
    assert_eq!(made.len(), tables.code_count(), "no code stands in two rows");
    assert_eq!(made.len(), 78_948);
    assert_eq!(made, order);
}

#[test]
fn two_hundred_and_six_codes_of_2026_have_no_table_of_2025() {
    let (Some(tables), Some(order)) = (official(), order("2026", "icd10pcs_order_2026.txt")) else {
        return;
    };
    let made: BTreeSet<Code> = tables.legal_codes().collect();
    let new = order.difference(&made).count();
    let gone = made.difference(&order).count();
    println!("order 2026: {} codes, {new} without a table, {gone} of the tables gone", order.len());
    assert_eq!(new, 206);
}

proptest! {
    #[test]
    fn no_damage_makes_the_reader_panic(
        cuts in proptest::collection::vec((0usize..SMALL.len(), any::<u8>()), 0..12),
        len in 0usize..SMALL.len(),
    ) {
        let mut bytes = SMALL.as_bytes()[..len].to_vec();
        for (at, byte) in cuts {
            if let Some(b) = bytes.get_mut(at) {
                *b = byte;
            }
        }
        let read = read(&bytes);
        prop_assert!(read.value.legal_codes().count() == read.value.code_count());
        prop_assert!(len == SMALL.len() || read.problems.iter().any(|p| p.severity == Severity::Error));
    }
}
