//! Where in an original document do some words stand?

/// A place in the original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// On a page of a PDF.
    Page {
        /// The page, from 1.
        page: u32,
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
            (Self::Page { page, bounds: a }, Self::Page { page: same, bounds: b }) if page == *same => {
                let bounds = [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])];
                Self::Page { page, bounds }
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
