//! Do both published forms give the same rows, and do odd lines cost only themselves?

use super::*;
use crate::input::{Entry, Input};
use crate::recognise::recognise;
use medcode_model::{CodeSystem, Severity, SourceKind};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

/// A record with some columns filled, the rest blank.
fn record(code: &str, id: char, parts: &[(usize, &str)]) -> Vec<u8> {
    let mut line = vec![b' '; 320];
    let mut put =
        |at: usize, text: &str| line[at - 1..at - 1 + text.len()].copy_from_slice(text.as_bytes());
    put(6 - code.len(), code);
    put(6, "00100");
    put(11, &id.to_string());
    for (at, text) in parts {
        put(*at, text);
    }
    line
}

fn file(lines: &[Vec<u8>]) -> Vec<u8> {
    lines.iter().flat_map(|l| l.iter().copied().chain(*b"\r\n")).collect()
}

#[test]
fn a_description_continues_over_records_and_dates_are_read() {
    let lines = [
        record("A4999", '3', &[(12, "Strap for a made-up"), (92, "Strap"), (120, "34"), (122, "38")]),
        record("A4999", '4', &[(12, "purpose, each")]),
        record("J9990", '3', &[(205, "J9991"), (210, "12345"), (230, "D"), (269, "20200101")]),
        record("LX", '7', &[(12, "Made-up side"), (277, "20210401"), (285, "20251231"), (293, "D")]),
    ];
    let read = read_fixed(&file(&lines));
    assert!(read.problems.is_empty(), "{:?}", read.problems);
    let [strap, drug, side] = &read.value[..] else { panic!("{:?}", read.value) };
    assert_eq!(strap.long, "Strap for a made-up purpose, each");
    assert_eq!(
        (strap.short.as_str(), strap.pricing.as_slice()),
        ("Strap", &["34".into(), "38".into()][..])
    );
    assert_eq!(drug.cross_reference[0].system(), CodeSystem::Hcpcs);
    assert_eq!(drug.cross_reference[1].system(), CodeSystem::Cpt);
    assert_eq!(drug.added.unwrap().to_string(), "2020-01-01");
    assert!(side.is_modifier && side.code.compact() == "LX" && side.line == 4);
    assert_eq!(side.terminated.unwrap().to_string(), "2025-12-31");
    assert_eq!(side.action, Some(b'D'));
}

#[test]
fn odd_lines_are_told_and_cost_only_themselves() {
    let mut long = record("A0001", '3', &[(12, "Long line"), (293, "A")]);
    long.resize(546, b' ');
    let mut windows = record("A0002", '3', &[(12, "Caf  x"), (92, "After"), (293, "N")]);
    windows[14] = 0xE9;
    let lines = [
        b"***Disclaimers\t\t\xa0".to_vec(),
        long,
        windows,
        record("A0003", '3', &[(12, "Cut short")])[..60].to_vec(),
        record("A0003", '3', &[(12, "Again")]),
        record("A0003", '4', &[(12, "and again")]),
        record("A0009", '4', &[(12, "No first record")]),
        record("99213", '3', &[(12, "Not ours")]),
        record("99213", '4', &[(12, "at all")]),
        record("D0120", '3', &[(12, "Not ours either")]),
        record("25", '7', &[(12, "Not ours")]),
        record("A0010", '3', &[(269, "20261301")]),
        b"garbage".to_vec(),
        vec![b' '; 296],
    ];
    let read = read_fixed(&file(&lines));
    let codes: Vec<_> =
        read.value.iter().map(|r| (r.code.compact().to_owned(), r.long.clone())).collect();
    let expected = [("A0001", "Long line"), ("A0002", "Café x"), ("A0003", "Cut short"), ("A0010", "")];
    assert_eq!(codes, expected.map(|(c, l)| (c.to_owned(), l.to_owned())));
    assert_eq!(read.value[1].short, "After");
    let told: Vec<String> = read.problems.iter().map(ToString::to_string).collect();
    for (line, words) in [
        (2, "546 bytes"),
        (4, "cut short at column 60"),
        (5, "second time"),
        (7, "continues the description of `A0009`"),
        (8, "99213 is a CPT code"),
        (10, "D0120 is a dental"),
        (11, "25 is a CPT code"),
        (12, "`20261301` in ADD DT"),
        (13, "no HCPCS record"),
    ] {
        let start = format!("line {line}, column 1: ");
        assert!(
            told.iter().any(|t| t.starts_with(&start) && t.contains(words)),
            "{line} {words}: {told:#?}"
        );
    }
    assert_eq!(told.len(), 9, "{told:#?}");
}

