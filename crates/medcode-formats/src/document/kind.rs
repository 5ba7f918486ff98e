//! What kind of document is this? Its first bytes say, never its name.

use super::Unreadable;

/// A kind of document that notes come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Plain text.
    Text,
    /// HTML.
    Html,
    /// Rich Text Format.
    Rtf,
    /// Word (`.docx`).
    Docx,
    /// PDF with text on its pages.
    Pdf,
    /// HL7 CDA R2 (C-CDA).
    Ccda,
    /// HL7 v2: ORU, MDM and the like.
    Hl7v2,
}

impl Kind {
    /// The word used in JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "html",
            Self::Rtf => "rtf",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Ccda => "ccda",
            Self::Hl7v2 => "hl7v2",
        }
    }
}

/// The kind of a file.
pub(super) fn of(bytes: &[u8]) -> Result<Kind, Unreadable> {
    let refuse = |what: &str| Err(Unreadable(what.to_owned()));
    let start = start(bytes);
    let begins =
        |with: &[u8]| start.len() >= with.len() && start[..with.len()].eq_ignore_ascii_case(with);
    Ok(match () {
        // Some producers put a line before the header; the standard allows it in the first 1,024.
        () if head(bytes, 1024).windows(5).any(|w| w == b"%PDF-") => Kind::Pdf,
        () if begins(b"{\\rtf") => Kind::Rtf,
        () if begins(b"PK\x03\x04") => Kind::Docx,
        () if begins(b"\xd0\xcf\x11\xe0") => {
            return refuse("this is a Word file of before 2007 (.doc): save it as .docx, PDF or text");
        }
        () if image(start) => {
            return refuse(
                "this is a picture: text in pictures is not read; give the text, or a PDF with text",
            );
        }
        () if hl7v2(start) => Kind::Hl7v2,
        () if begins(b"<!doctype html") || begins(b"<html") || begins(b"<body") => Kind::Html,
        () if begins(b"<?xml") || begins(b"<") => markup(start),
        () => Kind::Text,
    })
}

/// Markup of any kind: by its root element.
fn markup(start: &[u8]) -> Kind {
    let head = head(start, 4096).to_ascii_lowercase();
    let has = |tag: &[u8]| head.windows(tag.len()).any(|w| w == tag);
    if has(b"clinicaldocument") {
        Kind::Ccda
    } else if [&b"<html"[..], b"<div", b"<p>", b"<br", b"<table", b"<h1", b"<span"]
        .iter()
        .any(|t| has(t))
    {
        Kind::Html
    } else {
        Kind::Text
    }
}

fn head(bytes: &[u8], most: usize) -> &[u8] {
    &bytes[..bytes.len().min(most)]
}

/// Without a byte order mark, the block characters of MLLP, and blanks.
fn start(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let skip = bytes.iter().take_while(|b| b.is_ascii_whitespace() || **b == 0x0b).count();
    &bytes[skip..]
}

fn image(bytes: &[u8]) -> bool {
    [&b"\x89PNG"[..], b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*"].iter().any(|m| bytes.starts_with(m))
}

/// `MSH|^~\&|`, or a batch or file of such.
fn hl7v2(bytes: &[u8]) -> bool {
    let named = [&b"MSH"[..], b"FHS", b"BHS"].iter().any(|n| bytes.starts_with(n));
    named && bytes.get(3).is_some_and(|b| b.is_ascii_punctuation()) && bytes.get(3) == bytes.get(8)
}
