//! Are the files of every year recognised, whatever they are called?

use super::*;
use crate::input::{Entry, Input, Place};
use std::collections::BTreeMap;
use std::path::Path;

fn place(path: &str) -> Place {
    let mut origin: Vec<String> = path.split('/').map(str::to_owned).collect();
    let name = origin.pop().unwrap();
    Place { name, origin }
}

fn seen(path: &str, content: &str) -> Recognised {
    let bytes = content.as_bytes().to_vec();
    recognise(&SourceFile { place: place(path), bytes, sha256: [0; 32], container_sha256: None })
}

/// `kind release`, the release marked `?` where it was inferred and `-` where it is unknown.
fn told(path: &str, content: &str) -> String {
    let r = seen(path, content);
    let kind = r.kind.map_or("none", SourceKind::id);
    let release = r.release.map(|r| r.from.to_string()).unwrap_or_default();
    match r.how {
        How::Stated => format!("{kind} {release}"),
        How::Inferred(_) => format!("{kind} {release}?"),
        How::NeedsFlag => format!("{kind} -"),
    }
}

const ORDER: &str =
    "00001 A00     0 Short title                                                  Long\r\n";
const PCS_ORDER: &str =
    "00001 001     0 Short title                                                  Long\r\n";

fn tabular(version: &str) -> String {
    format!("<?xml version=\"1.0\"?>\r\n<ICD10CM.tabular>\r\n  <version>{version}</version>\r\n")
}

#[test]
fn the_release_comes_from_content_and_then_from_the_nearest_name() {
    let t = tabular("2026");
    for (path, content, expected) in [
        ("2026-04/icd10c-tabular-April-1-2026.xml", t.as_str(), "cm-tabular 2026-04-01?"),
        ("2026-04/tabular.xml", &t, "cm-tabular 2026-04-01?"),
        ("x/April-1-2026.zip/tabular.xml", &t, "cm-tabular 2026-04-01?"),
        ("x/tabular.xml", &t, "cm-tabular 2025-10-01?"),
        // The folder speaks of another year, so its month is not believed either.
        ("2025-04/tabular.xml", &t, "cm-tabular 2025-10-01?"),
        // A folder called after a month alone tells nothing.
        ("april/tabular.xml", &t, "cm-tabular 2025-10-01?"),
        ("x/tabular_october_2025.xml", &t, "cm-tabular 2025-10-01?"),
        ("x/tabular_2025-06-20.xml", &t, "cm-tabular 2025-10-01?"),
        ("x/tabular.xml", &tabular("2026-04-01"), "cm-tabular 2026-04-01"),
        ("x/tabular.xml", &tabular("none"), "cm-tabular -"),
        ("ICD10CM_FY2016_ Full_ XML.ZIP/Tabular.xml", &tabular("none"), "cm-tabular 2015-10-01?"),
        ("a.zip/icd10cm-order-April-2025.txt", ORDER, "cm-order 2025-04-01?"),
        ("Code-desciptions-April-2025.zip/order.txt", ORDER, "cm-order 2025-04-01?"),
        ("x/icd10cm-order-2026.txt", ORDER, "cm-order 2025-10-01?"),
        ("x/order-FY26.txt", ORDER, "cm-order 2025-10-01?"),
        ("x/order-October-2025.txt", ORDER, "cm-order 2025-10-01?"),
        ("x/order-jan-2021.txt", ORDER, "cm-order 2021-01-01?"),
        ("FY25/order-april.txt", ORDER, "cm-order 2025-04-01?"),
        ("x/order.txt", ORDER, "cm-order -"),
        ("cms_2026_pr.zip/order.txt", PCS_ORDER, "pcs-order 2025-10-01?"),
    ] {
        assert_eq!(told(path, content), expected, "{path}");
    }
}

#[test]
fn hcpcs_quarters_are_read_from_names() {
    let mut record = b"A4000001003".to_vec();
    record.resize(320, b' ');
    record.extend_from_slice(b"\r\n");
    let record = String::from_utf8(record).unwrap();
    for (path, expected) in [
        ("x/HCPC2026_JAN_ANWEB_01122026.txt", "hcpcs-fixed 2026-01-01?"),
        ("x/HCPC2025_JUL_ANWEB.txt", "hcpcs-fixed 2025-07-01?"),
        ("october-2025-alpha-numeric-hcpcs-file.zip/a.txt", "hcpcs-fixed 2025-10-01?"),
        ("x/HCPC2019_CONTR_ANWEB.txt", "hcpcs-fixed 2019-01-01?"),
        ("2026-01/a.txt", "hcpcs-fixed 2026-01-01?"),
        ("x/a.txt", "hcpcs-fixed -"),
    ] {
        assert_eq!(told(path, &record), expected, "{path}");
    }
}

