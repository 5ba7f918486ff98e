//! Is what we write valid FHIR R4, to a model that is not ours (`fhir.resources` for 4.0.1, a test
//! tool that pip installs into a folder of the build; the test fails where it cannot be), is it read
//! back as it was, and do FHIR documents survive being written again?

mod common;
mod sample;

use common::{fixture, read};
use medcode_formats::Format;
use medcode_formats::fhir::{Along, NoteSource, Original, write_again, write_claims};
use medcode_formats::json::{Value, parse};
use medcode_model::{Claim, Code};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use std::path::{Path, PathBuf};
use std::process::Command;

fn run(command: &mut Command) -> String {
    let out = command.output().unwrap_or_else(|e| panic!("{command:?}: {e}"));
    let said = String::from_utf8_lossy(&out.stdout).into_owned();
    let errors = String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success(), "{command:?}\n{said}\n{errors}");
    said
}

/// A Python that has fhir.resources, in a folder of the build.
fn python() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fhir-resources");
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let has = Command::new(&python).args(["-c", "import fhir.resources"]).output();
    if !has.is_ok_and(|o| o.status.success()) {
        let system = if cfg!(windows) { "python" } else { "python3" };
        run(Command::new(system).args(["-m", "venv", "--clear"]).arg(&folder));
        let packages = ["fhir.resources==6.4.0", "pydantic==1.10.26"];
        run(Command::new(&python).args(["-m", "pip", "install", "--quiet"]).args(packages));
    }
    python
}

fn along<'a>() -> Along<'a> {
    Along { recorded: "2026-05-20T09:30:00Z".into(), agent: "medcode".into(), ..Along::default() }
}

