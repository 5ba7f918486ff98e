//! Is everything installed, nothing by half, and always with the same bytes?

use super::*;
use crate::progress::Silent;
use crate::sources::shared_files;
use medcode_kb::query::{Library, MANIFEST_FILE, Release};
use medcode_model::{Code, Date, ReleaseId};
use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use zip::ZipArchive;
use zip::write::{SimpleFileOptions, ZipWriter};

mod pairs;

fn mini() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/mini-release")
}

fn request(paths: &[&Path]) -> Request {
    let given = |p: &&Path| Given { path: (*p).to_owned(), release: None };
    Request { given: paths.iter().map(given).collect(), only: Vec::new() }
}

fn fresh() -> (tempfile::TempDir, Home) {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::at(folder.path().join("home"));
    (folder, home)
}

/// Every file that answers, by name.
fn answering(home: &Home) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    found.insert(MANIFEST_FILE.to_owned(), fs::read(home.root().join(MANIFEST_FILE)).unwrap());
    for entry in fs::read_dir(home.releases()).unwrap().flatten() {
        found.insert(entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap());
    }
    found
}

fn open(home: &Home, system: CodeSystem, from: &str) -> Release {
    let from: Date = from.parse().unwrap();
    let id = ReleaseId { system, from };
    let library = Library::open(home.root()).unwrap();
    let file = library.releases().find(|(r, ..)| *r == id).map(|(.., entry)| entry.file.clone());
    Release::open(&home.root().join(file.unwrap())).unwrap()
}

#[test]
fn the_mini_release_is_installed_whole() {
    let (_folder, home) = fresh();
    let report = install(&home, &request(&[&mini()]), &Silent).unwrap();
    assert!(report.trouble.is_empty(), "{:?}", report.trouble);
    assert!(report.waiting.is_empty(), "{:?}", report.waiting);
    let built: Vec<String> = report.built.iter().map(|b| b.id.to_string()).collect();
    assert_eq!(
        built,
        [
            "ICD-10-CM 2024-10-01",
            "ICD-10-CM 2026-04-01",
            "ICD-10-PCS 2025-10-01",
            "HCPCS Level II 2026-01-01"
        ]
    );
    let cm = open(&home, CodeSystem::Icd10Cm, "2026-04-01");
    // The order file says more than the codes file, which is not read beside it.
    assert_eq!(cm.meta().sources.len(), 9);
    assert_eq!(cm.guideline("OCG-I.A.15").unwrap().title, "“With”");
    assert!(cm.index_nodes().len() > 50);
    let row = cm.find(&Code::cm("S06.0X1A").unwrap()).unwrap();
    assert!(cm.is_billable(row));
    let inferred: Vec<_> = report.taken.iter().filter_map(|t| t.inferred.as_deref()).collect();
    assert!(!inferred.is_empty() && report.left_alone.iter().any(|l| l.file.contains("README.md")));
}

#[test]
fn the_same_files_give_the_same_bytes_in_whatever_order_they_come() {
    let folders = ["icd10cm/2024-10", "icd10cm/2026-04", "icd10pcs", "hcpcs"].map(|f| mini().join(f));
    let forward: Vec<&Path> = folders.iter().map(PathBuf::as_path).collect();
    let backward: Vec<&Path> = forward.iter().rev().copied().collect();
    let mut made = Vec::new();
    for order in [&forward, &forward, &backward] {
        let (_folder, home) = fresh();
        install(&home, &request(order), &Silent).unwrap();
        made.push(answering(&home));
    }
    let (_folder, home) = fresh();
    for one in &backward {
        install(&home, &request(&[one]), &Silent).unwrap();
    }
    made.push(answering(&home));
    assert!(
        made.iter().all(|m| *m == made[0]),
        "{:?}",
        made.iter().map(|m| m.keys()).collect::<Vec<_>>()
    );
    assert_eq!(made[0].len(), 5);
}