#[test]
fn edits_of_pairs_are_told_by_content_their_setting_quarter_and_part_by_name() {
    let heads =
        "Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale\r\n";
    for (path, expected) in [
        ("x/ccipra-v321r0-f1.TXT", "ptp-practitioner 2026-04-01?"),
        ("x/ccioph-v300r0-f4.txt", "ptp-hospital 2024-01-01?"),
        ("medicare-ncci-2026q3-hospital-ptp-edits.zip/edits.txt", "ptp-hospital 2026-07-01?"),
        ("practitioner/edits-2026q1.txt", "ptp-practitioner 2026-01-01?"),
        ("x/edits-2026q1.txt", "none -"),
        ("x/practitioner-quarterly-additions-deletions-revisions-2026q1.txt", "none -"),
    ] {
        assert_eq!(told(path, heads), expected, "{path}");
    }
    assert_eq!(
        (seen("x/ccipra-v321r0-f3.txt", heads).part, seen("x/ccipra-v321r0.txt", heads).part),
        (3, 0)
    );
    let nameless = seen("x/edits-2026q1.txt", heads).left_alone.unwrap();
    assert!(nameless.contains("ccipra"), "{nameless}");
}

#[test]
fn guidelines_state_their_period() {
    let head = "ICD-10-CM Official Guidelines for Coding and Reporting\n";
    for (page, expected) in [
        ("FY 2026 -- UPDATED October 1, 2025\n(October 1, 2025 - September 30, 2026)", "2025-10-01"),
        ("FY 2025 -- UPDATED April 1, 2025\n(April 1, 2025 to September 30, 2025)", "2025-04-01"),
        ("FY 2025 -- UPDATED April 1, 2025", "2025-04-01"),
        ("FY 2019", "2018-10-01?"),
    ] {
        let expected = format!("cm-guidelines {expected}");
        assert_eq!(told("x/a.txt", &format!("{head}{page}\n")), expected);
    }
}

#[test]
fn a_contradiction_is_told_and_the_file_believed() {
    let r = seen("2026-04/icd10cm_tabular_2025.xml", &tabular("2026"));
    assert_eq!(r.release.unwrap().from.to_string(), "2026-04-01");
    assert_eq!(r.problems.len(), 1);
    assert!(r.problems[0].message.contains("`icd10cm_tabular_2025.xml` says 2025"));
    assert!(seen("2026-04/icd10cm_tabular_2026.xml", &tabular("2026")).problems.is_empty());
}

#[test]
fn kinds_are_told_by_content_not_by_name() {
    let index = |rest: &str| format!("<ICD10CM.index><version>2026</version>{rest}");
    for (content, expected) in [
        (index("<title>ICD-10-CM INDEX TO DISEASES and INJURIES</title>"), "cm-index"),
        (index("<title>ICD-10-CM External Cause of Injuries Index</title>"), "cm-external-cause"),
        (index("<indexHeading><head col=\"1\">Substance</head>"), "cm-drug"),
        (index("<indexHeading><head col=\"2\">Malignant Primary</head>"), "cm-neoplasm"),
        ("\u{feff}<ICD10PCS.tabular><version>2025".to_owned(), "pcs-tables"),
        ("<ICD10PCS.index>".to_owned(), "pcs-index"),
        ("<ICD10PCS.definitions>".to_owned(), "pcs-definitions"),
        ("A000    Cholera\r\nA001    More of it\r\n".to_owned(), "cm-codes"),
        ("0016070 Bypass somewhere\r\n".to_owned(), "pcs-codes"),
        ("OrdFY25\tPOAexemptCode\tDescription\r\n01\tB90.0\tWords\r\n".to_owned(), "cm-poa-exempt"),
        ("Order26\tAction\tPOAexemptCode\tDescription\r\n".to_owned(), "none"),
        ("POAexemptCode\tDescription\r\n".to_owned(), "none"),
        // A GEM: codes beside numbers, no titles.
        ("A0000   0010  00000\r\n".to_owned(), "none"),
        ("Add:         A925    A disease\r\n".to_owned(), "none"),
        ("\r\nCodes\r\n  74260 codes in icd10cm_order_2025.txt\r\n".to_owned(), "none"),
        ("%PDF-1.7 nothing".to_owned(), "none"),
        ("PK\u{3}\u{4} nothing".to_owned(), "none"),
        ("anything else".to_owned(), "none"),
    ] {
        let r = seen("x/data.bin", &content);
        assert_eq!(r.kind.map_or("none", SourceKind::id), expected, "{content}");
        assert_eq!(r.kind.is_none(), r.left_alone.is_some());
    }
    let add = seen("x/POAexemptAddCodesFY26.txt", "Order26\tPOAexemptCode\tDescription\r\n");
    assert!(add.left_alone.unwrap().starts_with("list of changes"));
    assert!(seen("x/icd10cm_index_2026_rebuilt.xml", &index("")).rebuilt);
}

