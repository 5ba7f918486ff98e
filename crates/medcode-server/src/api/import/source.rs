//! What came: each file is rows of JSON Lines, or one document.

use crate::state::App;
use axum::body::Bytes;
use medcode_wire::{WireDocument, places};

/// A file that came.
pub(super) struct File {
    /// Its name; empty for the body of a request.
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// One chart to be read, with where it stands.
pub(super) struct Piece {
    pub(super) file: String,
    /// Line of the file, from 1; 0 for a document.
    pub(super) line: usize,
    pub(super) content: Content,
}

/// What is in it.
pub(super) enum Content {
    /// A line of JSON.
    Json(String),
    /// A document, as it came.
    Document(Vec<u8>),
    /// Not to be used, and why.
    Bad(&'static str),
}

impl File {
    /// Its charts: the rows, or the one document.
    pub(super) fn pieces(self) -> Vec<Piece> {
        let Self { name, bytes } = self;
        if !is_rows(&name, &bytes) {
            return vec![Piece { file: name, line: 0, content: Content::Document(bytes) }];
        }
        let lines = bytes.split(|b| *b == b'\n').enumerate();
        let filled = lines.filter(|(_, line)| !line.iter().all(u8::is_ascii_whitespace));
        filled
            .map(|(n, line)| Piece {
                file: name.clone(),
                line: n + 1,
                content: match std::str::from_utf8(line) {
                    Ok(text) => Content::Json(text.trim_start_matches('\u{feff}').trim().to_owned()),
                    Err(_) => Content::Bad("this line is not UTF-8"),
                },
            })
            .collect()
    }
}

/// A file of rows says so by its name; the body of a request has none and is rows.
fn is_rows(name: &str, bytes: &[u8]) -> bool {
    let name = name.to_ascii_lowercase();
    let named = [".jsonl", ".ndjson", ".json"].iter().any(|end| name.ends_with(end));
    named || name.is_empty() || (!name.contains('.') && bytes.trim_ascii_start().starts_with(b"{"))
}

/// A note of a document: its text, and the kind that it came in.
pub(super) struct Read {
    pub(super) text: String,
    pub(super) media_type: &'static str,
    /// Where its parts stand in the document.
    pub(super) places: Option<String>,
}

/// Reads a document; most hold one note, a file of messages may hold several. What is text already is
/// taken as it is; all else is read in a process of its own.
pub(super) async fn read(app: &App, bytes: &[u8]) -> Result<Vec<Read>, String> {
    let media_type = media_type(bytes);
    if media_type == "text/plain"
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return filled(vec![Read { text: text.to_owned(), media_type, places: None }]);
    }
    let read = crate::api::documents::of(app, Bytes::copy_from_slice(bytes)).await;
    let read = read.map_err(|fault| fault.detail().to_owned())?;
    let note = |d: WireDocument| {
        let places = crate::api::documents::kept(&places(&d.places));
        Read { text: d.text, media_type, places }
    };
    filled(read.documents.into_iter().map(note).collect())
}

fn filled(mut notes: Vec<Read>) -> Result<Vec<Read>, String> {
    notes.retain(|r| !r.text.trim().is_empty());
    if notes.is_empty() { Err("there is no text in this document".to_owned()) } else { Ok(notes) }
}

/// The media type by the first bytes.
fn media_type(bytes: &[u8]) -> &'static str {
    match bytes.trim_ascii_start() {
        b if b.starts_with(b"%PDF") => "application/pdf",
        b if b.starts_with(b"PK\x03\x04") => {
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        }
        b if b.starts_with(b"{\\rtf") => "application/rtf",
        b if b.starts_with(b"<?xml") || b.starts_with(b"<ClinicalDocument") => "application/xml",
        b if b.starts_with(b"MSH|") => "x-application/hl7-v2+er7",
        b if b.starts_with(b"<") => "text/html",
        _ => "text/plain",
    }
}

#[cfg(test)]
mod tests {
    use super::{Content, File};

    fn pieces(name: &str, bytes: &[u8]) -> Vec<(usize, bool)> {
        let file = File { name: name.into(), bytes: bytes.to_vec() };
        file.pieces().iter().map(|p| (p.line, matches!(p.content, Content::Json(_)))).collect()
    }

    #[test]
    fn rows_keep_their_lines_and_a_document_is_one_piece() {
        assert_eq!(pieces("a.jsonl", b"{}\n\n  {}\r\n"), [(1, true), (3, true)]);
        assert_eq!(pieces("", b"{\"note\": 1}"), [(1, true)]);
        assert_eq!(pieces("a.txt", b"{}\n{}"), [(0, false)]);
        assert_eq!(pieces("a.jsonl", b"{}\n\xff\xfe\n{}"), [(1, true), (2, false), (3, true)]);
    }
}
