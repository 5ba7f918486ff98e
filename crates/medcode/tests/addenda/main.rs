//! Does the difference of two releases equal what the publisher's addenda say of it?
//!
//! Needs the official files beside the project and says so where they are not there.

mod publisher;

use medcode::Engine;
use medcode::diff::{
    Action, Addendum, Comparison, Part, codes_addenda, compare, order_addenda, poa_addenda,
};
use medcode::model::CodeSystem;
use medcode::release::home::Home;
use medcode::release::input::{Entry as Packed, Input};
use medcode::release::install::{Request, install};
use medcode::release::progress::Silent;
use publisher::{Entry, Layout, read};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// The folder of official files, beside the project or beside a folder it lies in.
fn shared() -> Option<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found = here.ancestors().map(|a| a.join("shared/codesets")).find(|f| f.is_dir());
    if found.is_none() {
        println!("not checked: no folder shared/codesets beside the project");
    }
    found
}

/// An engine over some of the official files.
fn engine(name: &str, files: &[PathBuf]) -> Engine {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("addenda").join(name);
    let _ = std::fs::remove_dir_all(&home);
    install(&Home::at(home.clone()), &Request::of(files), &Silent).expect("the official files install");
    Engine::open(&home).expect("the home opens")
}

fn comparison(engine: &Engine, system: CodeSystem, before: &str, after: &str) -> Comparison {
    let started = Instant::now();
    let mut diff = compare(engine.library(), Some(system), before, after).expect("both are installed");
    let took = started.elapsed();
    println!("{before} to {after}: {took:?}");
    assert!(took.as_secs_f32() < 3.0, "took {took:?}");
    diff.systems.remove(0)
}

/// A text inside an archive.
fn unpacked(archive: &Path, name: &str) -> String {
    let mut input = Input::open(archive);
    loop {
        match input.next() {
            Some(Packed::File(file)) if file.place.name == name => {
                return String::from_utf8(file.bytes).expect("the addenda are text");
            }
            Some(_) => {}
            None => panic!("{name} is not in {}", archive.display()),
        }
    }
}

fn entry(a: &Addendum) -> Entry {
    Entry {
        code: a.code.compact().to_owned(),
        action: a.action.printed().to_owned(),
        flag: a.billable.map_or_else(String::new, |b| u8::from(b).to_string()),
        short: a.short.clone().unwrap_or_default(),
        long: a.long.clone(),
    }
}

/// Every entry on both sides, and the publisher's own totals.
fn assert_equal(ours: &[Addendum], theirs: &str, layout: Layout, short: bool) {
    let (mut theirs, totals) = read(theirs, layout);
    let of = |action: &str| theirs.iter().filter(|e| e.action == action).count();
    assert_eq!([of("Add:"), of("Delete:"), of("Revise from:")], totals, "the addenda are read in whole");
    let mut ours: Vec<Entry> = ours.iter().map(entry).collect();
    if !short {
        theirs.iter_mut().chain(&mut ours).for_each(|e| e.short.clear());
    }
    println!("{layout:?}: {} entries", theirs.len());
    assert!(theirs.len() > 100);
    theirs.sort();
    ours.sort();
    let lacks: Vec<&Entry> = theirs.iter().filter(|e| ours.binary_search(e).is_err()).collect();
    let more: Vec<&Entry> = ours.iter().filter(|e| theirs.binary_search(e).is_err()).collect();
    assert!(
        lacks.is_empty() && more.is_empty(),
        "{} not told: {:#?}\n{} told and not printed: {:#?}",
        lacks.len(),
        &lacks[..lacks.len().min(8)],
        more.len(),
        &more[..more.len().min(8)],
    );
    assert_eq!(ours, theirs);
}

#[test]
fn fy2016_to_fy2017_from_the_tabulars_is_what_the_addenda_print() {
    let Some(shared) = shared() else { return };
    let cm = shared.join("icd10cm");
    let engine = engine(
        "2017",
        &[cm.join("2016/ICD10CM_FY2016_ Full_ XML.ZIP"), cm.join("2017/ICD10CM_FY2017_Full_XML.zip")],
    );
    let found = comparison(&engine, CodeSystem::Icd10Cm, "FY2016", "FY2017");
    let text = |name: &str| std::fs::read_to_string(cm.join("2017").join(name)).expect("addenda");
    let codes = text("icd10cm_codes_addenda_2017.txt");
    assert_equal(&codes_addenda(&found), &codes, Layout::Codes, true);
    // The XML has no short titles.
    let order = text("icd10cm_order_addenda_2017.txt");
    assert_equal(&order_addenda(&found), &order, Layout::Order, false);
    for part in [Part::Notes, Part::Seventh, Part::Index, Part::Neoplasm, Part::Drug] {
        assert!(found.compared.contains(&part), "{part:?}");
    }
    assert!(found.no_data.iter().any(|n| n.part == Part::Poa));
}