#[test]
fn what_is_current_is_not_compiled_again() {
    let (folder, home) = fresh();
    // The order and codes files of October, which are lent to the tabular of April.
    let october = folder.path().join("2025-10");
    fs::create_dir_all(&october).unwrap();
    for (name, of) in [("icd10cm-order-2026.txt", "order"), ("icd10cm-codes-2026.txt", "codes")] {
        let from = mini().join(format!("icd10cm/2026-04/icd10cm-{of}-April-2026.txt"));
        fs::copy(from, october.join(name)).unwrap();
    }
    let april = mini().join("icd10cm/2026-04/icd10c-tabular-April-1-2026.xml");
    let all = request(&[&october, &april]);
    let built = |report: Report| report.built.len();
    assert_eq!(built(install(&home, &all, &Silent).unwrap()), 2);
    assert_eq!(built(install(&home, &all, &Silent).unwrap()), 0);
}

#[test]
fn only_the_systems_asked_for_are_taken() {
    let (_folder, home) = fresh();
    let asked = Request { only: vec![CodeSystem::Hcpcs], ..request(&[&mini()]) };
    let report = install(&home, &asked, &Silent).unwrap();
    assert!(report.taken.iter().all(|t| t.kind.system() == CodeSystem::Hcpcs));
    assert!(report.left_alone.iter().any(|l| l.why == "of ICD-10-CM, which was not asked for"));
}

#[test]
fn a_file_without_a_release_needs_one_given() {
    let (folder, home) = fresh();
    let file = folder.path().join("order.txt");
    fs::copy(mini().join("icd10cm/2026-04/icd10cm-order-April-2026.txt"), &file).unwrap();
    let Err(InstallError::Nothing(report)) = install(&home, &request(&[&file]), &Silent) else {
        panic!("a release was made up");
    };
    assert!(report.trouble[0].message.contains("--release"), "{:?}", report.trouble);
    let mut asked = request(&[&file]);
    asked.given[0].release = Some("soon".into());
    assert!(matches!(install(&home, &asked, &Silent), Err(InstallError::BadRelease(_))));
    asked.given[0].release = Some("2026-04".into());
    let report = install(&home, &asked, &Silent).unwrap();
    assert_eq!(report.taken[0].id.to_string(), "ICD-10-CM 2026-04-01");
}

fn zip_of(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(name, SimpleFileOptions::default()).unwrap();
    zip.write_all(bytes).unwrap();
    zip.finish().unwrap().into_inner()
}

fn utf16(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let units = text.encode_utf16().flat_map(u16::to_le_bytes);
    b"\xff\xfe".iter().copied().chain(units).collect()
}

/// A workbook whose column of this head has another.
fn without_column(workbook: &[u8], head: &str) -> Vec<u8> {
    let mut old = ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let mut part = old.by_index(at).unwrap();
        let (name, mut text) = (part.name().unwrap().into_owned(), String::new());
        part.read_to_string(&mut text).unwrap();
        new.start_file(name, SimpleFileOptions::default()).unwrap();
        new.write_all(text.replace(&format!(">{head}<"), ">Other<").as_bytes()).unwrap();
    }
    new.finish().unwrap().into_inner()
}

/// A damaged file by its name: the bytes, and the words that the message must have.
fn damaged() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let read = |name: &str| fs::read(mini().join(name)).unwrap();
    let tabular = read("icd10cm/2026-04/icd10c-tabular-April-1-2026.xml");
    let order = read("icd10cm/2026-04/icd10cm-order-April-2026.txt");
    let tables = read("icd10pcs/2026/icd10pcs_tables_2026.xml");
    let zip = zip_of("icd10c-tabular-April-1-2026.xml", &tabular);
    let poa = String::from_utf8(read("icd10cm/2026-04/POAexemptCodesFY26.txt")).unwrap();
    let workbook = read("hcpcs/2026-01/HCPC2026_JAN_ANWEB_01122026.xlsx");
    let half = |bytes: &[u8]| bytes[..bytes.len() / 2].to_vec();
    vec![
        ("2026-04/cut.zip", half(&zip), "zip"),
        ("2026-04/bomb.zip", zip_of("tabular.xml", &vec![b' '; 40 << 20]), "unpacks to more"),
        ("2026-04/icd10c-tabular-April-1-2026.xml", half(&tabular), "cut short"),
        ("2026-04/icd10cm-order-April-2026.txt", utf16(&order), "UTF-16"),
        ("2026-04/tabular-utf16.xml", utf16(&tabular), "UTF-16"),
        ("2026-04/empty.xml", Vec::new(), "empty"),
        ("2026/icd10pcs_tables_2026.xml", half(&tables), "XML is broken here"),
        (
            "2026-04/POAexemptCodesFY26.txt",
            poa.replace("POAexemptCode", "Code").into(),
            "layout of no file",
        ),
        ("2026-01/HCPC2026_JAN_ANWEB.xlsx", half(&workbook), "damaged or cut short"),
        ("2026-04/HCPC2026_APR_ANWEB.xlsx", without_column(&workbook, "HCPC"), "heads HCPC and RECID"),
        ("2026-04/guidelines.pdf", b"%PDF-1.7 cut".to_vec(), "PDF"),
        (
            "2026-04/code.xml",
            b"<ICD10CM.tabular><version>2026</version></ICD10CM.tabular>".to_vec(),
            "lists no code",
        ),
    ]
}

