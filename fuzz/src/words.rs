//! Notes.

use medcode_model::Span;
use medcode_note::{Document, guess_setting, stated_date, stated_dates, stated_patient};

/// A note, and the context of each of its first words.
pub fn note(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let doc = Document::read(&text);
    for token in doc.tokens().iter().take(200) {
        assert!(text.get(token.span.range()).is_some(), "a span cuts a character");
        doc.context(token.span);
    }
    for section in doc.sections() {
        inside(&text, section.span);
    }
    for sentence in doc.sentences() {
        inside(&text, sentence.span);
    }
    stated_dates(&doc);
    stated_date(&doc);
    stated_patient(&doc);
    guess_setting(&doc);
}

/// Spans point into the text and cut no character.
fn inside(text: &str, span: Span) {
    assert!(text.get(span.range()).is_some(), "a span is not of the text");
}
