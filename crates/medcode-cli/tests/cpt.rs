//! Do the commands answer for procedure codes from installed files alone, name the file, and
//! say whose CPT is? The files are made here: numbers of no CPT book, words of ours.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A fresh home with these files, put into a folder of this name.
fn home(test: &str, folder: &str, files: &[(&str, String)]) -> PathBuf {
    let home = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = std::fs::remove_dir_all(&home);
    let from = home.join(folder);
    std::fs::create_dir_all(&from).unwrap();
    for (name, text) in files {
        std::fs::write(from.join(name), text).unwrap();
    }
    let said = medcode(&home, &["install", "cpt", "--from", &from.to_string_lossy()]);
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    home
}

fn medcode(home: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_medcode"));
    command.args(args).env("MEDCODE_HOME", home).env("MEDCODE_TODAY", "2026-05-12");
    command.env("NO_COLOR", "1").env("COLUMNS", "200").output().expect("medcode runs")
}

fn text(home: &Path, line: &str) -> (i32, String) {
    let said = medcode(home, &line.split_whitespace().collect::<Vec<_>>());
    (said.status.code().unwrap(), String::from_utf8(said.stdout).unwrap())
}

fn json(home: &Path, line: &str) -> serde_json::Value {
    serde_json::from_str(&text(home, &format!("{line} --json")).1).unwrap()
}

/// A row of the fee schedule in the publisher's columns; the description is dropped.
fn fee(code: &str, modifier: &str) -> String {
    format!(
        "{code},{modifier},SECRET {code} words,A,,1.30,1.33,,0.56,NA,0.10,2.73,1.96,1,010,0.10,0.80,0.10,2,1,0,1,0,,33.2875,09,0,99,0,0,0\n"
    )
}

fn public_files() -> Vec<(&'static str, String)> {
    let heads = ",,2026 National Physician Fee Schedule Relative Value File January Release\n\
        ,,,STATUS,MEDICARE,WORK,NON-FAC,NA,FACILITY,NA,MP,NON-FACILITY,FACILITY,PCTC,GLOB,PRE,INTRA,POST,MULT,BILAT,ASST,CO-,TEAM,ENDO,CONV,DIAGNOSTIC,CALCULATION,FAMILY,PAYMENT,PAYMENT,PAYMENT\n\
        HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,TOTAL,TOTAL,IND,DAYS,OP,OP,OP,PROC,SURG,SURG,SURG,SURG,BASE,FACTOR,PROCEDURES,FLAG,INDICATOR,AMOUNT,AMOUNT,AMOUNT\n";
    let fees = [heads.to_owned(), fee("00001", ""), fee("00001", "26"), fee("A0001", "")].concat();
    let mue = "HCPCS/CPT Code,Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale\n\
        00001,2,3 Date of Service Edit: Clinical,Clinical: Data\n0002Z,1,1 Line Edit,Policy\n";
    let add_on = "AOC_Edit_Type\tAdd-On_Code\tPrimary_Code\tAOC_Edit_EffDT\tAOC_Edit_DelDT\n\
        1\t00003\t00001\t2020001\t\n1\t00003\t00002\t2020001\t2025365\n";
    vec![
        ("PPRRVU26_JAN.csv", fees),
        ("MCR_MUE_PractitionerServices_Eff_04-01-2026.csv", mue.to_owned()),
        ("AOC_V2026Q1-MCR.txt", add_on.to_owned()),
    ]
}