#[test]
fn fy2025_to_fy2026_from_the_order_files_is_what_the_addenda_print() {
    let Some(shared) = shared() else { return };
    let cm = shared.join("icd10cm");
    let descriptions = cm.join("2026/icd10cm-Code Descriptions-2026.zip");
    let poa = cm.join("2026/POAexemptCodesFY26.zip");
    let engine = engine(
        "2026",
        &[
            cm.join("2025/ICD10-CM Code Descriptions 2025.zip"),
            cm.join("2025/POAexemptCodesFY25.zip"),
            descriptions.clone(),
            poa.clone(),
            cm.join("2026/ICD-10-CM-CONVERSION-TABLE-FY2026.xlsx"),
        ],
    );
    let found = comparison(&engine, CodeSystem::Icd10Cm, "FY2025", "FY2026");
    let codes = unpacked(&descriptions, "icd10cm-codes-addenda-2026.txt");
    assert_equal(&codes_addenda(&found), &codes, Layout::Codes, true);
    let order = unpacked(&descriptions, "icd10cm-order-addenda-2026.txt");
    assert_equal(&order_addenda(&found), &order, Layout::Order, true);
    let ours = |action: Action| {
        let all = poa_addenda(&found);
        let mut codes: Vec<String> =
            all.iter().filter(|a| a.action == action).map(|a| a.code.compact().to_owned()).collect();
        codes.sort();
        codes
    };
    let added = publisher::poa(&unpacked(&poa, "POAexemptAddCodesFY26.txt"));
    let deleted = publisher::poa(&unpacked(&poa, "POAexemptDeleteCodesFY26.txt"));
    println!("POA: {} added, {} deleted", added.len(), deleted.len());
    assert_eq!(ours(Action::Add), added);
    assert_eq!(ours(Action::Delete), deleted);
    assert!(found.no_data.iter().any(|n| n.part == Part::Notes), "an order file has no notes");
}

/// The publisher compares with its April 2025 files, we with those of October 2024: every entry
/// must be told, and what is told beyond them must make up the difference of the two.
#[test]
fn icd10pcs_fy2025_to_fy2026_tells_every_entry_of_the_order_addenda() {
    let Some(shared) = shared() else { return };
    let pcs = shared.join("icd10pcs");
    let newer = pcs.join("2026/cms_2026_pr.zip");
    let engine = engine("pcs", &[pcs.join("2025/cms_2025_pr.zip"), newer.clone()]);
    let found = comparison(&engine, CodeSystem::Icd10Pcs, "FY2025", "FY2026");
    let text = unpacked(&newer, "order_addenda_2026.txt");
    let base =
        |line: &str| line.trim().strip_suffix("codes in icd10pcs_order_2025.txt")?.trim().parse().ok();
    let base: usize = text.lines().find_map(base).expect("the addenda say what they compare with");
    let (mut theirs, totals) = read(&text, Layout::PcsOrder);
    let of = |action: &str| theirs.iter().filter(|e| e.action == action).count();
    assert_eq!([of("Add:"), of("Delete:"), of("Revise from:")], totals, "the addenda are read in whole");
    // The knowledge base has no rows for the three characters of a table.
    theirs.retain(|e| e.code.len() == 7);
    let mut ours: Vec<Entry> = order_addenda(&found).iter().map(entry).collect();
    ours.iter_mut().for_each(|e| e.flag.clear());
    let lacks: Vec<&Entry> = theirs.iter().filter(|e| !ours.contains(e)).collect();
    assert!(lacks.is_empty(), "not told: {lacks:#?}");
    let more = |action: &str| ours.iter().filter(|e| e.action == action && !theirs.contains(e)).count();
    assert_eq!(found.totals[0].billable + more("Add:") - more("Delete:"), base);
}