#[test]
fn a_damaged_file_is_told_and_what_was_installed_stays_to_the_byte() {
    let (folder, home) = fresh();
    install(&home, &request(&[&mini()]), &Silent).unwrap();
    let before = answering(&home);
    for (name, bytes, words) in damaged() {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        let Err(InstallError::Nothing(report)) = install(&home, &request(&[&path]), &Silent) else {
            panic!("{name} was taken");
        };
        let told: Vec<&str> = report
            .trouble
            .iter()
            .map(|t| t.message.as_str())
            .chain(report.left_alone.iter().map(|l| l.why.as_str()))
            .collect();
        assert!(told.len() == 1 && told[0].contains(words), "{name}: {told:?}");
        assert!(report.built.is_empty() && answering(&home) == before, "{name}");
        Library::open(home.root()).unwrap();
    }
}

#[test]
fn a_damaged_file_leaves_the_good_ones_beside_it_and_does_not_come_back() {
    let (folder, home) = fresh();
    let release = folder.path().join("2026-04");
    fs::create_dir_all(&release).unwrap();
    for name in ["icd10c-tabular-April-1-2026.xml", "icd10cm-order-April-2026.txt"] {
        fs::copy(mini().join("icd10cm/2026-04").join(name), release.join(name)).unwrap();
    }
    let index = fs::read(mini().join("icd10cm/2026-04/icd10cm_index_2026.xml")).unwrap();
    fs::write(release.join("icd10cm_index_2026.xml"), &index[..index.len() / 2]).unwrap();
    let report = install(&home, &request(&[&release]), &Silent).unwrap();
    assert_eq!((report.taken.len(), report.trouble.len(), report.built.len()), (2, 1, 1));
    assert!(report.trouble[0].what.ends_with("icd10cm_index_2026.xml"));
    let made = answering(&home);
    let again =
        install(&home, &request(&[&release.join("icd10cm-order-April-2026.txt")]), &Silent).unwrap();
    assert!(again.built.is_empty() && answering(&home) == made);
    assert!(open(&home, CodeSystem::Icd10Cm, "2026-04-01").index_nodes().is_empty());
}

#[test]
fn a_line_of_six_hundred_bytes_costs_at_most_itself() {
    let (folder, home) = fresh();
    let mut order = fs::read(mini().join("icd10cm/2026-04/icd10cm-order-April-2026.txt")).unwrap();
    let good = {
        install(&home, &request(&[&mini().join("icd10cm/2026-04")]), &Silent).unwrap();
        open(&home, CodeSystem::Icd10Cm, "2026-04-01").codes().len()
    };
    order.extend(b"99999 ".iter().chain([b'x'; 600].iter()).chain(b"\r\n"));
    let path = folder.path().join("icd10cm-order-April-2026.txt");
    fs::write(&path, order).unwrap();
    let report = install(&home, &request(&[&path]), &Silent).unwrap();
    let told: Vec<String> = report.problems.iter().map(|(_, p)| p.to_string()).collect();
    assert!(told.iter().any(|t| t.starts_with("line 305")), "{told:?}");
    assert_eq!(open(&home, CodeSystem::Icd10Cm, "2026-04-01").codes().len(), good);
}

