//! What do the ICD-10-CM Official Guidelines say, section by section?
//!
//! The book comes as a PDF, or as its plain text. Its sections are told by their numbering
//! alone (`A.`, `1.`, `a.`, `1)`, `(a)`, `(i)`), so a line only begins a section where its
//! number is the next one; the table of contents confirms the upper four levels.

mod contents;
mod lines;
mod marker;
mod number;
mod outline;
mod paragraphs;
mod pdf;
mod title;

pub(crate) use pdf::first_page;

use contents::Contents;
use lines::Line;
use medcode_model::{Position, Problem, Read};

/// One section of the guidelines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuidelineSection {
    /// Its number (`I.C.4.a.1`, `Appendix I`).
    pub number: String,
    /// Its heading.
    pub title: String,
    /// Its own text, without that of the sections in it.
    pub text: String,
    /// First page; 0 where the text has no pages.
    pub page_from: u16,
    /// Last page.
    pub page_to: u16,
}

const NUMBERS: &str = include_str!("../../../../data/guideline-sections.tsv");

/// The numbers of the sections of FY2026, for checking citations where the book is not at hand.
pub fn known_numbers() -> impl Iterator<Item = &'static str> {
    NUMBERS.lines().filter(|l| !l.starts_with('#'))
}

/// No book has more pages.
const PAGES: usize = 1000;

/// Reads the guidelines, in the order of the book.
#[must_use]
pub fn read(bytes: &[u8]) -> Read<Vec<GuidelineSection>> {
    let lines = if bytes.starts_with(b"%PDF") {
        match pdf::page_texts(bytes, PAGES) {
            Ok(pages) => lines::of_pages(&pages),
            Err(message) => return failed(message),
        }
    } else {
        lines::of_text(bytes)
    };
    let (contents, body) = contents::split(&lines);
    let sections = outline::read(&contents, body);
    if sections.is_empty() {
        return failed("no section of the Official Guidelines was found: check the file");
    }
    let problems = not_found(&contents, &sections, body);
    Read { value: sections, problems }
}

fn failed(message: impl Into<String>) -> Read<Vec<GuidelineSection>> {
    let problem = Problem::error(Position::default(), message);
    Read { value: Vec::new(), problems: vec![problem] }
}

/// What the table of contents announces and the book does not hold.
fn not_found(contents: &Contents, sections: &[GuidelineSection], body: &[Line]) -> Vec<Problem> {
    let end = body.last().map_or(Position::default(), |l| l.position);
    contents
        .numbers()
        .filter(|number| !sections.iter().any(|s| s.number == *number))
        .map(|number| {
            let message = format!("section {number} of the table of contents was not found in the text");
            Problem::warning(end, message)
        })
        .collect()
}

#[cfg(test)]
mod tests;