#[test]
fn what_is_no_hcpcs_file_is_an_error() {
    for bytes in [&b""[..], b"nothing here\n", b"PK\x03\x04"] {
        assert!(read_fixed(bytes).failed());
        assert!(read_xlsx(bytes).failed());
    }
}

/// Fields in which the two forms of one quarter differ, by code.
fn differences(a: &HcpcsRow, b: &HcpcsRow) -> Vec<&'static str> {
    let mut fields = Vec::new();
    let mut rest = b.clone();
    rest.line = a.line;
    if a.action_effective != b.action_effective {
        fields.push("action effective date");
        rest.action_effective = a.action_effective;
    }
    if a.pricing != b.pricing {
        fields.push("pricing");
        rest.pricing.clone_from(&a.pricing);
    }
    if a.type_of_service != b.type_of_service {
        fields.push("type of service");
        rest.type_of_service.clone_from(&a.type_of_service);
    }
    if *a != rest {
        fields.push("any other");
    }
    fields
}

/// The text and the workbook of a quarter agree in every field of every row, but for what
/// CMS itself wrote differently: action dates (most of before 1989) that the workbook leaves
/// out, one pricing
/// indicator in 2026, two types of service in 2019.
#[test]
fn text_and_workbook_of_a_quarter_agree_field_by_field() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/codesets/hcpcs");
    if !shared.is_dir() {
        eprintln!("skipped: ../shared is not here");
        return;
    }
    let mut quarters: BTreeMap<String, Vec<Vec<HcpcsRow>>> = BTreeMap::new();
    for entry in Input::open(&shared) {
        let Entry::File(file) = entry else { continue };
        let found = recognise(&file);
        let read = match found.kind {
            Some(SourceKind::HcpcsFixed) => read_fixed(&file.bytes),
            Some(SourceKind::HcpcsXlsx) => read_xlsx(&file.bytes),
            _ => continue,
        };
        let warned = read.problems.iter().filter(|p| p.severity > Severity::Note).count();
        assert_eq!(warned, 0, "{:?}", read.problems);
        quarters.entry(found.release.unwrap().from.to_string()).or_default().push(read.value);
    }
    let expected = [
        ("2019-01-01", 6800, [("action effective date", 115), ("type of service", 2)]),
        ("2026-01-01", 9006, [("action effective date", 117), ("pricing", 1)]),
    ];
    for (quarter, rows, differing) in expected {
        let [text, book] = &quarters[quarter][..] else { panic!("{quarter}") };
        assert_eq!((text.len(), book.len()), (rows, rows), "{quarter}");
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (a, b) in text.iter().zip(book) {
            assert_eq!(a.code, b.code);
            differences(a, b).into_iter().for_each(|field| *counts.entry(field).or_default() += 1);
        }
        assert_eq!(counts, BTreeMap::from(differing), "{quarter}");
    }
}

proptest! {
    #[test]
    fn no_bytes_break_the_readers(
        noise in proptest::collection::vec(any::<u8>(), 0..700),
        at in 0usize..640,
    ) {
        let mut bytes = file(&[record("A0001", '3', &[(12, "One")]), record("A0001", '4', &[(12, "Two")])]);
        bytes.splice(at..at, noise);
        let read = read_fixed(&bytes);
        prop_assert!(read.value.len() <= bytes.len() / 11 + 1);
        let _ = read_xlsx(&bytes);
    }
}
