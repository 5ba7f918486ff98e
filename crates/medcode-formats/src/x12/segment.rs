//! A segment of a document, where it stands.

use medcode_model::At;

/// The characters that end and part things, as the interchange header sets them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Separators {
    /// Between elements.
    pub element: u8,
    /// Between repetitions of an element.
    pub repetition: u8,
    /// Between components of an element.
    pub component: u8,
    /// After a segment.
    pub segment: u8,
}

/// Bytes of an interchange header up to its end: 3 of the name, 16 elements of fixed width.
pub(super) const HEADER: usize = 106;

impl Separators {
    /// The separators that a header of fixed width sets.
    #[must_use]
    pub fn of(header: &[u8]) -> Option<Self> {
        if header.len() < HEADER || !header.starts_with(b"ISA") {
            return None;
        }
        let (element, component, segment) = (header[3], header[104], header[105]);
        // Version 00402 and later use ISA11 as the separator of repetitions.
        let repetition = header[82];
        let apart = element != component && element != segment && component != segment;
        (apart && header[103] == element).then_some(Self { element, repetition, component, segment })
    }

    /// The separators that a segment is written with: some systems fill in a component separator in
    /// the header (ISA16) and part components with another. It shows where the standard has an
    /// element of components only: the place of a claim, the procedure and the status of a line.
    #[must_use]
    pub(super) fn seen_in(self, segment: &[u8]) -> Self {
        let number = match segment.get(..3) {
            Some(b"CLM") => 5,
            Some(b"SVC" | b"STC") => 1,
            _ => return self,
        };
        let element = segment.split(|b| *b == self.element).nth(number).unwrap_or_default();
        let &[a, b, component, c, ..] = element else { return self };
        let said = element.contains(&self.component);
        let letters = [a, b, c].iter().all(u8::is_ascii_alphanumeric);
        let parts = component.is_ascii_punctuation() && component != self.repetition;
        // `11:B:1`: the same mark again, where there is one more part.
        let again = number != 5 || element.get(4).is_none_or(|d| *d == component);
        if said || !letters || !parts || !again { self } else { Self { component, ..self } }
    }
}

/// A segment.
#[derive(Clone, Copy, Debug)]
pub struct Segment<'a> {
    /// Its bytes, without line ends before it and without its terminator.
    pub bytes: &'a [u8],
    /// Its first byte in the document.
    pub byte: u64,
    /// Its number in the document, from 1.
    pub number: u32,
    /// The separators that hold for it.
    pub separators: Separators,
}

impl<'a> Segment<'a> {
    /// Its name: `CLM`.
    #[must_use]
    pub fn name(&self) -> &'a str {
        let end = memchr::memchr(self.separators.element, self.bytes).unwrap_or(self.bytes.len());
        text(&self.bytes[..end])
    }

    /// An element, from 1; empty where the segment has none.
    #[must_use]
    pub fn element(&self, n: usize) -> &'a str {
        text(self.raw(n))
    }

    fn raw(&self, n: usize) -> &'a [u8] {
        self.bytes.split(|b| *b == self.separators.element).nth(n).unwrap_or_default()
    }

    /// The elements after the name, in order.
    pub fn elements(&self) -> impl Iterator<Item = &'a str> {
        let element = self.separators.element;
        self.bytes.split(move |b| *b == element).skip(1).map(text)
    }

    /// A component of an element, both from 1.
    #[must_use]
    pub fn component(&self, element: usize, n: usize) -> &'a str {
        let component = self.separators.component;
        text(self.raw(element).split(|b| *b == component).nth(n - 1).unwrap_or_default())
    }

    /// The components of an element.
    pub fn components(&self, element: usize) -> impl Iterator<Item = &'a str> {
        let component = self.separators.component;
        self.raw(element).split(move |b| *b == component).map(text)
    }

    /// Where an element stands; 0 for the segment itself.
    #[must_use]
    pub fn at(&self, element: u16) -> At {
        let mut name = [b' '; 3];
        let said = self.name().as_bytes();
        let n = said.len().min(3);
        name[..n].copy_from_slice(&said[..n]);
        let before: usize = self
            .bytes
            .split(|b| *b == self.separators.element)
            .take(usize::from(element))
            .map(|e| e.len() + 1)
            .sum();
        At { byte: self.byte + before as u64, segment: self.number, name, element, place: 0 }
    }
}

/// Claims are ASCII; a byte that is not cannot be part of what is looked for.
fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_component_separator_other_than_the_header_says_is_seen() {
        let said = Separators { element: b'*', repetition: b'^', component: b':', segment: b'~' };
        let seen = |text: &str| char::from(said.seen_in(text.as_bytes()).component);
        assert_eq!(seen("CLM*A*100***11>B>1*Y"), '>');
        assert_eq!(seen("SVC*HC>99213*100*80"), '>');
        assert_eq!(seen("STC*A1>20>PR*20260512"), '>');
        for as_said in ["CLM*A*100***11:B:1*Y", "CLM*A*100***11", "CLM*A*1***11>B:1", "HI*BK>8540"] {
            assert_eq!(seen(as_said), ':', "{as_said}");
        }
    }

    #[test]
    fn parts_of_a_segment_are_found_with_their_places() {
        let separators = Separators { element: b'*', repetition: b'^', component: b':', segment: b'~' };
        let bytes = b"SV1*HC:99213:25*100*UN*1***1:2";
        let s = Segment { bytes, byte: 500, number: 7, separators };
        assert_eq!((s.name(), s.element(2), s.component(1, 3)), ("SV1", "100", "25"));
        assert_eq!(s.components(7).collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!((s.at(2).byte, s.at(2).segment, s.at(0).byte), (516, 7, 500));
        assert_eq!(s.element(40), "");
    }
}