/// Kinds found in the shared releases, with how many files of each have which release.
#[test]
fn every_source_in_shared_is_recognised_with_its_release() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/codesets");
    if !shared.is_dir() {
        eprintln!("skipped: ../shared is not here");
        return;
    }
    let mut found: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for entry in Input::open(&shared) {
        match entry {
            Entry::File(file) => {
                let r = recognise(&file);
                if let Some(kind) = r.kind {
                    let release = r.release.unwrap_or_else(|| panic!("{} has no release", file.place));
                    found.entry(kind.id()).or_default().push(release.from.to_string());
                    assert!(r.problems.is_empty(), "{}: {:?}", file.place, r.problems);
                }
            }
            Entry::LeftAlone { .. } => {}
            Entry::Failed { place, problem } => panic!("{place}: {problem}"),
        }
    }
    for releases in found.values_mut() {
        releases.sort();
    }
    let xml = ["2015-10-01", "2016-10-01", "2026-04-01"];
    let expected: [(&str, &[&str]); 26] = [
        ("add-on-codes", &["2026-07-01"]),
        ("cm-codes", &["2024-10-01", "2025-04-01", "2025-10-01"]),
        ("cm-conversion", &["2024-10-01", "2025-10-01"]),
        ("cm-drug", &xml),
        ("cm-external-cause", &xml),
        ("cm-guidelines", &["2024-10-01", "2025-04-01", "2025-10-01", "2025-10-01"]),
        ("cm-index", &xml),
        ("cm-neoplasm", &xml),
        ("cm-order", &["2024-10-01", "2025-04-01", "2025-10-01"]),
        ("cm-poa-exempt", &["2024-10-01", "2024-10-01", "2025-10-01", "2025-10-01"]),
        ("cm-tabular", &["2015-10-01", "2016-10-01", "2020-10-01", "2026-04-01"]),
        ("hcpcs-fixed", &["2019-01-01", "2026-01-01"]),
        ("hcpcs-xlsx", &["2019-01-01", "2026-01-01"]),
        ("mce-lists", &["2024-04-01", "2026-04-01"]),
        ("mue-dme", &["2024-07-01"]),
        ("mue-outpatient", &["2024-07-01"]),
        ("mue-practitioner", &["2024-07-01", "2026-04-01"]),
        ("pcs-codes", &[]),
        ("pcs-definitions", &["2024-10-01"]),
        ("pcs-index", &["2024-10-01"]),
        ("pcs-order", &["2024-10-01", "2025-10-01"]),
        ("pcs-tables", &["2024-10-01"]),
        ("pfs-amounts", &["2024-01-01"]),
        ("pfs-indicators", &["2024-01-01"]),
        ("ptp-hospital", &["2024-07-01"]),
        ("ptp-practitioner", &["2024-07-01"]),
    ];
    for (kind, releases) in expected {
        assert_eq!(found.remove(kind).unwrap_or_default(), releases, "{kind}");
    }
    assert!(found.is_empty(), "{found:?}");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]

    #[test]
    fn nothing_breaks_recognition(
        name in ".{0,40}",
        start in proptest::sample::select(vec!["", "%PDF-1.4", "PK\u{3}\u{4}", "<ICD10CM.tabular><version>", "00001 A00"]),
        rest in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..300),
    ) {
        let mut bytes = start.as_bytes().to_vec();
        bytes.extend(rest);
        let place = Place { name: name.clone(), origin: vec![name] };
        let _ = recognise(&SourceFile { place, bytes, sha256: [0; 32], container_sha256: None });
    }
}

