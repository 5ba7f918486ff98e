//! Are the publisher's forms and the re-export read alike, and bad rows told?

use super::*;
use crate::sources::grid;
use crate::sources::shared_files;
use std::fmt::Write as _;

/// The publisher's layout, with invented numbers: a notice, heads over several lines.
const NOTICE: &str =
    "A notice of the publisher. All rights reserved.\t\t\t\t\t\t\r\nColumn1/Column2 Edits\r\n";
const HEADS: &str = "Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale\r\n\
                     \t\tprior to 1996\tDate\tDate\t0=not allowed\t\r\n\t\t\t\t*=no data\t1=allowed\t\r\n\
                     \t\t\t\t\t9=not applicable\t\r\n";

fn told(read: &Read<PtpFile>) -> Vec<String> {
    let text = |n: &[u8; 5]| String::from_utf8_lossy(n).into_owned();
    let day = |d: Option<Date>| d.map_or("-".to_owned(), |d| d.to_string());
    let one = |e: &PtpEntry| {
        let why = &read.value.rationales[usize::from(e.rationale)];
        let (one, two) = (text(&e.column_one), text(&e.column_two));
        format!("{one} {two} {} {} {} {why}", day(e.effective), day(e.deleted), e.indicator)
    };
    read.value.edits.iter().map(one).collect()
}

#[test]
fn every_form_of_the_publishers_file_is_read_alike() {
    let tabs = format!(
        "{NOTICE}{HEADS}1001Z\t1002Z\t*\t20190701\t*\t1\tA reason\r\n1001Z\t1003Z\t \t20100101\t20151231\t0\tAnother\r\n"
    );
    let commas = "\"A notice, of the publisher\"\nColumn 1,Column 2,\"*=in existence\nprior to 1996\",\
                  \"Effective\nDate\",\"Deletion\nDate\",\"Modifier\n0=not allowed\",PTP Edit Rationale\n\
                  1001Z,1002Z,*,20190701,*,1,\"A reason\"\n1001Z,1003Z,,20100101,20151231,0,Another\n";
    let one_line = "Column 1,Column 2,*=in existence prior to 1996,Effective Date,Deletion Date *=no data,\
                    Modifier 0=not allowed 1=allowed 9=not applicable,PTP Edit Rationale\n\
                    1001Z,1002Z,*,7/1/2019,,1,A reason\n1001Z,1003Z,,2010-01-01,2015-12-31,0,Another\n";
    let headless =
        "1001Z\t1002Z\t*\t20190701\t*\t1\tA reason\n1001Z\t1003Z\t\t20100101\t20151231\t0\tAnother\n";
    for text in [tabs.as_str(), commas, one_line, headless] {
        let read = super::read(text.as_bytes());
        assert!(read.problems.is_empty(), "{:?}", read.problems);
        assert_eq!(
            told(&read),
            ["1001Z 1002Z 2019-07-01 - 1 A reason", "1001Z 1003Z 2010-01-01 2015-12-31 0 Another"],
            "{text}"
        );
        assert!(is_table(&grid::of_text(text).value), "{text}");
    }
}

#[test]
fn a_re_export_without_first_days_is_read() {
    let text = "column1\tcolumn2\tdeletion_date\tmodifier_indicator\trationale\n\
                1001Z\t1002Z\t9999-12-31\t0\tA reason\n1001Z\t1002Z\t2019-12-31\t9\tA reason\n";
    let read = super::read(text.as_bytes());
    assert!(read.problems.is_empty(), "{:?}", read.problems);
    assert_eq!(told(&read), ["1001Z 1002Z - - 0 A reason", "1001Z 1002Z - 2019-12-31 9 A reason"]);
    assert!(is_table(&grid::of_text(text).value));
}

#[test]
fn bad_rows_are_told_with_their_line_and_cost_only_themselves() {
    let good = "1001Z\t1002Z\t\t20190701\t*\t1\tA reason\n";
    for (bad, words) in [
        ("x\t1002Z\t\t20190701\t*\t1\tA", "two codes"),
        ("1001Z\t1002Z\t\t20190701\t*\t2\tA", "none of 0, 1 and 9"),
        ("1001Z\t1002Z\t\tsoon\t*\t1\tA", "a date"),
        ("1001Z\t1002Z\t\t20190701\t20191301\t1\tA", "a date"),
    ] {
        let text = format!("{HEADS}{good}{bad}\n{good}");
        let read = super::read(text.as_bytes());
        let [problem] = &read.problems[..] else { panic!("{bad}: {:?}", read.problems) };
        assert!(problem.position.line == 6 && problem.message.contains(words), "{problem}");
        assert_eq!(read.value.edits.len(), 2);
    }
    assert!(super::read(b"").failed() && super::read(HEADS.as_bytes()).failed());
    assert!(super::read(b"PK\x03\x04 no workbook").failed());
    let mut many = format!("{HEADS}{good}");
    (0..500).for_each(|_| many.push_str("end of file\n"));
    let read = super::read(many.as_bytes());
    assert!(read.problems.len() == TOLD + 1 && read.problems[TOLD].message.starts_with("450 further"));
}

#[test]
fn names_tell_the_setting_and_the_part() {
    use PtpSetting::{Hospital, Practitioner};
    for (names, expected) in [
        (vec!["ccipra-v321r0-f1.TXT"], Some(Practitioner)),
        (vec!["ccioph-v321r0-f4.xlsx"], Some(Hospital)),
        (vec!["ncci_ptp_out.tsv"], Some(Hospital)),
        (vec!["edits.txt", "medicare-ncci-2026q2-practitioner-ptp-edits.zip"], Some(Practitioner)),
        (vec!["edits.txt", "downloads"], None),
    ] {
        assert_eq!(setting(names.clone()), expected, "{names:?}");
    }
    let parts =
        ["ccipra-v321r0-f1.TXT", "ccioph-v321r0-f4.xlsx", "ncci_ptp_out.tsv", "f2.txt"].map(part);
    assert_eq!(parts, [1, 4, 0, 0]);
}

#[test]
fn a_large_file_is_read_in_one_pass() {
    let mut text = HEADS.to_owned();
    for n in 0..50_000 {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{:05}\t{:05}\t\t20190701\t*\t1\tA reason", n % 300, 1000 + n / 300);
    }
    let read = super::read(text.as_bytes());
    assert!(read.problems.is_empty() && read.value.edits.len() == 50_000);
    assert_eq!(read.value.rationales, ["", "A reason"]);
}

#[test]
fn the_re_exports_at_hand_are_read_without_a_problem() {
    let Some(packed) = shared_files::bytes("ncci/ptp-2024q3/ncci_ptp_out.tsv.xz") else { return };
    let mut bytes = Vec::new();
    let mut unpacked = lzma_rust2::XzReader::new(packed.as_slice(), false);
    std::io::Read::read_to_end(&mut unpacked, &mut bytes).unwrap();
    let read = super::read(&bytes);
    assert!(read.problems.is_empty(), "{:?}", read.problems);
    assert_eq!((read.value.edits.len(), read.value.rationales.len()), (1_775_818, 13));
}
