//! What is taken out of each kind of document, and where each part of it stands.
//!
//! A snapshot shows a document as its text, each part of it after its place.

use medcode_formats::document::{self, Document, Kind};
use proptest::prelude::*;
use std::io::{Cursor, Write};
use std::path::PathBuf;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn fixture(name: &str) -> Vec<u8> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/documents");
    std::fs::read(folder.join(name)).expect("a fixture of the project")
}

/// The text in parts of one place each, and what the header told.
fn shown(documents: &[Document]) -> String {
    let mut out = String::new();
    for document in documents {
        out.push_str(&format!("{} {:?}\n", document.kind.id(), document.told));
        document.notices.iter().for_each(|n| out.push_str(&format!("notice: {n}\n")));
        let mut start = 0;
        let mut last = None;
        for (at, c) in document.text.char_indices() {
            let place = document.place(at, at + c.len_utf8());
            if place != last && at > start {
                out.push_str(&format!("{last:?}\n    {:?}\n", &document.text[start..at]));
                start = at;
            }
            last = place;
        }
        out.push_str(&format!("{last:?}\n    {:?}\n", &document.text[start..]));
    }
    out
}

fn read(name: &str) -> String {
    shown(&document::read(fixture(name)).expect("it is readable"))
}

#[test]
fn html_is_laid_out_as_a_browser_would() {
    insta::assert_snapshot!(read("visit.html"));
}

#[test]
fn rtf_gives_its_text_without_what_is_hidden() {
    insta::assert_snapshot!(read("visit.rtf"));
}

#[test]
fn pdf_words_have_boxes_and_empty_pages_are_told() {
    insta::assert_snapshot!(read("visit.pdf"));
}

#[test]
fn ccda_narrative_stands_under_its_titles() {
    insta::assert_snapshot!(read("progress-note.ccda.xml"));
}

#[test]
fn each_message_is_a_document_with_its_observations() {
    insta::assert_snapshot!(read("messages.hl7"));
}

const WORD: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;

fn word(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, xml) in parts {
        zip.start_file(format!("word/{name}.xml"), SimpleFileOptions::default()).expect("in memory");
        zip.write_all(xml.as_bytes()).expect("in memory");
    }
    zip.finish().expect("in memory").into_inner()
}

#[test]
fn word_paragraphs_keep_their_numbers_and_lose_deletions() {
    let item = |list: u8, level: u8, text: &str| {
        format!(
            r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#
        )
    };
    let body = [
        r#"<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Assessment</w:t></w:r></w:p>"#.to_owned(),
        item(1, 0, "Type 2 diabetes"),
        item(1, 1, "with stage 3b CKD"),
        item(1, 0, "Hypertension"),
        item(1, 1, "at goal"),
        item(2, 0, "Gout"),
        r#"<w:p><w:r><w:t xml:space="preserve">No </w:t></w:r><w:del><w:r><w:delText>asthma</w:delText></w:r></w:del><w:ins><w:r><w:t>COPD</w:t></w:r></w:ins></w:p>"#.to_owned(),
        "<w:p/>".to_owned(),
        r"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>BP</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>130/80</w:t></w:r></w:p></w:tc></w:tr></w:tbl>".to_owned(),
        r#"<w:p><w:pPr><w:pStyle w:val="ListNumber"/></w:pPr><w:r><w:t>By its style</w:t></w:r></w:p>"#.to_owned(),
    ]
    .concat();
    let document = format!("<w:document {WORD}><w:body>{body}</w:body></w:document>");
    let header = format!("<w:hdr {WORD}><w:p><w:r><w:t>Visit of 2026-05-12</w:t></w:r></w:p></w:hdr>");
    let levels = r#"<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/></w:lvl>"#;
    let numbering = format!(
        r#"<w:numbering {WORD}><w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum><w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>"#
    );
    let styles = format!(
        r#"<w:styles {WORD}><w:style w:styleId="ListNumber"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style></w:styles>"#
    );
    let parts =
        [("document", &*document), ("header1", &header), ("numbering", &numbering), ("styles", &styles)];
    insta::assert_snapshot!(shown(&document::read(word(&parts)).expect("it is readable")));
}

