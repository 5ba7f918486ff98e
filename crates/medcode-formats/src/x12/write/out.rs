//! Segments as bytes: elements in order, none left empty at the end, no separator inside a text.

use crate::x12::Separators;
use medcode_model::{Cents, Date};

/// Segments that are being written.
pub(super) struct Out {
    pub(super) bytes: Vec<u8>,
    /// Of the transaction that is open.
    pub(super) segments: u32,
    pub(super) separators: Separators,
}

/// A segment that is being written.
pub(super) struct Seg<'a> {
    out: &'a mut Out,
    start: usize,
}

impl Out {
    pub(super) const fn new(separators: Separators) -> Self {
        Self { bytes: Vec::new(), segments: 0, separators }
    }

    /// Begins a segment; `end` must follow.
    pub(super) fn segment(&mut self, name: &str) -> Seg<'_> {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(name.as_bytes());
        Seg { out: self, start }
    }
}

impl Seg<'_> {
    /// An element.
    pub(super) fn text(self, text: &str) -> Self {
        self.out.bytes.push(self.out.separators.element);
        push(text, self.out);
        self
    }

    /// Elements that are not used.
    pub(super) fn blank(mut self, n: usize) -> Self {
        for _ in 0..n {
            self = self.text("");
        }
        self
    }

    /// An element of components.
    pub(super) fn parts(self, parts: &[&str]) -> Self {
        let used = parts.iter().rposition(|p| !p.is_empty()).map_or(0, |n| n + 1);
        self.out.bytes.push(self.out.separators.element);
        for (n, part) in parts[..used].iter().enumerate() {
            if n > 0 {
                self.out.bytes.push(self.out.separators.component);
            }
            push(part, self.out);
        }
        self
    }

    /// An amount; empty where there is none.
    pub(super) fn amount(self, cents: Option<Cents>) -> Self {
        self.text(&cents.map_or_else(String::new, amount))
    }

    /// A quantity in thousandths; empty where there is none.
    pub(super) fn quantity(self, thousandths: Option<i64>) -> Self {
        self.text(&thousandths.map_or_else(String::new, quantity))
    }

    /// A character; empty where there is none.
    pub(super) fn letter(self, letter: Option<char>) -> Self {
        self.text(letter.map_or_else(String::new, String::from).as_str())
    }

    /// A day; empty where there is none.
    pub(super) fn day(self, date: Option<Date>) -> Self {
        self.text(&date.map_or_else(String::new, day))
    }

    /// The segment is whole.
    pub(super) fn end(self) {
        let out = self.out;
        while out.bytes.len() > self.start && out.bytes.last() == Some(&out.separators.element) {
            out.bytes.pop();
        }
        out.bytes.extend_from_slice(&[out.separators.segment, b'\n']);
        out.segments += 1;
    }
}

/// A text in the characters of the standard: Latin letters lose their marks, anything that
/// parts segments or is no printable ASCII becomes a space.
pub(super) fn push(text: &str, out: &mut Out) {
    let s = out.separators;
    for c in text.chars() {
        let plain = plain(c);
        let parts = [s.element, s.repetition, s.component, s.segment].contains(&plain);
        out.bytes.push(if parts { b' ' } else { plain });
    }
}

fn plain(c: char) -> u8 {
    const MARKED: &str = "ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝàáâãäåçèéêëìíîïñòóôõöøùúûüýÿ";
    const PLAIN: &[u8] = b"AAAAAACEEEEIIIINOOOOOOUUUUYaaaaaaceeeeiiiinoooooouuuuyy";
    match c {
        ' '..='~' => c as u8,
        '\u{2019}' => b'\'',
        _ => MARKED.chars().position(|m| m == c).map_or(b' ', |n| PLAIN[n]),
    }
}

/// A day: `20260512`.
pub(super) fn day(date: Date) -> String {
    let (year, month, day) = date.parts();
    format!("{year:04}{month:02}{day:02}")
}

/// An amount without zeros that say nothing: `75`, `145.5`.
pub(super) fn amount(cents: Cents) -> String {
    without_zeros(&cents.to_string())
}

/// A quantity without zeros that say nothing.
pub(super) fn quantity(thousandths: i64) -> String {
    let sign = if thousandths < 0 { "-" } else { "" };
    let n = thousandths.unsigned_abs();
    without_zeros(&format!("{sign}{}.{:03}", n / 1000, n % 1000))
}

fn without_zeros(text: &str) -> String {
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEPARATORS: Separators =
        Separators { element: b'*', repetition: b'^', component: b':', segment: b'~' };

    #[test]
    fn empty_elements_stand_only_before_others() {
        let mut out = Out::new(SEPARATORS);
        out.segment("NM1").text("85").blank(2).text("X").text("").end();
        out.segment("SV1").parts(&["HC", "A", "", ""]).parts(&[]).end();
        assert_eq!(std::str::from_utf8(&out.bytes).unwrap(), "NM1*85***X~\nSV1*HC:A~\n");
        assert_eq!(out.segments, 2);
    }

    #[test]
    fn a_text_never_breaks_its_segment() {
        let mut out = Out::new(SEPARATORS);
        out.segment("NTE").text("a*b~c:d^e\nJosé").end();
        assert_eq!(std::str::from_utf8(&out.bytes).unwrap(), "NTE*a b c d e Jose~\n");
    }

    #[test]
    fn numbers_have_no_idle_zeros() {
        assert_eq!((amount(Cents(7500)), amount(Cents(14550))), ("75".into(), "145.5".into()));
        assert_eq!((amount(Cents(0)), quantity(1500)), ("0".into(), "1.5".into()));
        assert_eq!(amount(Cents(-10)), "-0.1");
    }
}
