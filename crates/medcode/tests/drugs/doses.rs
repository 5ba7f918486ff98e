//! Does each dose sentence give the lines that a coder would report?

use crate::file;
use medcode::kb::query::{Library, Release};
use medcode::model::{BillingContext, Code, CodeSystem, Coded, Date, Setting, Suggestion};
use medcode_note::Document;
use medcode_services::{Desk, Encounter, Releases};

/// The share of sentences that must be right.
const BAR: f64 = 0.98;

const SENTENCES: &str = include_str!("../../../medcode-services/tests/doses.tsv");

struct Case {
    sentence: &'static str,
    expect: &'static str,
    visit: &'static str,
}

fn cases() -> Vec<Case> {
    let lines = SENTENCES
        .lines()
        .filter(|l| !l.starts_with('#') && !l.starts_with("sentence\t") && !l.is_empty());
    lines
        .map(|l| {
            let cells: Vec<&str> = l.split('\t').collect();
            assert_eq!(cells.len(), 3, "{l}");
            Case { sentence: cells[0], expect: cells[1], visit: cells[2] }
        })
        .collect()
}

#[test]
fn dose_sentences_give_their_lines() {
    let Some(library) = file::official() else { return };
    let cases = cases();
    assert!(cases.len() >= 300);
    let wrong: Vec<String> = measure(library, &cases);
    let right = 1.0 - wrong.len() as f64 / cases.len() as f64;
    println!("{} of {} wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
    assert!(right >= BAR, "{right:.3} right");
}

/// The same on rows of our own, so that it is tried everywhere.
#[test]
fn dose_sentences_give_their_lines_without_the_official_file() {
    let cases = cases();
    let wrong = measure(&file::ours(), &cases);
    let right = 1.0 - wrong.len() as f64 / cases.len() as f64;
    assert!(right >= BAR, "{right:.3} right:\n{}", wrong.join("\n"));
}

fn measure(library: &Library, cases: &[Case]) -> Vec<String> {
    let day: Date = "2026-02-10".parse().expect("a date");
    let release = library.as_of(CodeSystem::Hcpcs, day, false).expect("the file answers").release;
    let desk = Desk::new();
    let answers = cases.iter().map(|c| (c, answer(&desk, release, day, c)));
    let differs = answers.filter(|(c, found)| sorted(c.expect) != sorted(found));
    differs
        .map(|(c, found)| format!("{}\n    want {}\n    got  {found}", c.sentence, c.expect))
        .collect()
}

fn sorted(lines: &str) -> Vec<&str> {
    let mut all: Vec<&str> = lines.split(' ').collect();
    all.sort_unstable();
    all
}

/// The lines of a sentence, as the table writes them.
fn answer(desk: &Desk, release: &Release, date: Date, case: &Case) -> String {
    let told = |key: &str| {
        case.visit.split(';').find_map(|p| p.strip_prefix(key)).map(|v| v.trim_start_matches('='))
    };
    let setting = told("setting").map_or(Setting::Office, |s| Setting::parse(s).expect("a setting"));
    let billing = told("billing")
        .map_or(BillingContext::of(setting), |b| BillingContext::parse(b).expect("a billing context"));
    let diagnoses: Vec<Suggestion> =
        told("dx").map(|all| all.split(',').map(diagnosis).collect()).unwrap_or_default();
    let doc = Document::read(case.sentence);
    let services = desk.code(&Encounter {
        doc: &doc,
        setting,
        billing,
        age: told("age").map_or(Some(45.0), |a| a.parse().ok()),
        sex: None,
        date,
        diagnoses: &diagnoses,
        quality: false,
        seen: None,
        releases: Releases { hcpcs: Some(release), ..Releases::default() },
    });
    let lines =
        services.suggestions.iter().filter(|s| s.coded.path.first().is_some_and(|p| p == "drug"));
    let mut out: Vec<String> = lines
        .map(|s| {
            let waste = if s.modifiers.iter().any(|m| m == "JW") { "-JW" } else { "" };
            format!("{}{waste}x{}", s.coded.code.compact(), s.units.unwrap_or(0))
        })
        .collect();
    if out.is_empty() {
        // Other steps of the desk ask too, of the visit.
        let asks = |q: &medcode::model::Query| q.options.iter().any(|o| o.starts_with("Dose"));
        out.push(if services.queries.iter().any(asks) { "query" } else { "none" }.to_owned());
    }
    out.join(" ")
}

fn diagnosis(code: &str) -> Suggestion {
    Suggestion {
        coded: Coded {
            code: Code::new(CodeSystem::Icd10Cm, code).expect("a code"),
            title: String::new(),
            evidence: Vec::new(),
            path: Vec::new(),
            path_source: String::new(),
        },
        rank: 1,
        confidence: 1.0,
        reasons: Vec::new(),
        authority: Vec::new(),
        modifiers: Vec::new(),
        units: None,
        poa: None,
        billing_context: None,
        pointers: Vec::new(),
    }
}
