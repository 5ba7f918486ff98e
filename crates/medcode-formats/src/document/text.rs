//! Plain text: UTF-8 as it is, UTF-16 by its mark, anything else as Windows-1252.

use super::{Builder, Document, Kind};
use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The text of a plain file.
pub(super) fn read(bytes: Vec<u8>) -> Document {
    let mut document = empty();
    let utf_16 = match bytes.get(..2) {
        Some(b"\xff\xfe") => Some(UTF_16LE),
        Some(b"\xfe\xff") => Some(UTF_16BE),
        _ => None,
    };
    if let Some(encoding) = utf_16 {
        document.text = encoding.decode(&bytes).0.into_owned();
        document
            .notices
            .push(format!("the text is {}; offsets count in the text as read", encoding.name()));
        return document;
    }
    match String::from_utf8(bytes) {
        Ok(text) => (document.text, document.verbatim) = (text, true),
        Err(e) => {
            document.text = WINDOWS_1252.decode_without_bom_handling(e.as_bytes()).0.into_owned();
            let notice =
                "the text is not UTF-8; read as Windows-1252 (offsets count in the text as read)";
            document.notices.push(notice.to_owned());
        }
    }
    document
}

fn empty() -> Document {
    Builder::new(Kind::Text).into_document()
}

/// Bytes as text, with a notice where they are not UTF-8.
pub(super) fn of(bytes: &[u8], out: &mut Builder) -> String {
    let document = read(bytes.to_vec());
    document.notices.into_iter().for_each(|n| out.notice(n));
    document.text
}
