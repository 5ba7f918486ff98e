//! Walking what is installed: a code over the releases, the Index by its own words, what stands beside.

mod common;

use common::{day, mini};
use medcode::AsOf;
use medcode::kb::tables::index::IndexKind;
use medcode::model::{Code, CodeSystem};

fn as_of() -> AsOf {
    mini().as_of(Some(day("2026-05-01")), None, day("2026-05-01"), false)
}

fn path(words: &[&str]) -> Vec<String> {
    words.iter().map(ToString::to_string).collect()
}

#[test]
fn a_code_is_told_release_by_release_the_newest_first() {
    let told = |code: &str| -> Vec<(String, bool, bool)> {
        let history = mini().history(&Code::cm(code).unwrap()).unwrap();
        history.releases.iter().map(|r| (r.release.from.to_string(), r.valid, r.billable)).collect()
    };
    let row = |from: &str, valid, billable| (from.to_owned(), valid, billable);
    assert_eq!(told("E11.A"), [row("2026-04-01", true, true), row("2024-10-01", false, false)]);
    assert_eq!(told("R10.2"), [row("2026-04-01", true, false), row("2024-10-01", true, true)]);
}

#[test]
fn the_index_is_walked_by_its_own_words() {
    let at = |words: &[&str]| {
        let book = Some(IndexKind::Alphabetic);
        mini().index_at(CodeSystem::Icd10Cm, book, &path(words), as_of()).unwrap().unwrap().found
    };
    let (terms, _) = mini().index_terms(IndexKind::Alphabetic, "d", 500, as_of()).unwrap();
    assert!(!terms.is_empty());
    assert!(terms.iter().all(|t| t.title.to_lowercase().as_str() >= "d"));
    for term in &terms {
        let found = at(&[&term.title]);
        assert_eq!(found[0].0.below, term.below, "{}", term.title);
        for line in found[0].1.iter() {
            let words: Vec<&str> = line.path.iter().map(String::as_str).collect();
            assert_eq!(at(&words)[0].0.path, line.path);
        }
    }
    assert!(at(&["no such term"]).is_empty());
    assert!(at(&[]).is_empty());
}

#[test]
fn every_link_of_the_index_that_leads_somewhere_can_be_followed() {
    let mut followed = 0;
    for book in [IndexKind::Alphabetic, IndexKind::ExternalCause] {
        let (terms, _) = mini().index_terms(book, "", 5000, as_of()).unwrap();
        for term in terms {
            let all = mini().index_at(CodeSystem::Icd10Cm, Some(book), &[term.title], as_of());
            let found = all.unwrap().unwrap().found;
            for to in found.iter().flat_map(|(line, below)| [line].into_iter().chain(below)) {
                for target in to.links_to.iter().filter(|t| !t.is_empty()) {
                    let there = mini().index_at(CodeSystem::Icd10Cm, None, target, as_of());
                    assert!(!there.unwrap().unwrap().found.is_empty(), "{target:?}");
                    followed += 1;
                }
            }
        }
    }
    assert!(followed > 0);
}

#[test]
fn what_stands_beside_a_code_has_the_code_among_it() {
    for code in ["E11.22", "E11", "W19.XXXA"] {
        let code = Code::cm(code).unwrap();
        let beside = mini().beside(&code, as_of()).unwrap();
        assert!(beside.iter().any(|i| i.key == code.to_string()), "{code}: {beside:?}");
    }
    let none = mini().beside(&Code::new(CodeSystem::Hcpcs, "J1100").unwrap(), as_of()).unwrap();
    assert!(none.is_empty());
}
