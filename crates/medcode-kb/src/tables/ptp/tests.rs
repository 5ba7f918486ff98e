//! Is a pair found in its direction and its days, and does a damaged table answer nothing?

use super::*;
use crate::text::coded::NO_TEXT;

fn code(n: u32) -> [u8; 5] {
    format!("{n:05}").into_bytes().try_into().unwrap()
}

fn edit(one: u32, two: u32, effective: &str, deleted: &str, indicator: u8) -> NewEdit {
    let day = |text: &str| text.parse().ok();
    NewEdit {
        column_one: code(one),
        column_two: code(two),
        effective: day(effective),
        deleted: day(deleted),
        indicator,
        rationale: NO_TEXT,
    }
}

fn written(edits: &[NewEdit]) -> Container {
    let mut builder = Builder::default();
    edits.iter().for_each(|e| builder.add(e));
    let mut out = ReleaseWriter::default();
    builder.write(PtpSetting::Practitioner, &mut out);
    Container::from_bytes(out.finish().0).unwrap()
}

fn asked(file: &Container, one: u32, two: u32, day: &str) -> Option<u8> {
    let table = PtpTable::of(file, PtpSetting::Practitioner);
    let (one, two) = (table.code(&code(one))?, table.code(&code(two))?);
    table.find(one, two, day.parse().unwrap()).map(|k| k.indicator)
}

#[test]
fn a_pair_is_found_in_its_own_direction_and_within_its_days() {
    let file = written(&[
        edit(10000, 20000, "2020-01-01", "2021-12-31", 0),
        edit(10000, 20000, "2022-01-01", "", 1),
        edit(10000, 30000, "", "2019-12-31", 1),
    ]);
    assert_eq!(asked(&file, 10000, 20000, "2019-12-31"), None);
    assert_eq!(asked(&file, 10000, 20000, "2020-01-01"), Some(0));
    assert_eq!(asked(&file, 10000, 20000, "2021-12-31"), Some(0));
    assert_eq!(asked(&file, 10000, 20000, "2026-05-12"), Some(1));
    assert_eq!(asked(&file, 20000, 10000, "2026-05-12"), None);
    assert_eq!(asked(&file, 10000, 30000, "2019-12-31"), Some(1));
    assert_eq!(asked(&file, 10000, 30000, "2020-01-01"), None);
}

#[test]
fn without_first_days_the_edit_that_ended_first_after_the_day_holds() {
    let file = written(&[edit(1, 2, "", "2019-12-31", 1), edit(1, 2, "", "", 0)]);
    assert_eq!(asked(&file, 1, 2, "2015-01-01"), Some(1));
    assert_eq!(asked(&file, 1, 2, "2020-01-01"), Some(0));
}

#[test]
fn thousands_of_pairs_come_back_each_with_its_own_kind_whatever_the_order() {
    let one = |n: u32| edit(n % 97, 100 + n % 811, "2010-01-01", "", (n % 2) as u8);
    let edits: Vec<NewEdit> = (0..40_000).map(one).collect();
    let mut backwards = edits.clone();
    backwards.reverse();
    let (file, same) = (written(&edits), written(&backwards));
    assert_eq!(file.digest(), same.digest());
    let table = PtpTable::of(&file, PtpSetting::Practitioner);
    let told: usize = (0..97).map(|n| table.edits(table.code(&code(n)).unwrap()).count()).sum();
    let apart: std::collections::BTreeSet<_> =
        edits.iter().map(|e| (e.column_one, e.column_two, e.indicator)).collect();
    assert_eq!(told, apart.len());
    for (n, edit) in edits.iter().enumerate().step_by(53) {
        let found = asked(&file, n as u32 % 97, 100 + n as u32 % 811, "2026-05-12");
        assert!(found.is_some(), "{edit:?}");
    }
}

#[test]
fn bytes_that_are_no_table_answer_nothing_and_do_not_fall() {
    let mut out = ReleaseWriter::default();
    let [codes, lists, kinds, pairs] = PtpSetting::Hospital.sections();
    out.bytes(codes, b"1000020000".to_vec());
    out.bytes(lists, vec![0, 0, 0, 0, 200, 0, 0, 0]);
    out.bytes(kinds, vec![0; 13]);
    out.bytes(pairs, vec![0xff; 40]);
    let file = Container::from_bytes(out.finish().0).unwrap();
    let table = PtpTable::of(&file, PtpSetting::Hospital);
    let (one, two) = (table.code(b"10000").unwrap(), table.code(b"20000").unwrap());
    let day = Date::from_days(1000);
    assert!(table.find(one, two, day).is_none() && table.find(two, one, day).is_none());
    assert_eq!(table.edits(one).count(), 0);
    assert!(PtpTable::of(&file, PtpSetting::Practitioner).is_empty());
}
