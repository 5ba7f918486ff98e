//! Is the tree of the Guidelines read from the PDF and from the text alike?

use super::*;
use crate::sources::shared_files;
use std::path::Path;

const SAMPLE: &[u8] =
    include_bytes!("../../../../../../fixtures/mini-release/icd10cm/2026-04/icd10cm_guidelines.txt");

const TEXT: &str = "reference/icd10cm_guidelines.txt";
const BOOKS: [(&str, usize); 3] = [
    ("icd10cm/2025/icd-10-cm-FY25-guidelines-october -2024.pdf", 489),
    ("icd10cm/2025-04/ICD-10-CM-April-1-FY25-Guidelines.pdf", 491),
    ("icd10cm/2026/ICD-10-CM-October-2025-Guidelines.pdf", 495),
];

#[test]
fn the_sample_is_read_into_its_tree() {
    let book = read(SAMPLE);
    assert_eq!(book.problems, []);
    let numbers: Vec<&str> = book.value.iter().map(|s| s.number.as_str()).collect();
    assert_eq!(
        numbers,
        [
            "I",
            "I.A",
            "I.A.1",
            "I.A.12",
            "I.A.12.a",
            "I.A.12.b",
            "I.A.15",
            "I.B",
            "I.B.1",
            "I.C",
            "I.C.4",
            "I.C.4.a",
            "I.C.4.a.1",
            "I.C.4.a.3",
            "II",
            "II.A",
            "IV",
            "IV.H",
            "Appendix I",
        ]
    );
    let of = |number: &str| book.value.iter().find(|s| s.number == number).unwrap();
    let first = of("I");
    assert_eq!(first.title, "Conventions, general coding guidelines and chapter specific guidelines");
    assert_eq!(first.text, "What stands here holds in every setting.");
    let lists = of("I.A.1");
    assert!(
        lists.text.ends_with(
            "Look in both.\nSee Section I.C.4. Endocrine, Nutritional, and Metabolic Diseases"
        )
    );
    assert_eq!((of("I.A.15").page_from, of("I.B").page_from), (2, 3));
    let appendix = of("Appendix I");
    assert_eq!(appendix.title, "Present on Admission Reporting Guidelines");
    assert!(appendix.text.starts_with("Introduction They say"));
}

#[test]
fn what_is_no_book_is_told_and_a_missing_section_too() {
    for (bytes, expected) in [
        (&b""[..], "no section of the Official Guidelines"),
        (b"nothing", "no section of the Official Guidelines"),
        (b"%PDF-1.7 cut", "the PDF cannot be read"),
        (b"%PDF", "the PDF cannot be read"),
    ] {
        let book = read(bytes);
        assert!(book.failed() && book.value.is_empty());
        assert!(book.problems[0].message.contains(expected), "{:?}", book.problems);
    }
    let cut = String::from_utf8_lossy(SAMPLE).replace("H. Uncertain diagnosis\nWhat", "What");
    let book = read(cut.as_bytes());
    assert_eq!(book.problems.len(), 1, "{:?}", book.problems);
    assert!(book.problems[0].message.starts_with("section IV.H of the table of contents"));
}

#[test]
fn words_of_a_sentence_do_not_begin_a_section() {
    let text = "Section I. One\nA. First\n1. Point\na. Small\n1) Deep\n(a) Deeper\nsee\nSection I.A.1. Point\n\
                E. coli\n(c) Jump\n5. Jump\n(ii) Numeral\n(i) Numeral\n3) Third\na. Lettered\nb. Small\n";
    let numbers: Vec<String> = read(text.as_bytes()).value.into_iter().map(|s| s.number).collect();
    assert_eq!(
        numbers,
        [
            "I",
            "I.A",
            "I.A.1",
            "I.A.1.a",
            "I.A.1.a.1",
            "I.A.1.a.1.a",
            "I.A.1.a.1.a.i",
            "I.A.1.a.3",
            "I.A.1.a.3.a",
            "I.A.1.b"
        ]
    );
}

#[test]
fn every_book_in_shared_is_read_without_a_problem() {
    for (file, sections) in BOOKS {
        let Some(bytes) = shared_files::bytes(file) else { continue };
        let book = read(&bytes);
        assert_eq!(book.problems, [], "{file}");
        assert_eq!(book.value.len(), sections, "{file}");
        for section in &book.value {
            assert!(!section.title.is_empty(), "{file}: {}", section.number);
            assert!((7..=121).contains(&section.page_from), "{file}: {}", section.number);
            assert!(section.page_from <= section.page_to, "{file}: {}", section.number);
        }
        let without_text = book.value.iter().filter(|s| s.text.is_empty());
        let parts = |n: &str| book.value.iter().any(|s| s.number.starts_with(&format!("{n}.")));
        for section in without_text {
            // A point that is one sentence is all heading.
            let sentence = section.title.ends_with('.');
            assert!(sentence || parts(&section.number), "{file}: {} is empty", section.number);
        }
    }
}

#[test]
fn the_text_and_the_pdf_of_fy2026_say_the_same() {
    let (Some(text), Some(pdf)) = (shared_files::bytes(TEXT), shared_files::bytes(BOOKS[2].0)) else {
        return;
    };
    // The text has no empty lines between paragraphs.
    let told = |bytes: &[u8]| -> Vec<GuidelineSection> {
        let flat = |s: GuidelineSection| GuidelineSection { text: s.text.replace('\n', " "), ..s };
        read(bytes).value.into_iter().map(flat).collect()
    };
    assert_eq!(told(&text), told(&pdf));
}

#[test]
fn the_committed_numbers_are_those_of_fy2026() {
    let Some(bytes) = shared_files::bytes(BOOKS[2].0) else { return };
    let numbers: Vec<String> = read(&bytes).value.into_iter().map(|s| s.number).collect();
    assert_eq!(known_numbers().collect::<Vec<_>>(), numbers);
}

/// The sections that a text cites: `OCG-` and what can be a number.
fn cited(text: &str) -> impl Iterator<Item = &str> {
    text.split("OCG-").skip(1).map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '.').unwrap_or(rest.len());
        rest[..end].trim_end_matches('.')
    })
}

#[test]
fn every_section_that_the_project_cites_is_one() {
    let known: Vec<&str> = known_numbers().collect();
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let (mut folders, mut found) = (vec![crates], 0);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                for number in cited(&text).filter(|n| n.starts_with(['I', 'V'])) {
                    found += 1;
                    assert!(known.contains(&number), "{}: OCG-{number}", path.display());
                }
            }
        }
    }
    assert!(found > 5, "{found}");
}
