//! Are the AMA's layouts read, and is a hostile file told and never fatal?

use super::synthetic::{self, CODES, descriptor};
use super::*;
use crate::sources::grid;
use medcode_model::{Read, SourceKind};

fn told(read: &Read<Vec<Descriptor>>) -> Vec<(String, String)> {
    read.value.iter().map(|d| (d.code.to_string(), d.text.clone())).collect()
}

fn expected(words: usize) -> Vec<(String, String)> {
    let mut all: Vec<_> = CODES.iter().map(|c| ((*c).to_owned(), descriptor(c, words))).collect();
    all.sort();
    all
}

#[test]
fn long_descriptors_are_read_from_tabs_and_from_fixed_columns_alike() {
    for text in [synthetic::long_tabs(), synthetic::long_fixed()] {
        let read = read_standard(Width::Long, text.as_bytes());
        assert!(read.problems.is_empty(), "{:?}", read.problems);
        assert_eq!(told(&read), expected(20));
        assert_eq!(standard_form(&text), Some(Width::Long));
    }
}

#[test]
fn medium_and_short_descriptors_are_read_from_fixed_columns() {
    for (width, words, columns) in [(Width::Medium, 6, 48), (Width::Short, 3, 28)] {
        let text = synthetic::fixed(words, columns);
        let read = read_standard(width, text.as_bytes());
        assert!(read.problems.is_empty(), "{:?}", read.problems);
        let capitals = |(c, t): (String, String)| (c, t.to_ascii_uppercase());
        assert_eq!(told(&read), expected(words).into_iter().map(capitals).collect::<Vec<_>>());
        assert_eq!(standard_form(&text), Some(width));
    }
}

#[test]
fn the_consolidated_list_and_the_further_descriptors_are_read_by_their_heads() {
    let list = read_consolidated(synthetic::consolidated().as_bytes());
    assert!(list.problems.is_empty(), "{:?}", list.problems);
    let first = list.value.iter().find(|c| c.code.to_string() == "00001").unwrap();
    assert_eq!(first.long, descriptor("00001", 20));
    assert_eq!(
        (first.medium.as_str(), first.short.as_str()),
        (&*descriptor("00001", 6), &*descriptor("00001", 3))
    );
    assert_eq!(first.consumer, descriptor("00001", 4));
    let clinician = read_clinician(synthetic::clinician().as_bytes());
    assert_eq!((clinician.value.len(), clinician.problems.len()), (8, 0));
    let consumer = read_consumer(synthetic::consumer().as_bytes());
    assert_eq!((consumer.value.len(), consumer.problems.len()), (4, 0));
}

#[test]
fn modifiers_are_read_from_the_text_and_from_the_table() {
    let name = |m: &Modifier| String::from_utf8_lossy(&m.modifier).into_owned();
    let text = read_modifiers(synthetic::modifiers().as_bytes());
    assert!(text.problems.is_empty(), "{:?}", text.problems);
    assert_eq!(text.value.iter().map(name).collect::<Vec<_>>(), ["22", "25", "P1", "P2", "1P"]);
    let words = |n| descriptor("00001", n);
    assert_eq!(text.value[0].text, format!("{}: {}", words(3), words(9)));
    assert_eq!(text.value[4].text, words(5));
    let table = read_modifiers(synthetic::modifier_table().as_bytes());
    assert_eq!(table.value.iter().map(name).collect::<Vec<_>>(), ["22", "P1"]);
}

#[test]
fn tables_are_told_apart_by_their_heads() {
    for (text, kind) in [
        (synthetic::consolidated(), Some(SourceKind::CptConsolidated)),
        (synthetic::clinician(), Some(SourceKind::CptClinician)),
        (synthetic::consumer(), Some(SourceKind::CptConsumer)),
        (synthetic::modifier_table(), Some(SourceKind::CptModifiers)),
        ("CPT Code\tPrice\n00001\t3\n".to_owned(), None),
    ] {
        assert_eq!(descriptor_form(&grid::of_text(&text).value), kind, "{text}");
    }
}

/// A hostile line, after a good one on line 5 (the notice has four): its column and the words.
#[test]
fn hostile_lines_are_told_with_line_and_column_and_cost_only_themselves() {
    let long = format!("00007 {}", "x".repeat(29));
    for (width, line, column, words) in [
        (Width::Long, "00007", 6, "no descriptor"),
        (Width::Long, "00007\t", 7, "no descriptor"),
        (Width::Long, "00001\tagain", 1, "listed twice"),
        (Width::Long, "no code here", 1, "does not begin with a CPT code"),
        (Width::Long, "J0001\tnot CPT", 1, "does not begin with a CPT code"),
        (Width::Long, "0000702 second part", 6, "record 01 of 00007 is missing"),
        (Width::Long, "0000701 ", 9, "record 01 of 00007 is blank"),
        (Width::Short, long.as_str(), 35, "longer than 28"),
    ] {
        let text = format!("A\nB\nC\n\n00001\tgood\n{line}\n00002\tgood\n");
        let read = read_standard(width, text.as_bytes());
        let [problem] = &read.problems[..] else { panic!("{line}: {:?}", read.problems) };
        assert!(problem.message.contains(words), "{problem}");
        assert_eq!((problem.position.line, problem.position.column), (6, column), "{line}");
        assert!(!read.failed() && read.value.iter().any(|d| d.code.to_string() == "00002"));
    }
}

#[test]
fn a_record_that_is_too_long_or_comes_twice_is_told() {
    let record = |n: u8, text: &str| format!("00001{n:02} {text}\n");
    let wide = record(1, &"y".repeat(80));
    let read = read_standard(Width::Long, wide.as_bytes());
    assert_eq!(read.problems[0].position.column, 81);
    assert_eq!(read.value[0].text.len(), 72);
    let twice = record(1, "one") + &record(1, "two") + &record(2, "three");
    let read = read_standard(Width::Long, twice.as_bytes());
    assert!(read.problems[0].message.contains("twice") && read.value[0].text == "one three");
}

#[test]
fn files_of_another_encoding_or_of_nothing_are_told() {
    let latin = b"00001\tcaf\xe9\n00001\tcaf\xe9\n";
    let read = read_standard(Width::Long, latin);
    assert_eq!(read.value[0].text, "caf\u{e9}");
    assert_eq!(read.problems[1].position.byte, 11, "{:?}", read.problems);
    for bytes in [&b""[..], b"\xff\xfe0\0", b"nothing\n", &[0; 64], &[0xff; 64]] {
        assert!(read_standard(Width::Medium, bytes).failed(), "{bytes:?}");
        assert!(read_consolidated(bytes).failed() && read_modifiers(bytes).failed());
        assert!(read_clinician(bytes).failed() && read_consumer(bytes).failed());
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes_after_a_good_line_are_read_without_a_panic(bytes in proptest::collection::vec(0u8.., 0..200)) {
        let mut all = b"00001\tgood\r\n0000201 part".to_vec();
        all.extend(bytes);
        for width in [Width::Long, Width::Medium, Width::Short] {
            let read = read_standard(width, &all);
            assert!(read.problems.iter().all(|p| p.position.byte <= all.len() as u64));
        }
        proptest::prop_assert!(read_modifiers(&all).value.len() <= all.len());
        proptest::prop_assert!(read_consolidated(&all).value.len() <= all.len());
    }
}