/// Counts of the releases in shared, with what each proves.
#[test]
fn the_codes_of_2026_are_the_announced_ones_once_installed() {
    let folders = ["icd10cm/2026", "icd10cm/2026-04", "icd10pcs", "hcpcs"];
    let Some(paths) = folders.iter().map(|f| shared_files::path(f)).collect::<Option<Vec<_>>>() else {
        return;
    };
    let (_folder, home) = fresh();
    let paths: Vec<&Path> = paths.iter().map(PathBuf::as_path).collect();
    let report = install(&home, &request(&paths), &Silent).unwrap();
    assert!(report.trouble.is_empty(), "{:?}", report.trouble);
    let count = |system, from: &str, name: &str| open(&home, system, from).meta().count(name);
    let (cm, pcs, hcpcs) = (CodeSystem::Icd10Cm, CodeSystem::Icd10Pcs, CodeSystem::Hcpcs);
    assert_eq!(count(cm, "2026-04-01", "billable"), 74_719);
    assert_eq!(count(cm, "2025-10-01", "billable"), 74_719);
    assert_eq!(count(cm, "2026-04-01", "guideline sections"), 495);
    assert_eq!(count(pcs, "2024-10-01", "billable"), 78_948);
    assert_eq!(count(pcs, "2024-10-01", "codes without a table"), 0);
    assert_eq!(count(pcs, "2025-10-01", "codes without a table"), 206);
    for (from, codes, modifiers) in [("2026-01-01", 8623, 383), ("2019-01-01", 6440, 360)] {
        assert_eq!(count(hcpcs, from, "billable"), codes);
        assert_eq!(count(hcpcs, from, "modifiers"), modifiers);
    }
}

/// The fee schedule and the edits in shared, each in force for its own time.
#[test]
fn fee_schedule_and_edits_answer_for_their_own_dates_once_installed() {
    use medcode_kb::query::{Standing, Table};
    use medcode_kb::tables::mue::MueSetting;
    let Some(paths) =
        ["pfs-2024", "ncci"].iter().map(|f| shared_files::path(f)).collect::<Option<Vec<_>>>()
    else {
        return;
    };
    let (_folder, home) = fresh();
    let paths: Vec<&Path> = paths.iter().map(PathBuf::as_path).collect();
    let report = install(&home, &request(&paths), &Silent).unwrap();
    assert!(report.trouble.is_empty() && report.problems.is_empty(), "{:?}", report.problems);
    let built: Vec<String> = report.built.iter().map(|b| b.id.from.to_string()).collect();
    assert_eq!(built, ["2024-01-01", "2024-07-01", "2026-04-01", "2026-07-01"]);
    let library = Library::open(home.root()).unwrap();
    let code = |text: &str| Code::procedure(text).unwrap();
    let on = |day: &str, nearest| library.procedures(day.parse().unwrap(), nearest).unwrap();
    let august = on("2024-08-01", false);
    let visit = august.pfs(&code("99213")).unwrap();
    assert_eq!((visit.status(), visit.global(), visit.total(false)), ('A', "XXX", 273));
    assert_eq!(august.pfs_with(&code("71046"), "26").unwrap().rvu[0].get(), 22);
    let unlikely = august.mue(&code("99213"), MueSetting::Practitioner).unwrap();
    assert!(unlikely.value > 0 && unlikely.indicator > 0 && !unlikely.rationale.is_empty());
    assert!(august.table(Table::AddOn).is_none());
    assert_eq!(august.standing(&code("99213")), Standing::Listed(Table::Pfs));
    assert_eq!(august.standing(&code("99999")), Standing::NotListed(Table::Pfs));
    assert_eq!(august.standing(&code("0002M")), Standing::Listed(Table::Mue(MueSetting::Practitioner)));
    // A quarter holds for its quarter, the schedule for its year.
    let october = on("2024-10-01", false);
    assert!(october.table(Table::Mue(MueSetting::Practitioner)).is_none());
    assert!(october.pfs(&code("J1885")).is_some());
    assert_eq!(on("2023-05-01", false).standing(&code("99213")), Standing::NoData);
    assert_eq!(on("2026-05-12", false).standing(&code("99999")), Standing::Unproven);
    let near = on("2026-05-12", true);
    assert!(near.table(Table::Pfs).unwrap().mismatch && near.pfs(&code("99213")).is_some());
    let add_on = near.add_on(&code("99292")).unwrap();
    assert_eq!((add_on.kind, add_on.contractor_defined), (1, false));
    assert!(add_on.primaries.contains(&code("99291")));
    assert_eq!(near.add_on(&code("99213")), None);
}