#[test]
fn fee_schedules_and_edits_are_told_by_their_heads_and_dated_by_their_names() {
    let rvu = |title: &str| {
        format!(
            "{title}\r\n,,,STATUS,,WORK,,,,,,,,PCTC,GLOB\r\nHCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,TOTAL,TOTAL,IND,DAYS\r\n1001Z,,,A\r\n"
        )
    };
    let july = rvu(",,2024 National Physician Fee Schedule Relative Value File July Release");
    let untitled = rvu("");
    let mue = "HCPCS/CPT Code,DME Supplier Services MUE Values,MUE Adjudication Indicator\n1001Z,1,1\n";
    let tabs = "hcpcs_code\tmue_units\tmue_mai\tmue_rationale\tmue_service\n1001Z\t1\t1\tx\tOutpatient Hospital\n";
    let json = r#"[{"code": "1001Z", "mue_value": 1, "description": "1 Line Edit|x",
        "source_file": "MCR_MUE_PractitionerServices_Eff_04-01-2026.csv"}]"#;
    let aoc = r#"[{"code1": "1001Z", "code2": "CCCCC", "edit_type": "AOC", "modifier": "2",
        "metadata": {"source_file": "AOC_V2026Q3-F-MCR.txt"}}]"#;
    let published = "x\nAOC_Edit_Type\tAdd-On_Code\tPrimary_Code\n1\t1001Z\t1002Z\n";
    for (path, content, expected) in [
        ("x/PPRRVU24_JUL.csv", july.as_str(), "pfs-rvu 2024-07-01"),
        ("RVU24C.zip/PPRRVU24_V0320.csv", &untitled, "pfs-rvu 2024-07-01?"),
        ("x/PPRRVU24_JAN.csv", &untitled, "pfs-rvu 2024-01-01?"),
        ("x/PPRRVU2025_Oct.csv", &untitled, "pfs-rvu 2025-10-01?"),
        ("x/a.csv", &untitled, "pfs-rvu -"),
        ("pfs-2024/i.tsv", "hcpcs_code\tmod\tpctc\tglob\n", "pfs-indicators 2024-01-01?"),
        ("pfs-2024/a.tsv", "hcpcs_code\tmod\trvu_work\tcf\n", "pfs-amounts 2024-01-01?"),
        ("x/MCR_MUE_DMESupplierServices_Eff_07-01-2024.csv", mue, "mue-dme 2024-07-01?"),
        ("mue-2024q3/out.tsv", tabs, "mue-outpatient 2024-07-01?"),
        ("x/mue.json", json, "mue-practitioner 2026-04-01"),
        ("x/addon.json", aoc, "add-on-codes 2026-07-01"),
        ("x/AOC_V2024Q2-MCR.txt", published, "add-on-codes 2024-04-01?"),
        ("x/other.csv", "code,title\nHCPCS,1\n", "none -"),
        ("x/other.json", "{\"HCPCS\": 1}", "none -"),
    ] {
        assert_eq!(told(path, content), expected, "{path}");
    }
}

#[test]
fn the_files_of_a_cpt_licensee_are_told_by_name_or_by_notice_and_columns() {
    use crate::sources::ama::synthetic;
    let (short, medium) = (synthetic::fixed(3, 28), synthetic::fixed(6, 48));
    let (tabs, columns) = (synthetic::long_tabs(), synthetic::long_fixed());
    let (text, table) = (synthetic::modifiers(), synthetic::modifier_table());
    let list = synthetic::consolidated();
    for (path, content, expected) in [
        ("CPT 2026/LONGULT.txt", tabs.as_str(), "cpt-long 2026-01-01?"),
        ("2026 CPT Standard Annual Update.zip/LONGULF.TXT", &columns, "cpt-long 2026-01-01?"),
        ("cpt-2026/MEDU.txt", &medium, "cpt-medium 2026-01-01?"),
        ("cpt-2026/SHORTU.txt", &short, "cpt-short 2026-01-01?"),
        ("cpt-2026/mine.txt", &short, "cpt-short 2026-01-01?"),
        ("cpt-2026/other.txt", &medium, "cpt-medium 2026-01-01?"),
        ("x/third.txt", &columns, "cpt-long -"),
        ("cpt-2026/MODUL.txt", &text, "cpt-modifiers 2026-01-01?"),
        ("cpt-2026/Modifiers.txt", &table, "cpt-modifiers 2026-01-01?"),
        ("cpt-2026/ConsolidatedCodeList.txt", &list, "cpt-consolidated 2026-01-01?"),
        ("cpt-2026/ClinicianDescriptor.txt", &synthetic::clinician(), "cpt-clinician 2026-01-01?"),
        ("cpt-2026/ConsumerDescriptor.txt", &synthetic::consumer(), "cpt-consumer 2026-01-01?"),
        ("cpt-2026/LONGULT.txt", "nothing of the kind\n", "none -"),
    ] {
        assert_eq!(told(path, content), expected, "{path}");
    }
}