#[test]
fn a_number_is_verified_by_the_files_in_force_and_by_nothing_else() {
    let home = home("cpt-public", "files", &public_files());
    for (line, exit, valid, verified) in [
        ("lookup 00001 --as-of 2026-05-12", 0, Some(true), "listed"),
        ("lookup 00003 --as-of 2026-05-12", 0, Some(true), "listed"),
        ("lookup 00009 --as-of 2026-05-12", 1, Some(false), "not-listed"),
        ("lookup 0009U --as-of 2026-05-12", 2, None, "not-listed"),
        ("lookup 00001 --as-of 2025-05-12", 2, None, "no-data"),
    ] {
        let found = json(&home, line);
        assert_eq!(text(&home, line).0, exit, "{line}");
        let answer = &found[0];
        assert_eq!(
            (answer["valid"].as_bool(), answer["verified"].as_str()),
            (valid, Some(verified)),
            "{line}"
        );
        assert!(answer["notice"].as_str().unwrap().contains("American Medical Association"), "{line}");
    }
    let answer = &json(&home, "lookup 00001 --as-of 2026-05-12")[0];
    assert_eq!(
        (answer["file"].as_str(), answer["release"].as_str()),
        (Some("PPRRVU26_JAN.csv"), Some("2026-01-01"))
    );
    let row = &answer["fee_schedule"]["rows"][1];
    assert_eq!((row["modifier"].as_str(), row["global_days"].as_str()), (Some("26"), Some("010")));
    assert_eq!((row["work_rvu"].as_f64(), row["facility_na"].as_bool()), (Some(1.3), Some(true)));
    let edit = &answer["mue"][0];
    assert_eq!(
        (edit["value"].as_u64(), edit["indicator"].as_u64(), edit["release"].as_str()),
        (Some(2), Some(3), Some("2026-04-01"))
    );
    let add_on = &json(&home, "lookup 00003 --as-of 2026-05-12")[0]["add_on"];
    assert_eq!(add_on["primaries"], serde_json::json!(["00001"]));
}

#[test]
fn the_words_of_the_fee_schedule_are_kept_nowhere() {
    let home = home("cpt-words", "files", &public_files());
    for entry in std::fs::read_dir(home.join("kb")).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        assert!(!bytes.windows(6).any(|w| w.eq_ignore_ascii_case(b"secret")));
    }
    for line in ["lookup 00001 --as-of 2026-05-12", "lookup 00001 --as-of 2026-05-12 --json", "status"] {
        assert!(!text(&home, line).1.contains("SECRET"), "{line}");
    }
}

#[test]
fn the_notice_is_printed_once_however_many_numbers_are_asked() {
    let home = home("cpt-notice", "files", &public_files());
    for line in ["lookup 00001 00003 00009 --as-of 2026-05-12", "status"] {
        assert_eq!(text(&home, line).1.matches("needs the AMA's licence").count(), 1, "{line}");
    }
}

#[test]
fn a_licensee_reads_the_descriptors_and_is_told_whose_they_are() {
    let notice = "CPT copyright American Medical Association\n\n";
    let long = format!("{notice}00001\tblimp cradle of the dapple\n0002Z\tember flint gusset\n");
    let home = home("cpt-licensee", "cpt-2026", &[("LONGULT.txt", long)]);
    let answer = &json(&home, "lookup 00001 --as-of 2026-05-12")[0];
    assert_eq!(
        (answer["title"].as_str(), answer["licensed"].as_bool()),
        (Some("blimp cradle of the dapple"), Some(true))
    );
    let hits = json(&home, "search gusset ember --as-of 2026-05-12");
    assert_eq!((hits[0]["code"].as_str(), hits[0]["licensed"].as_bool()), (Some("0002Z"), Some(true)));
    let status = json(&home, "status");
    assert_eq!(status["releases"][0]["licensed"].as_bool(), Some(true));
    assert!(text(&home, "status").1.contains("the AMA's text of CPT 2026 under your own licence"));
    assert_eq!(json(&home, "lookup 00009 --as-of 2026-05-12")[0]["valid"].as_bool(), Some(false));
}

#[test]
fn nothing_is_fetched_for_cpt() {
    let home = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("cpt-none");
    let said = medcode(&home, &["install", "cpt"]);
    assert_eq!(said.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&said.stderr).contains("medcode install cpt --from FILE"));
}
