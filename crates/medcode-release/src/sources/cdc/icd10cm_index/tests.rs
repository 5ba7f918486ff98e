//! Are the Index files read as they are printed?

use super::*;
use crate::sources::shared_files;
use medcode_model::Severity;
use proptest::prelude::*;

/// An Index of our own with one of everything the layout has.
pub(super) const SMALL: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.index>
  <version>2030</version>
  <title>ICD-10-CM INDEX TO DISEASES and INJURIES</title>
  <letter>
    <title>D</title>
    <mainTerm>
      <title>Diabetes, diabetic<nemod>(mellitus) (sugar)</nemod></title>
      <code>E11.9</code>
      <term level="1">
        <title>with</title>
        <term level="2">
          <title>amyloidosis</title>
          <code>E85.4</code>
          <manif>H36</manif>
        </term>
        <term level="2">
          <title>gangrene, angiomatousE11.52</title>
        </term>
      </term>
      <term level="1">
        <title>postprocedural NEC</title>
        <see>Disorder, endocrine<!-- -->, NEC</see>
      </term>
    </mainTerm>
    <mainTerm>
      <title>Disorder<nemod>(of)</nemod> endocrine<nemod>(s)</nemod>, NOS</title>
      <code>E34.-</code>
      <seeAlso>condition</seeAlso>
      <seecat>E34</seecat>
      <subcat>E34.5-</subcat>
      <oddity>x</oddity>
    </mainTerm>
  </letter>
</ICD10CM.index>
"#;

const TABLE: &str = r#"<ICD10CM.index><version>2030</version>
<indexHeading><head col="1">Substance</head><head col="2">Poisoning Accidental</head>
<head col="6">Adverse effect</head></indexHeading>
<letter><title>#</title><mainTerm><title>(mono) soap</title><cell col="2">T55.0X1</cell>
<cell col="6">--</cell><cell col="9">T55</cell><cell col="3">T55.0X2</cell></mainTerm></letter></ICD10CM.index>"#;

#[test]
fn every_element_of_the_layout_is_kept() {
    let read = read("icd10cm_index_2030.xml", SMALL.as_bytes());
    let file = read.value;
    assert_eq!((file.kind, file.version.as_str(), file.rebuilt), (SourceKind::CmIndex, "2030", false));
    assert_eq!(file.nodes.len(), 6);
    let main = &file.nodes[0];
    assert_eq!((main.title.as_str(), main.level, main.parent), ("Diabetes, diabetic", 0, None));
    assert_eq!(main.printed, "Diabetes, diabetic (mellitus) (sugar)");
    assert_eq!(main.nonessential, ["mellitus", "sugar"]);
    let pair = &file.nodes[2];
    assert_eq!(pair.manifestation[0].code.compact(), "H36");
    assert_eq!(file.path(2), ["Diabetes, diabetic", "with", "amyloidosis"]);
    let slipped = &file.nodes[3];
    assert_eq!(slipped.title, "gangrene, angiomatous");
    assert_eq!(slipped.code.as_ref().map(|c| c.raw.as_str()), Some("E11.52"));
    let link = &file.nodes[4];
    assert!(link.nec && link.see[0].text == "Disorder, endocrine, NEC" && link.line == 21);
    let last = &file.nodes[5];
    assert_eq!(last.printed, "Disorder (of) endocrine(s), NOS");
    assert_eq!(last.title, "Disorder endocrine, NOS");
    assert!(last.nos && last.code.as_ref().is_some_and(|c| c.dash));
    assert_eq!(last.subcategory.as_ref().map(|c| c.code.compact()), Some("E345"));
    assert_eq!(last.see_category.len(), 1);
    assert_eq!(read.problems.len(), 2, "{:?}", read.problems);
}

#[test]
fn tables_keep_their_columns() {
    let read = read("drug.xml", TABLE.as_bytes());
    assert_eq!(read.value.kind, SourceKind::CmDrug);
    assert_eq!(read.value.columns, ["Poisoning Accidental", "Adverse effect"]);
    let cells = &read.value.nodes[0].cells;
    let codes: Vec<_> = cells.iter().map(|c| c.as_ref().map(|c| c.code.compact())).collect();
    assert_eq!(codes, [Some("T550X1"), Some("T550X2"), None, None, None, None]);
    assert_eq!(read.problems.len(), 1, "the ninth column does not exist");
}

#[test]
fn a_link_cut_in_two_by_the_layout_is_made_whole() {
    let xml = "<ICD10CM.index><title>Index</title><letter><mainTerm><title>Choking</title>\
               <see>categories T17 and</see><code>T18</code></mainTerm></letter></ICD10CM.index>";
    let read = read("x.xml", xml.as_bytes());
    assert_eq!(read.value.nodes[0].see[0].text, "categories T17 and T18");
    assert_eq!(read.value.nodes[0].code, None);
}

#[test]
fn a_cut_file_gives_what_stands_before_the_cut_and_one_error() {
    let cut = &SMALL[..SMALL.find("amyloidosis").unwrap()];
    let read = read("cut.xml", cut.as_bytes());
    assert_eq!(read.value.nodes.len(), 3);
    let errors: Vec<_> = read.problems.iter().filter(|p| p.severity == Severity::Error).collect();
    assert_eq!(errors.len(), 1);
    assert_eq!(errors[0].position.line, 13);
}

