//! Which lines does the book have, and on which pages do they stand?

use crate::sources::text::{decode, without_mark};
use medcode_model::Position;

/// A line of the book, without what is printed on every page.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Trimmed, with single spaces.
    pub(super) text: String,
    /// From 1; 0 where there are no pages.
    pub(super) page: u16,
    /// Where it begins in the text; in a PDF only the page is known.
    pub(super) position: Position,
}

/// The lines of the pages of a PDF.
pub(super) fn of_pages(pages: &[String]) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    for (page, text) in (1..).zip(pages) {
        for line in text.lines() {
            add(&mut out, line, page, Position::default());
        }
    }
    out
}

/// The lines of the plain text, whose pages end with their number.
pub(super) fn of_text(bytes: &[u8]) -> Vec<Line> {
    let (text, _) = decode(without_mark(bytes));
    let (mut out, mut page, mut at, mut begins) = (Vec::new(), 1, 0, 0);
    for (number, line) in (1..).zip(text.split_inclusive('\n')) {
        if let Some(ended) = page_number(line) {
            page = ended.saturating_add(1);
            begins = out.len();
        } else {
            add(&mut out, line, page, Position::line(number, at));
        }
        at += line.len() as u64;
    }
    if page == 1 {
        out.iter_mut().for_each(|l: &mut Line| l.page = 0);
    }
    // What follows the last number belongs to its page.
    out[begins..].iter_mut().for_each(|l| l.page = l.page.saturating_sub(u16::from(page > 1)));
    out
}

/// Adds a line, unless it is printed on every page. A raised `th` is a line of its own in
/// the PDF and goes back to its number.
fn add(out: &mut Vec<Line>, line: &str, page: u16, position: Position) {
    let text = line.split_whitespace().collect::<Vec<_>>().join(" ");
    if is_running_head(&text) {
        return;
    }
    let raised =
        ["th", "st", "nd", "rd"].iter().any(|s| text == *s || text.starts_with(&format!("{s} ")));
    match out.last_mut() {
        Some(last) if raised && last.text.ends_with(|c: char| c.is_ascii_digit()) => {
            last.text.push_str(&text);
        }
        _ => out.push(Line { text, page, position }),
    }
}

fn is_running_head(text: &str) -> bool {
    text == "ICD-10-CM Official Guidelines for Coding and Reporting"
        || page_number(text).is_some()
        || (text.starts_with("FY 20") && text.len() < 40)
}

/// `Page 7 of 121`.
fn page_number(line: &str) -> Option<u16> {
    let (number, of) = line.trim().strip_prefix("Page ")?.split_once(" of ")?;
    of.parse::<u16>().ok()?;
    number.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(lines: &[Line]) -> Vec<(&str, u16)> {
        lines.iter().map(|l| (l.text.as_str(), l.page)).collect()
    }

    #[test]
    fn text_belongs_to_the_page_whose_number_follows_it() {
        let text = b"one\nFY 2026\nPage 1 of 2\ntwo\nPage 2 of 2\nrest\n";
        assert_eq!(told(&of_text(text)), [("one", 1), ("two", 2), ("rest", 2)]);
        assert_eq!(told(&of_text(b"one")), [("one", 0)]);
    }

    #[test]
    fn a_raised_ending_goes_back_to_its_number() {
        let pages = ["5.  7\nth Characters \n".to_owned(), "Page 2 of 2\n in 19\nthe end".to_owned()];
        assert_eq!(told(&of_pages(&pages)), [("5. 7th Characters", 1), ("in 19", 2), ("the end", 2)]);
    }
}
