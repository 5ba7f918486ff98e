//! Which diagnoses justify a service?
//!
//! A visit is justified by every diagnosis that was addressed, another service by those that are
//! told with it: in its problem, its sentence, with its words, on its side. At most four a line
//! (837P, SV107), the first one first. Authority: OCG-IV.G; Medicare Claims Processing Manual
//! ch. 26 §10.4 item 24E.

use crate::desk::Case;
use crate::service::Service;
use medcode_kb::text::normal;
use medcode_model::{Span, Suggestion};
use medcode_note::Document;
use std::cell::OnceCell;

/// As many as a line can hold.
const MOST: usize = 4;

/// Enough to be told together.
const ENOUGH: i32 = 3;

/// As many words as count that a diagnosis and a service share.
const SHARED: usize = 4;

/// Numbers and the diagnoses that go with them whatever else the note says: first and last number,
/// prefixes of codes.
const ALWAYS: &[(&str, &str, &[&str])] = &[
    ("90460", "90756", &["Z23"]),
    ("77067", "77067", &["Z12.31"]),
    ("G0105", "G0105", &["Z12.1", "Z86.010", "Z85.03", "Z80.0", "Z08", "Z09"]),
    ("G0121", "G0121", &["Z12.1"]),
    ("99406", "99407", &["F17"]),
    ("99381", "99397", &["Z00", "Z01.4", "Z02"]),
    ("59400", "59622", &["O", "Z3"]),
];

pub(super) fn apply(case: &mut Case<'_>) {
    let diagnoses = case.visit.diagnoses;
    if diagnoses.is_empty() {
        return;
    }
    let doc = case.visit.doc;
    // Many notes have the visit alone, for which it makes no difference where a diagnosis is told.
    let told = OnceCell::new();
    let told = || told.get_or_init(|| diagnoses.iter().map(|d| Told::of(doc, d)).collect::<Vec<_>>());
    for service in case.services.iter_mut().filter(|s| s.is_reported() && s.pointers.is_empty()) {
        service.pointers = if service.family == "em" {
            diagnoses.iter().filter(|d| is_a_reason(d)).take(MOST).map(|d| d.rank).collect()
        } else {
            of_service(doc, service, told())
        };
        if service.pointers.is_empty() {
            service.pointers.push(diagnoses[0].rank);
        }
    }
}

/// Status codes and external causes are no reason for a visit while others are there.
fn is_a_reason(diagnosis: &Suggestion) -> bool {
    let code = diagnosis.coded.code;
    let status =
        ["Z79", "Z68", "Z88", "Z87", "Z80", "Z81", "Z82", "Z83", "Z84", "Z85", "Z90", "Z95", "Z96"];
    diagnosis.rank == 1
        || !(matches!(code.bytes()[0], b'V'..=b'Y') || status.contains(&&code.compact()[..3]))
}

/// A diagnosis, and where and how the note tells of it.
struct Told {
    rank: u32,
    code: String,
    problems: Vec<Span>,
    sentences: Vec<usize>,
    words: Vec<String>,
}

impl Told {
    fn of(doc: &Document<'_>, diagnosis: &Suggestion) -> Self {
        let spans: Vec<Span> = diagnosis.coded.evidence.iter().map(|e| e.span).collect();
        let mut words = content(&diagnosis.coded.title);
        words.extend(spans.iter().flat_map(|s| content(s.of(doc.text()))));
        words.sort();
        let mut problems: Vec<Span> =
            spans.iter().filter_map(|s| Some(doc.problem_at(*s)?.head)).collect();
        problems.dedup();
        let mut sentences: Vec<usize> =
            spans.iter().filter_map(|s| doc.sentence_of(doc.tokens_in(*s).0)).collect();
        sentences.dedup();
        Self {
            rank: diagnosis.rank,
            code: diagnosis.coded.code.to_string(),
            problems,
            sentences,
            words: at_most(words, SHARED),
        }
    }
}

fn of_service(doc: &Document<'_>, service: &Service, told: &[Told]) -> Vec<u32> {
    let number = service.code.compact();
    let always = ALWAYS.iter().find(|(first, last, _)| (*first..=*last).contains(&number));
    if let Some((.., prefixes)) = always {
        let fits = |t: &&Told| prefixes.iter().any(|p| t.code.starts_with(p));
        let ranks: Vec<u32> = told.iter().filter(fits).take(MOST).map(|t| t.rank).collect();
        if !ranks.is_empty() {
            return ranks;
        }
    }
    let problems: Vec<Span> =
        service.evidence.iter().filter_map(|s| Some(doc.problem_at(*s)?.head)).collect();
    let sentences: Vec<usize> =
        service.evidence.iter().filter_map(|s| doc.sentence_of(doc.tokens_in(*s).0)).collect();
    let mut words = content(&service.label);
    for &sentence in &sentences {
        words.extend(content(doc.sentences()[sentence].span.of(doc.text())));
    }
    let mut scored: Vec<(i32, u32)> = told
        .iter()
        .map(|t| {
            let together = |a: bool, points: i32| if a { points } else { 0 };
            let shared = t.words.iter().filter(|w| words.contains(w)).count().min(SHARED) as i32;
            let score = together(problems.iter().any(|p| t.problems.contains(p)), 4)
                + together(sentences.iter().any(|s| t.sentences.contains(s)), 3)
                + shared * 2;
            (score, t.rank)
        })
        .filter(|(score, _)| *score >= ENOUGH)
        .collect();
    scored.sort_by_key(|(score, rank)| (-score, *rank));
    let best = scored.first().map_or(0, |(score, _)| *score);
    // Half as well told as the best is told of something else.
    scored.iter().filter(|(score, _)| *score * 2 > best).take(MOST).map(|(_, rank)| *rank).collect()
}

/// Sorted words, each at most so often.
fn at_most(mut words: Vec<String>, times: usize) -> Vec<String> {
    let mut repeats = 0;
    let mut last = String::new();
    words.retain(|word| {
        repeats = if *word == last { repeats + 1 } else { 0 };
        if repeats == 0 {
            last.clone_from(word);
        }
        repeats < times
    });
    words
}

/// Words that tell what a text is about.
fn content(text: &str) -> Vec<String> {
    const EMPTY: &[&str] = &[
        "unspecified",
        "other",
        "without",
        "with",
        "specified",
        "type",
        "initial",
        "encounter",
        "for",
        "disorder",
        "disease",
        "acute",
        "chronic",
        "and",
        "the",
        "not",
        "due",
        "unsp",
        "primary",
        "complication",
        "view",
        "injection",
        "procedure",
        "long",
        "term",
        "current",
        "use",
        "personal",
        "history",
        "was",
        "done",
        "today",
        "patient",
        "first",
        "each",
        "new",
        "one",
        "two",
    ];
    let mut words = normal::words(text);
    words.retain(|w| w.len() > 2 && !EMPTY.contains(&w.as_str()) && !w.as_bytes()[0].is_ascii_digit());
    words.sort();
    words.dedup();
    words
}
