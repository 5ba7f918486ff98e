//! What text do the pages of a PDF hold?

use pdf_extract::{Document, OutputError, PlainTextOutput, output_doc_page};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The Guidelines are under 1 MB; a PDF larger than this is something else.
const LARGEST: usize = 32 << 20;

/// The text of the first page; `None` where it cannot be read.
pub(crate) fn first_page(bytes: &[u8]) -> Option<String> {
    page_texts(bytes, 1).ok()?.into_iter().next()
}

/// The text of up to `limit` pages, in order.
pub(crate) fn page_texts(bytes: &[u8], limit: usize) -> Result<Vec<String>, String> {
    if bytes.len() > LARGEST {
        return Err("the PDF is larger than the Guidelines ever were; it was not read".to_owned());
    }
    // The PDF library panics on some malformed fonts and streams.
    catch_unwind(AssertUnwindSafe(|| read(bytes, limit)))
        .unwrap_or_else(|_| Err("the PDF is damaged: fetch it again".to_owned()))
}

fn read(bytes: &[u8], limit: usize) -> Result<Vec<String>, String> {
    let message = |e: &dyn std::fmt::Display| format!("the PDF cannot be read ({e}): fetch it again");
    let mut document = Document::load_mem(bytes).map_err(|e| message(&e))?;
    if document.is_encrypted() {
        // Publishers protect against editing with an empty password for reading.
        document.decrypt("").map_err(|e| message(&e))?;
    }
    let mut pages = Vec::new();
    for number in document.get_pages().keys().take(limit) {
        let mut text = String::new();
        let mut output = PlainTextOutput::new(&mut text);
        output_doc_page(&document, &mut output, *number).map_err(|e: OutputError| message(&e))?;
        pages.push(text);
    }
    Ok(pages)
}
