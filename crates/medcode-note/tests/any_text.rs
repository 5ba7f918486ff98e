//! Can any text be read, with spans that hold and in time linear in its length?

use std::time::{Duration, Instant};

use medcode_note::{Document, guess_setting, stated_date, stated_patient};
use proptest::prelude::*;

/// Pieces that notes are made of, and what upsets readers of notes.
const PIECES: &[&str] = &[
    "no ",
    "denies ",
    "fever",
    ", ",
    "; ",
    ". ",
    "\n",
    "\r\n",
    "\n\n",
    "- ",
    "1. ",
    "# ",
    "PMH: ",
    "A/P:\n",
    "mother ",
    "h/o ",
    "ruled out ",
    "(",
    ")",
    "[",
    "] ",
    "[x] ",
    "(-) ",
    "+",
    "?",
    "|",
    "\t",
    "   ",
    "2019 ",
    "5/12/2026",
    "57yo ",
    "F ",
    "E. coli ",
    "vs ",
    "if ",
    "but ",
    "and ",
    "or ",
    ":",
    "->",
    "\u{2022} ",
    "\u{e9}",
    "\u{1f600}",
    "\u{0}",
    "\u{feff}",
    "\u{301}",
    "<b>",
    "{\\rtf1 ",
    "\u{4e2d}\u{6587}",
    "CHEST PAIN ",
];

fn pieces() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..200).prop_map(|pieces| pieces.concat())
}

/// Reads a text and asks of it all that can be asked.
fn read_all(text: &str) {
    let document = Document::read(text);
    for token in document.tokens() {
        assert!(!token.span.of(text).is_empty());
        let _ = document.context(token.span);
    }
    let mut end = 0;
    for section in document.sections() {
        assert_eq!(section.span.start, end, "sections leave a gap");
        end = section.span.end;
    }
    assert!(text.is_empty() || end as usize == text.len(), "sections end too early");
    let within: usize = document.sentences().iter().map(|s| (s.tokens.1 - s.tokens.0) as usize).sum();
    assert!(within <= document.tokens().len(), "a token stands in two sentences");
    for problem in document.problems() {
        assert!(problem.body.contains(problem.head));
    }
    let _ = stated_date(&document);
    let _ = stated_patient(&document);
    let _ = guess_setting(&document);
}

proptest! {
    #[test]
    fn notes_put_together_at_random_are_read(text in pieces()) {
        read_all(&text);
    }

    #[test]
    fn random_characters_are_read(text in any::<String>()) {
        read_all(&text);
    }
}

/// Far more than is needed for what follows, far less than quadratic time would take.
const PATIENCE: Duration = Duration::from_secs(20);

#[test]
fn long_texts_take_linear_time() {
    const BYTES: usize = 400_000;
    let shapes = [
        "a",
        " ",
        "\n",
        "no ",
        "no fever, ",
        "denies ",
        "(",
        ")",
        "- ",
        "1. a\n",
        "A/P:\n",
        "PMH: a\n",
        "vs ",
        "? ",
        "[ ] a ",
        "(-) a, ",
        "5/12/2026 ",
        "and ",
        "mother ",
        "E. ",
        ":",
        "\t",
        "a   ",
        "|",
        "57yo F ",
        "ruled out ",
        "Assessment: a\n\n",
        "if a, ",
        "\u{e9}",
        "a:",
        "A: a\n- a\n",
    ];
    for shape in shapes {
        let text = shape.repeat(BYTES / shape.len());
        let started = Instant::now();
        read_all(&text);
        assert!(started.elapsed() < PATIENCE, "{shape:?} took {:?}", started.elapsed());
    }
}

#[test]
fn a_long_chart_is_read_whole() {
    let note = include_str!("cases/layout.txt").repeat(300);
    let started = Instant::now();
    read_all(&note);
    assert!(started.elapsed() < PATIENCE, "took {:?}", started.elapsed());
}
