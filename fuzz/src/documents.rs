//! Documents that notes come in: told by their first bytes, and each kind alone.

use std::io::{Cursor, Write};

use medcode_formats::document::read;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A text with places in order, or a reason.
pub fn document(bytes: &[u8]) {
    for document in read(bytes.to_vec()).unwrap_or_default() {
        let placeless = document.place(0, 1).is_none() && document.notices.is_empty();
        assert_eq!(document.verbatim, placeless);
    }
}

/// Bytes that begin as a kind does, whatever the fuzzer did to the beginning.
fn begun(start: &[u8], bytes: &[u8]) {
    if bytes.starts_with(start) {
        document(bytes);
    } else {
        document(&[start, bytes].concat());
    }
}

/// HL7 v2 messages.
pub fn hl7v2(bytes: &[u8]) {
    begun(b"MSH|^~\\&|", bytes);
}

/// Clinical documents (C-CDA).
pub fn ccda(bytes: &[u8]) {
    begun(b"<ClinicalDocument", bytes);
}

/// Rich Text Format.
pub fn rtf(bytes: &[u8]) {
    begun(b"{\\rtf", bytes);
}

/// HTML.
pub fn html(bytes: &[u8]) {
    begun(b"<html", bytes);
}

/// PDF.
pub fn pdf(bytes: &[u8]) {
    begun(b"%PDF-", bytes);
}

/// Word: a document as it is, or the markup of one, which also numbers its lists.
pub fn docx(bytes: &[u8]) {
    if bytes.starts_with(b"PK\x03\x04") {
        return document(bytes);
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for name in ["word/document.xml", "word/numbering.xml", "word/styles.xml", "word/header1.xml"] {
        zip.start_file(name, stored).and_then(|()| Ok(zip.write_all(bytes)?)).expect("in memory");
    }
    document(&zip.finish().expect("in memory").into_inner());
}