#[test]
fn other_files_are_refused() {
    assert!(read("x.xml", b"<ICD10PCS.index></ICD10PCS.index>").failed());
    assert!(read("x.xml", b"").failed());
    assert!(is_rebuilt("ICD10CM_Index_2026_Rebuilt.xml", b""));
    assert!(!is_rebuilt("icd10cm_index_2026.xml", SMALL.as_bytes()));
}

/// Name, kind, main terms, subterms, as counted by elements with another XML library.
type Counted = (&'static str, &'static str, SourceKind, usize, usize);

const ZIP_2016: &str = "icd10cm/2016/ICD10CM_FY2016_ Full_ XML.ZIP";
const ZIP_2017: &str = "icd10cm/2017/ICD10CM_FY2017_Full_XML.zip";

const COUNTED: [Counted; 12] = [
    (ZIP_2016, "Index.xml", SourceKind::CmIndex, 7_939, 67_649),
    (ZIP_2016, "E-Index.xml", SourceKind::CmExternalCause, 308, 7_256),
    (ZIP_2016, "Neoplasm.xml", SourceKind::CmNeoplasm, 1, 1_929),
    (ZIP_2016, "Drug.xml", SourceKind::CmDrug, 5_170, 2_246),
    (ZIP_2017, "icd10cm_index_2017.xml", SourceKind::CmIndex, 7_973, 69_226),
    (ZIP_2017, "icd10cm_eindex_2017.xml", SourceKind::CmExternalCause, 314, 7_258),
    (ZIP_2017, "icd10cm_neoplasm_2017.xml", SourceKind::CmNeoplasm, 1, 1_929),
    (ZIP_2017, "icd10cm_drug_2017.xml", SourceKind::CmDrug, 5_170, 2_246),
    ("icd10cm/2026-04", "icd10cm_index_2026_rebuilt.xml", SourceKind::CmIndex, 8_121, 73_387),
    ("icd10cm/2026-04", "icd10cm_eindex_2026.xml", SourceKind::CmExternalCause, 314, 7_776),
    ("icd10cm/2026-04", "icd10cm_neoplasm_2026.xml", SourceKind::CmNeoplasm, 1, 1_939),
    ("icd10cm/2026-04", "icd10cm_drug_2026.xml", SourceKind::CmDrug, 5_179, 2_251),
];

/// One of the official files.
pub(super) fn official(folder: &str, name: &str) -> Option<Vec<u8>> {
    if folder.to_ascii_lowercase().ends_with(".zip") {
        return shared_files::zipped(folder, name);
    }
    shared_files::bytes(&format!("{folder}/{name}"))
}

#[test]
fn the_official_files_lose_no_entry() {
    for (folder, name, kind, main, sub) in COUNTED {
        let Some(bytes) = official(folder, name) else { continue };
        let start = std::time::Instant::now();
        let read = read(name, &bytes);
        println!("{name}: {:?}, {} problems", start.elapsed(), read.problems.len());
        for problem in &read.problems {
            println!("  {problem}");
        }
        let file = read.value;
        let mains = file.nodes.iter().filter(|n| n.level == 0).count();
        assert_eq!((file.kind, mains, file.nodes.len() - mains), (kind, main, sub), "{name}");
        assert_eq!(file.rebuilt, name.contains("rebuilt"));
        assert!(read.problems.iter().all(|p| p.severity == Severity::Note), "{name}");
        let table = matches!(kind, SourceKind::CmNeoplasm | SourceKind::CmDrug);
        assert_eq!(file.columns.len(), if table { 6 } else { 0 });
    }
}

#[test]
fn the_links_of_the_official_files_lead_somewhere() {
    for folder in [ZIP_2016, ZIP_2017, "icd10cm/2026-04"] {
        let listed = COUNTED.iter().filter(|c| c.0 == folder);
        let files = listed.map(|&(folder, name, ..)| Some(read(name, &official(folder, name)?).value));
        let Some(mut files) = files.collect::<Option<Vec<_>>>() else { continue };
        let start = std::time::Instant::now();
        let problems = resolve(&mut files);
        let took = start.elapsed();
        for (file, (_, problems)) in files.iter().zip(&problems) {
            let all: usize = file.nodes.iter().map(|n| n.see.len() + n.see_also.len()).sum();
            let lost = problems.iter().filter(|p| p.message.contains("names no")).count();
            println!(
                "{folder} {}: {all} links, {} part, {lost} lost, {took:?}",
                file.kind.name(),
                problems.len() - lost
            );
            if std::env::var_os("MEDCODE_SHOW_LINKS").is_some() {
                problems.iter().for_each(|p| println!("  {p}"));
            }
        }
    }
}

#[test]
fn the_rebuilt_index_is_known_under_another_name() {
    let Some(bytes) = shared_files::bytes("icd10cm/2026-04/icd10cm_index_2026_rebuilt.xml") else {
        return;
    };
    assert!(is_rebuilt("icd10cm_index_2026.xml", &bytes));
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let _ = read("x.xml", &bytes);
    }

    #[test]
    fn no_damage_makes_the_reader_panic(
        cuts in proptest::collection::vec((0usize..SMALL.len(), any::<u8>()), 1..12),
        len in 0usize..SMALL.len(),
    ) {
        let mut bytes = SMALL.as_bytes()[..len].to_vec();
        for (at, byte) in cuts {
            if let Some(b) = bytes.get_mut(at) {
                *b = byte;
            }
        }
        let _ = read("x.xml", &bytes);
    }
}