/// The licensee's files in every layout, all of numbers and nonsense of ours.
fn licensed() -> Vec<(&'static str, String)> {
    use crate::sources::ama::synthetic;
    vec![
        ("LONGULT.txt", synthetic::long_tabs()),
        ("MEDU.txt", synthetic::fixed(6, 48)),
        ("SHORTU.txt", synthetic::fixed(3, 28)),
        ("MODUL.txt", synthetic::modifiers()),
        ("ConsolidatedCodeList.txt", synthetic::consolidated()),
        ("ClinicianDescriptor.txt", synthetic::clinician()),
        ("ConsumerDescriptor.txt", synthetic::consumer()),
    ]
}

#[test]
fn a_licensees_files_are_installed_and_their_words_are_marked() {
    use crate::sources::ama::synthetic::descriptor;
    use medcode_kb::query::{Standing, Table};
    let (folder, home) = fresh();
    let cpt = folder.path().join("cpt-2026");
    fs::create_dir_all(&cpt).unwrap();
    licensed().iter().for_each(|(name, text)| fs::write(cpt.join(name), text).unwrap());
    let asked = Request { only: vec![CodeSystem::Cpt], ..request(&[&cpt, &mini()]) };
    let report = install(&home, &asked, &Silent).unwrap();
    assert!(report.trouble.is_empty() && report.problems.is_empty(), "{:?}", report.problems);
    assert_eq!((report.taken.len(), report.built.len()), (7, 1));
    let release = open(&home, CodeSystem::Cpt, "2026-01-01");
    let code = |text: &str| Code::procedure(text).unwrap();
    let row = release.find(&code("00001")).unwrap();
    assert_eq!(release.title(row), descriptor("00001", 20));
    assert_eq!(release.short_title(row), descriptor("00001", 3));
    assert_eq!(release.details(row).count(), 4);
    assert_eq!(release.meta().counts, [("billable".into(), 4), ("modifiers".into(), 5)]);
    assert!(release.has_licensed_text());
    // Nothing but marked sections holds a word of the descriptors.
    for (name, _, marked) in release.file().sections() {
        let words = release.file().section(name).windows(6).any(|w| w.eq_ignore_ascii_case(b"cradle"));
        assert!(marked || !words, "{name}");
    }
    let library = Library::open(home.root()).unwrap();
    let on = |day: &str| library.procedures(day.parse().unwrap(), false).unwrap();
    assert_eq!(on("2026-12-31").standing(&code("00001")), Standing::Listed(Table::Cpt));
    assert_eq!(on("2026-12-31").standing(&code("00009")), Standing::NotListed(Table::Cpt));
    assert_eq!(on("2027-01-01").standing(&code("00001")), Standing::NoData);
    // One file at a time, the last first, gives the same bytes.
    let made = answering(&home);
    let (_folder, home) = fresh();
    for (name, _) in licensed().iter().rev() {
        let asked = Request { only: vec![CodeSystem::Cpt], ..request(&[&cpt.join(name)]) };
        install(&home, &asked, &Silent).unwrap();
    }
    assert!(answering(&home) == made);
}

#[test]
fn public_files_are_not_marked_as_licensed() {
    let (folder, home) = fresh();
    let file = folder.path().join("MCR_MUE_PractitionerServices_Eff_04-01-2026.csv");
    fs::write(&file, "HCPCS/CPT Code,Practitioner Services MUE Values,MUE Rationale\n0001Z,2,why\n")
        .unwrap();
    install(&home, &request(&[&file]), &Silent).unwrap();
    let release = open(&home, CodeSystem::Cpt, "2026-04-01");
    assert!(!release.has_licensed_text() && release.codes().is_empty());
}
