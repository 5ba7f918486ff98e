//! Are all forms of the fee schedule read alike, and is bad input told?

use super::*;
use crate::sources::shared_files;
use medcode_kb::tables::pfs::{FACILITY_NA, NON_FACILITY_NA};

/// A relative value file in the publisher's layout, made of numbers of no CPT book, with
/// descriptions that must not be kept.
fn publisher(rows: &[&str]) -> String {
    let mut text = String::from(
        ",,2024 National Physician Fee Schedule Relative Value File July Release\r\n\
         \"Released, some day\"\r\n\
         ,,,,NOT USED\r\n\
         ,,,,FOR,,,NON-FAC,,FACILITY\r\n\
         ,,,STATUS,MEDICARE,WORK,NON-FAC,NA,FACILITY,NA,MP,NON-FACILITY,FACILITY,PCTC,GLOB,PRE,INTRA,POST,MULT,BILAT,ASST,CO-,TEAM,ENDO,CONV,DIAGNOSTIC,CALCULATION,FAMILY,PAYMENT,PAYMENT,PAYMENT\r\n\
         HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,TOTAL,TOTAL,IND,DAYS,OP,OP,OP,PROC,SURG,SURG,SURG,SURG,BASE,FACTOR,PROCEDURES,FLAG,INDICATOR,AMOUNT,AMOUNT,AMOUNT\r\n",
    );
    for row in rows {
        text.push_str(row);
        text.push_str("\r\n");
    }
    text
}

const WHOLE: &str = "1001Z,,\"Gobbling, slow\",A,,1.30,1.33,,0.56,NA,0.10,2.73,1.96,1,010,0.10,0.80,0.10,2,1,0,1,0,,33.2875,09,0,99,0,0,0";
const PART: &str =
    "1001Z,26,Gobbling,A,,.5,0.2,,0.2,,0.02,0.72,0.72,1,XXX,0,0,0,0,0,0,0,0,1002Z,33.2875,3,0,88,0,0,0";

#[test]
fn the_publishers_file_is_read_by_its_split_heads_and_its_words_are_dropped() {
    let read = super::read(publisher(&[WHOLE, PART, ",,,"]).as_bytes());
    assert!(read.problems.is_empty(), "{:?}", read.problems);
    let [whole, part] = &read.value[..] else { panic!("{} rows", read.value.len()) };
    assert_eq!((whole.status(), whole.global(), whole.modifier()), ('A', "010", ""));
    assert_eq!((whole.pc_tc, whole.multiple, whole.bilateral), (b'1', b'2', b'1'));
    assert_eq!((whole.assistant, whole.co_surgeon, whole.team), (b'0', b'1', b'0'));
    assert_eq!((whole.parts, whole.flags), ([10, 80, 10], FACILITY_NA));
    assert_eq!(whole.rvu.map(|v| v.get()), [130, 133, 56, 10]);
    assert_eq!((whole.total(false), whole.total(true), whole.factor.get()), (273, 196, 332_875));
    assert_eq!((part.modifier(), part.supervision()), ("26", "03"));
    assert_eq!((part.endoscopic_base(), &part.imaging), (Some("1002Z"), b"88"));
    let mut out = medcode_kb::tables::ReleaseWriter::default();
    medcode_kb::tables::pfs::write(read.value.clone(), &mut out);
    let (bytes, _) = out.finish();
    assert!(!bytes.windows(4).any(|w| w == b"Gobb"));
}

#[test]
fn the_title_states_the_quarter() {
    let grid = grid::of_text(&publisher(&[WHOLE])).value;
    assert_eq!(form(&grid), Some(Form::Publisher));
    assert_eq!(stated(&grid).unwrap().to_string(), "2024-07-01");
}

#[test]
fn the_two_tables_of_a_re_export_are_joined() {
    let indicators = "hcpcs_code\tmod\tstatus\tpctc\tglob\tpre_op\tnon_na\tphys_diag_pro\n\
                      1001Z\t\tA\t0\t90\t0.1\tNA\t9\n";
    let amounts = "hcpcs_code\tmod\trvu_work\trvu_non_pe\trvu_fac_pe\trvu_mp\tcf\n\
                   1001Z\t\t1.3\t1.33\t0.56\t0.1\t33.2875\n1002Z\t\t1\t1\t1\t1\t1\n";
    let mut read = read_indicators(indicators.as_bytes());
    assert_eq!(form(&grid::of_text(indicators).value), Some(Form::Indicators));
    assert_eq!(form(&grid::of_text(amounts).value), Some(Form::Amounts));
    let problems = join(&mut read.value, &read_amounts(amounts.as_bytes()).value);
    let row = &read.value[0];
    assert_eq!((row.global(), row.supervision(), row.flags), ("090", "09", NON_FACILITY_NA));
    assert_eq!((row.total(false), row.factor.get(), row.parts[0]), (273, 332_875, 10));
    assert!(problems.len() == 1 && problems[0].message.contains("1002Z"), "{problems:?}");
}

#[test]
fn bad_rows_are_told_with_their_line_and_cost_only_themselves() {
    for (bad, line, words) in [
        ("nothing", 7, "does not begin with a code"),
        ("1003Z,2,x,A,,1", 7, "no modifier"),
        ("1003Z,,x,AB,,1", 7, "no indicator"),
        ("1003Z,,x,A,,one", 7, "no figure"),
        ("1003Z,,x,A,,1,1,,1,,1,2,2,1,0000", 7, "no indicator (Global)"),
        ("1003Z,,x,A,,1,1,,1,,1,2,2,1,010,0,0,0,0,0,0,0,0,base", 7, "base endoscopy"),
        (WHOLE, 8, "listed twice"),
    ] {
        let read = super::read(publisher(&[bad, WHOLE]).as_bytes());
        assert!(!read.failed(), "{bad}");
        let [problem] = &read.problems[..] else { panic!("{bad}: {:?}", read.problems) };
        assert!(problem.position.line == line && problem.message.contains(words), "{problem}");
        assert!(read.value.iter().any(|r| &r.code == b"1001Z"), "{bad}");
    }
}

#[test]
fn a_file_without_the_heads_or_without_a_row_cannot_be_used() {
    for text in ["", "a,b\n1,2\n", &publisher(&[]), "HCPCS,MOD,DESCRIPTION\n1001Z,,x\n"] {
        assert!(super::read(text.as_bytes()).failed(), "{text:?}");
    }
}

#[test]
fn the_schedule_of_2024_joins_without_a_problem() {
    let Some(indicators) = shared_files::bytes("pfs-2024/pfs_rvu_ind.tsv") else { return };
    let amounts = shared_files::bytes("pfs-2024/pfs_rvu_amt.tsv").unwrap();
    let (mut read, amounts) = (read_indicators(&indicators), read_amounts(&amounts));
    assert!(read.problems.is_empty() && amounts.problems.is_empty());
    assert!(join(&mut read.value, &amounts.value).is_empty());
    assert_eq!((read.value.len(), amounts.value.len()), (18_664, 18_664));
    assert!(read.value.iter().all(|r| r.factor.get() == 332_875 && r.status != b' '));
}