fn written(claims: &[Claim], along: &Along<'_>) -> String {
    let mut out = Vec::new();
    write_claims(claims, along, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn again(document: &str) -> String {
    let claims = read(document.as_bytes(), Format::Fhir).claims;
    let mut out = Vec::new();
    write_again(document, &claims, &along(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Claims of our own of every kind, from fixtures and drawn at random.
fn all() -> Vec<Vec<Claim>> {
    let mut runner = TestRunner::deterministic();
    let drawn = (0..8).map(|_| sample::claims().new_tree(&mut runner).unwrap().current());
    let files = [
        ("claims.json", Format::Json),
        ("claims.csv", Format::Csv),
        ("coded.json", Format::Json),
        ("visits.837", Format::X12),
        ("stay.837", Format::X12),
        ("dental.837", Format::X12),
    ];
    let read = files.into_iter().map(|(name, format)| read(&fixture(name), format).claims);
    drawn.chain(read).collect()
}

/// FHIR documents of our own.
const DOCUMENTS: [&str; 3] =
    ["fhir/claim-professional.json", "fhir/bundle-stay.json", "fhir/visits.ndjson"];

#[test]
fn fhir_resources_finds_every_document_valid() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fhir-written");
    std::fs::create_dir_all(&folder).unwrap();
    let mut texts: Vec<String> = all().iter().map(|claims| written(claims, &along())).collect();
    texts.push(with_evidence(Some(NOTE)));
    texts.push(with_evidence(None));
    texts.push(again(&String::from_utf8(fixture("fhir/bundle-stay.json")).unwrap()));
    let mut names = Vec::new();
    for (n, text) in texts.iter().enumerate() {
        let name = folder.join(format!("{n}.json"));
        std::fs::write(&name, text).unwrap();
        names.push(name);
    }
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/claims/fhir");
    names.extend(
        ["bundle-stay", "claim-professional", "eob-institutional", "two-coverages"]
            .map(|n| fixtures.join(format!("{n}.json"))),
    );
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/independent/fhir_valid.py");
    let said = run(Command::new(python()).arg(script).args(&names));
    assert!(said.contains(&format!("{} files, 0 not valid", names.len())), "{said}");
}

const NOTE: &str = "Größe 170 cm. T2DM with CKD 3b today.";

/// A coded note whose first code is found in its 15th to 18th character.
fn with_evidence(text: Option<&str>) -> String {
    let claims = read(&fixture("coded.json"), Format::Json).claims;
    let start = NOTE.find("T2DM").unwrap();
    let evidence = [(Code::cm("E11.22").unwrap(), vec![(start, start + 4)])].into();
    let places = [(Code::cm("E11.22").unwrap(), vec!["page 2, line 14".to_owned()])].into();
    let original = Some(Original { name: "visit.pdf", media_type: "application/pdf", places });
    let note = Some(NoteSource { id: "n1", text, evidence, original });
    written(&claims, &Along { note, ..along() })
}

fn resources<'v, 'a>(bundle: &'v Value<'a>, kind: &str) -> Vec<&'v Value<'a>> {
    let all = bundle.list("entry").iter().filter_map(|e| e.get("resource"));
    all.filter(|r| r.said("resourceType") == kind).collect()
}

#[test]
fn the_words_of_the_note_are_told_by_characters() {
    for (text, offset) in [(Some(NOTE), "14"), (None, "16")] {
        let document = with_evidence(text);
        let bundle = parse(&document).unwrap();
        let condition = resources(&bundle, "Condition")[0];
        let extension = &condition.list("extension")[0];
        assert_eq!(
            extension.said("url"),
            "http://hl7.org/fhir/StructureDefinition/derivation-reference"
        );
        let part = |name: &str| {
            let found = extension.list("extension").iter().find(|e| e.said("url") == name);
            found.unwrap_or_else(|| panic!("no {name}"))
        };
        assert_eq!(part("offset").get("valueInteger").and_then(Value::digits), Some(offset));
        assert_eq!(part("length").get("valueInteger").and_then(Value::digits), Some("4"));
        let address = part("reference").get("valueReference").unwrap().said("reference");
        let note = bundle.list("entry").iter().find(|e| e.said("fullUrl") == address).unwrap();
        assert_eq!(note.get("resource").unwrap().said("resourceType"), "DocumentReference");
        let all = resources(&bundle, "Provenance");
        assert_eq!(all[0].list("entity")[0].list("extension").len(), 1);
        let [_, quoted] = all[0].list("entity") else { panic!("the place in the original is missing") };
        let what = quoted.get("what").unwrap();
        assert_eq!((quoted.said("role"), what.said("display")), ("quotation", "page 2, line 14"));
        let of = |at: &str| bundle.list("entry").iter().find(|e| e.said("fullUrl") == at).unwrap();
        let original = of(what.said("reference")).get("resource").unwrap();
        let attachment = original.list("content")[0].get("attachment").unwrap();
        assert_eq!(
            (attachment.said("title"), attachment.said("contentType")),
            ("visit.pdf", "application/pdf")
        );
        let related = &note.get("resource").unwrap().list("relatesTo")[0];
        assert_eq!(related.get("target").unwrap().said("reference"), what.said("reference"));
        assert_eq!(all[1].list("entity").len(), 1, "a code without a place has none");
        assert_eq!(all.len(), 4, "two conditions, a service, the claim");
    }
}

#[test]
fn what_is_not_understood_survives() {
    for name in DOCUMENTS {
        let document = String::from_utf8(fixture(name)).unwrap();
        let out = again(&document);
        let bundle = parse(&out).unwrap();
        let mut originals = Vec::new();
        medcode_formats::json::elements(document.as_bytes(), |part| {
            if !part.shell {
                originals.push(String::from_utf8(part.bytes.to_vec()).unwrap());
            }
            true
        })
        .unwrap();
        assert!(bundle.list("entry").len() >= originals.len());
        for (original, entry) in originals.iter().zip(bundle.list("entry")) {
            let value = parse(original).unwrap();
            let resource = value.get("resource").unwrap_or(&value);
            assert!(same(resource, entry.get("resource").unwrap()), "{name}");
        }
    }
    let out = again(&String::from_utf8(fixture("fhir/bundle-stay.json")).unwrap());
    assert_eq!(resources(&parse(&out).unwrap(), "Claim").len(), 1, "the stay has no Claim of its own");
}

/// Whether two values say the same, wherever they stand.
fn same(a: &Value<'_>, b: &Value<'_>) -> bool {
    use medcode_formats::json::Kind;
    match (&a.kind, &b.kind) {
        (Kind::List(a), Kind::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Kind::Object(a), Kind::Object(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|((n, a), (m, b))| n == m && same(a, b))
        }
        (a, b) => a == b,
    }
}

#[test]
fn claims_are_read_back_as_they_were_written() {
    let mut runner = TestRunner::deterministic();
    for _ in 0..64 {
        let claims = sample::claims().new_tree(&mut runner).unwrap().current();
        let read = read(written(&claims, &along()).as_bytes(), Format::Fhir).claims;
        let shown = |claims: &[Claim]| claims.iter().map(comparable).collect::<String>();
        assert_eq!(shown(&read), shown(&claims));
    }
}

/// What FHIR carries of a claim: a professional line without a place has that of its claim, and
/// codes are written as the field writes them.
fn comparable(claim: &Claim) -> String {
    let mut claim = claim.clone();
    for diagnosis in &mut claim.diagnoses {
        diagnosis.code.text = diagnosis.code.code.map(|c| c.to_string().into()).unwrap_or_default();
    }
    for line in &mut claim.lines {
        if claim.kind != medcode_model::ClaimKind::Institutional && line.place.is_none() {
            line.place = Some(claim.place.clone()).filter(|p| !p.is_empty());
        }
    }
    common::shown(&claim)
}

#[test]
fn a_claim_with_cpt_numbers_says_whose_they_are() {
    let claims = read(&fixture("claims.json"), Format::Json).claims;
    let cpt = |c: &Claim| {
        let codes = c.lines.iter().filter_map(|l| l.code.as_ref()?.code);
        codes.into_iter().any(|code| code.system() == medcode_model::CodeSystem::Cpt)
    };
    let text = written(&claims, &along());
    let bundle = parse(&text).unwrap();
    let told: Vec<bool> = resources(&bundle, "Claim")
        .into_iter()
        .map(|c| c.get("text").is_some_and(|t| t.said("div").contains("American Medical Association")))
        .collect();
    assert_eq!(told, claims.iter().map(cpt).collect::<Vec<_>>());
    assert!(told.contains(&true), "the fixture has CPT numbers");
}