#[test]
fn plain_text_is_kept_byte_for_byte() {
    let text = "Assessment:\r\n1. Ménière disease\r\n";
    let documents = document::read(text.as_bytes().to_vec()).expect("text is readable");
    assert!(documents[0].verbatim && documents[0].text == text);
    assert_eq!(documents[0].place(0, 3), None);
}

#[test]
fn other_encodings_are_read_and_told() {
    let utf_16: Vec<u8> = [0xfffe_u16.swap_bytes()]
        .into_iter()
        .chain("BP ≤ 130".encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    for (bytes, text) in [(b"M\xe9ni\xe8re \x96 left".to_vec(), "Ménière – left"), (utf_16, "BP ≤ 130")]
    {
        let documents = document::read(bytes).expect("text is readable");
        assert_eq!(documents[0].text, text);
        assert!(!documents[0].verbatim && documents[0].notices.len() == 1);
    }
}

#[test]
fn what_gives_no_text_says_why_and_what_to_do() {
    let cases: [(&[u8], &str); 7] = [
        (b"%PDF-1.4 cut off", "damaged"),
        (b"PK\x03\x04 cut off", "save it again"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".docx"),
        (b"<html><body></body></html>", "no text"),
        (b"<ClinicalDocument><component>", "no text"),
        (b"MSH|^~\\&|A|B|C|D|20260512||ADT^A01|1|P|2.5\rPID|1\r", "no text"),
    ];
    for (bytes, says) in cases {
        let error = document::read(bytes.to_vec()).expect_err("no text").to_string();
        assert!(error.contains(says), "{error}");
    }
    let empty = word(&[("other", "<a/>")]);
    let error = document::read(empty).expect_err("no Word document").to_string();
    assert!(error.contains("word/document.xml"), "{error}");
}

#[test]
fn one_broken_message_does_not_lose_the_others() {
    let file = "MSH|^~\\&|A||||1||MDM^T02|1|P|2.5\rOBX|1|ED|1||^A^B^Base64^!!!\r\
                MSH|^~\\&|A||||1||MDM^T02|2|P|2.5\rOBX|1|TX|1||Gout, right foot\r";
    let documents = document::read(file.into()).expect("one of two is readable");
    assert_eq!(documents.len(), 1);
    assert!(
        documents[0].notices[0].starts_with("message 1: OBX[1], field 5"),
        "{:?}",
        documents[0].notices
    );
}

#[test]
fn debug_of_a_document_shows_no_patient_text() {
    let documents = document::read(b"Jane has gout".to_vec()).expect("text is readable");
    assert!(!format!("{:?}", documents[0]).contains("gout"));
}

/// Bytes that begin as each kind does, with parts of its markup after.
fn any_document() -> impl Strategy<Value = Vec<u8>> {
    let starts =
        ["<html>", "{\\rtf1", "<ClinicalDocument>", "MSH|^~\\&|", "%PDF-1.4\n", "PK\x03\x04", ""];
    let parts = [
        "<p>",
        "<li>",
        "<ol>",
        "<td>",
        "</div>",
        "<section><text>",
        "</text>",
        "<br>",
        "{",
        "}",
        "\\par ",
        "\\u-5",
        "\\'e",
        "\\bin9 ",
        "\\*\\x",
        "\rOBX|1|TX|||",
        "\rOBX|1|ED|||^^^Base64^",
        "\\.br\\",
        "~",
        "^",
        "gout ",
        "é",
        "\u{0}",
        "&amp;",
        "&#x0;",
        "<w:p>",
        "stream\n",
        "<![CDATA[",
        "]]>",
    ];
    let parts = prop::collection::vec(prop::sample::select(parts.to_vec()), 0..40);
    (prop::sample::select(starts.to_vec()), parts, prop::collection::vec(any::<u8>(), 0..20))
        .prop_map(|(start, parts, tail)| [start.as_bytes(), parts.concat().as_bytes(), &tail].concat())
}

proptest! {
    #[test]
    fn no_document_panics_and_every_place_is_in_order(bytes in any_document()) {
        for document in document::read(bytes).unwrap_or_default() {
            prop_assert!(!document.text.trim().is_empty() || document.kind == Kind::Text);
            prop_assert_eq!(document.verbatim, document.place(0, 1).is_none() && document.notices.is_empty());
        }
    }
}
