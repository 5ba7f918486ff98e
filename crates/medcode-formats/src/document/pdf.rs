//! PDF: the text of its pages, with the box of every word.

use super::{Builder, Place, Unreadable};
use pdf_extract::{Document, MediaBox, OutputDev, OutputError, Transform, output_doc_page};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// More pages than a record that is coded as one note.
const MOST_PAGES: usize = 2_000;

/// Reads a document.
pub(super) fn read(bytes: &[u8], out: &mut Builder) -> Result<(), Unreadable> {
    // The PDF library panics on some malformed fonts and streams, with parts of them in the
    // message: the hook of the program must not print it (see `quietly`).
    let pages = quietly(|| pages(bytes))
        .unwrap_or_else(|| Err(Unreadable("the PDF is damaged: print it to PDF anew".into())))?;
    let wordless = pages.iter().filter(|p| p.is_empty()).count();
    if wordless > 0 {
        let all = pages.len();
        out.notice(format!(
            "{wordless} of {all} pages hold no text (scanned?); pictures are not read: run text recognition first"
        ));
    }
    for (words, page) in pages.iter().zip(1..) {
        out.paragraph();
        write(words, page, out);
    }
    Ok(())
}

/// Runs what may panic; the hook stays silent on this thread meanwhile.
fn quietly<T>(work: impl FnOnce() -> T) -> Option<T> {
    super::quiet::during(|| catch_unwind(AssertUnwindSafe(work)).ok())
}

fn pages(bytes: &[u8]) -> Result<Vec<Vec<Word>>, Unreadable> {
    let cannot =
        |_| Unreadable("the PDF cannot be read: damaged, or of a kind that is not known".into());
    let mut document = Document::load_mem(bytes).map_err(cannot)?;
    if document.is_encrypted() {
        // Many are protected against editing only, with an empty password for reading.
        document
            .decrypt("")
            .map_err(|_| Unreadable("the PDF is encrypted: save it without a password".into()))?;
    }
    let numbers: Vec<u32> = document.get_pages().keys().copied().collect();
    if numbers.len() > MOST_PAGES {
        return Err(Unreadable(format!("the PDF has more than {MOST_PAGES} pages: split it")));
    }
    let page = |number: &u32| {
        let mut collected = Collected::default();
        output_doc_page(&document, &mut collected, *number)
            .map_err(|_: OutputError| Unreadable(format!("page {number} of the PDF cannot be read")))?;
        Ok(collected.words)
    };
    numbers.iter().map(page).collect()
}

/// A word, or a part of one, as it was drawn.
struct Word {
    text: String,
    left: f64,
    right: f64,
    base: f64,
    size: f64,
}

/// Collects what is drawn.
#[derive(Default)]
struct Collected {
    words: Vec<Word>,
}

impl OutputDev for Collected {
    fn begin_page(
        &mut self,
        _: u32,
        _: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        at: &Transform,
        width: f64,
        _: f64,
        font_size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        let size = (at.m11 * at.m22 - at.m12 * at.m21).abs().sqrt() * font_size.abs();
        let (left, base) = (at.m31, at.m32);
        let right = left + width * size;
        if text.trim().is_empty() || !left.is_finite() || !base.is_finite() || !right.is_finite() {
            return Ok(());
        }
        match self.words.last_mut() {
            Some(word) if word.continues(left, base) => {
                word.text.push_str(text);
                word.right = word.right.max(right);
            }
            _ => self.words.push(Word { text: text.to_owned(), left, right, base, size: size.max(1.0) }),
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

impl Word {
    fn same_line(&self, base: f64) -> bool {
        (self.base - base).abs() < self.size * 0.4
    }

    fn continues(&self, left: f64, base: f64) -> bool {
        let gap = left - self.right;
        self.same_line(base) && gap < self.size * 0.12 && gap > -self.size
    }

    fn place(&self, page: u32, line: u32) -> Place {
        let whole = |value: f64| value.clamp(-32_000.0, 32_000.0).round() as i32;
        let (bottom, top) = (self.base - self.size * 0.25, self.base + self.size * 0.85);
        let bounds = [whole(self.left), whole(bottom), whole(self.right), whole(top)];
        Place::Page { page, lines: [line, line], bounds }
    }
}

/// Writes the words of a page as lines, in the order they were drawn.
fn write(words: &[Word], page: u32, out: &mut Builder) {
    let mut last: Option<&Word> = None;
    let mut line = 1;
    for word in words {
        match last {
            Some(last) if last.same_line(word.base) && word.left > last.left => {
                // A wide gap is the next column of a table.
                let wide = word.left - last.right > last.size * 2.5;
                out.push(if wide { "\t" } else { " " });
            }
            Some(last) => {
                line += 1;
                let far = (last.base - word.base).abs() > last.size * 1.9;
                if far { out.paragraph() } else { out.line() }
            }
            None => {}
        }
        out.at(word.place(page, line));
        out.push(&word.text);
        last = Some(word);
    }
}
