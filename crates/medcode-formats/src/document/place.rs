//! Where in an original document do some words stand?

use std::fmt;

/// A place in the original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// On a page of a PDF.
    Page {
        /// The page, from 1.
        page: u32,
        /// First and last line of its text, from 1.
        lines: [u32; 2],
        /// Left, bottom, right, top in whole points from the lower left corner of the page.
        bounds: [i32; 4],
    },
    /// In a paragraph (Word, RTF).
    Paragraph {
        /// The part of the document: `document`, `header1`, `footer1`.
        part: Box<str>,
        /// The paragraph within it, from 1.
        number: u32,
    },
    /// In an element (HTML, C-CDA), by its path, each step counted among those of its name.
    Element(Box<str>),
    /// In a field of an HL7 v2 message.
    Field {
        /// The message in the file, from 1.
        message: u32,
        /// The segment and which of its name: `OBX[3]`.
        segment: Box<str>,
        /// The field, from 1.
        field: u32,
        /// The repetition, from 1.
        repetition: u32,
    },
    /// In a document that is kept inside another.
    Within(Box<Place>, Box<Place>),
    /// From one place to another.
    Range(Box<Place>, Box<Place>),
}

impl Place {
    /// The place that takes in this one and a later one.
    pub(super) fn with(self, next: &Self) -> Self {
        match (self, next) {
            (
                Self::Page { page, lines, bounds: a },
                Self::Page { page: same, lines: more, bounds: b },
            ) if page == *same => {
                let bounds = [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])];
                let lines = [lines[0].min(more[0]), lines[1].max(more[1])];
                Self::Page { page, lines, bounds }
            }
            (Self::Within(outer, inner), Self::Within(same, next)) if outer == *same => {
                Self::Within(outer, Box::new(inner.with(next)))
            }
            (Self::Range(first, _), next) => Self::Range(first, Box::new(next.clone())),
            (place, next) if place == *next => place,
            (place, next) => Self::Range(Box::new(place), Box::new(next.clone())),
        }
    }
}

/// In words, as people look it up: `page 2, line 14`.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Page { page, lines: [first, last], .. } if first == last => {
                write!(f, "page {page}, line {first}")
            }
            Self::Page { page, lines: [first, last], .. } => {
                write!(f, "page {page}, lines {first} to {last}")
            }
            Self::Paragraph { part, number } if &**part == "document" => {
                write!(f, "paragraph {number}")
            }
            Self::Paragraph { part, number } => write!(f, "{part}, paragraph {number}"),
            Self::Element(path) => f.write_str(path),
            Self::Field { message, segment, field, repetition } => {
                write!(f, "message {message}, {segment}-{field}")?;
                if *repetition > 1 { write!(f, ", repetition {repetition}") } else { Ok(()) }
            }
            Self::Within(outer, inner) => write!(f, "{outer}: {inner}"),
            Self::Range(first, last) => write!(f, "{first} to {last}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn a_place_is_told_as_people_look_it_up() {
        let line = |n| Place::Page { page: 2, lines: [n, n], bounds: [0; 4] };
        let paragraph = |part: &str| Place::Paragraph { part: part.into(), number: 3 };
        let field =
            |repetition| Place::Field { message: 1, segment: "OBX[2]".into(), field: 5, repetition };
        for (place, words) in [
            (line(14), "page 2, line 14"),
            (line(14).with(&line(15)), "page 2, lines 14 to 15"),
            (paragraph("document"), "paragraph 3"),
            (paragraph("header1"), "header1, paragraph 3"),
            (Place::Element("/html/body/p[3]".into()), "/html/body/p[3]"),
            (field(1), "message 1, OBX[2]-5"),
            (field(2), "message 1, OBX[2]-5, repetition 2"),
            (
                Place::Within(Box::new(field(1)), Box::new(line(4))),
                "message 1, OBX[2]-5: page 2, line 4",
            ),
            (paragraph("document").with(&line(1)), "paragraph 3 to page 2, line 1"),
        ] {
            assert_eq!(place.to_string(), words);
        }
    }
}
