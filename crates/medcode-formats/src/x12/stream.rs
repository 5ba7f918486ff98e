//! The segments of a document as it goes by: memory holds a chunk, whatever the size of the file.

use super::segment::{HEADER, Segment, Separators};
use std::io::{self, Read};

/// Bytes read at a time.
const CHUNK: usize = 1 << 18;

/// A segment longer than this is none: the terminator is missing.
const LONGEST: usize = 1 << 24;

/// Calls back for every segment of a document. Bytes before the first interchange header are
/// passed over; where no header is found nothing is called.
///
/// # Errors
/// When the document cannot be read.
pub fn each(mut input: impl Read, mut on: impl FnMut(&Segment<'_>)) -> io::Result<()> {
    let mut buffer = Vec::with_capacity(CHUNK * 2);
    let (mut byte, mut number) = (0u64, 0u32);
    let mut separators = None;
    loop {
        let before = buffer.len();
        buffer.resize(before + CHUNK, 0);
        let read = fill(&mut input, &mut buffer[before..])?;
        buffer.truncate(before + read);
        let last = read < CHUNK;
        let mut tokens = Tokens { bytes: &buffer, at: 0, byte, number, separators, last };
        for segment in tokens.by_ref() {
            on(&segment);
        }
        let used = tokens.at;
        number = tokens.number;
        separators = tokens.separators;
        byte += used as u64;
        buffer.drain(..used);
        if last || buffer.len() > LONGEST {
            return Ok(());
        }
    }
}

fn fill(input: &mut impl Read, mut into: &mut [u8]) -> io::Result<usize> {
    let mut total = 0;
    while !into.is_empty() {
        match input.read(into) {
            Ok(0) => break,
            Ok(n) => {
                total += n;
                into = &mut into[n..];
            }
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
    Ok(total)
}

/// The segments of bytes in memory.
pub struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
    byte: u64,
    number: u32,
    separators: Option<Separators>,
    /// Nothing follows these bytes.
    last: bool,
}

impl<'a> Tokens<'a> {
    /// The segments of a whole document.
    #[must_use]
    pub const fn of(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, byte: 0, number: 0, separators: None, last: true }
    }

    /// Passes over line ends, and finds the next header where one is due.
    fn begin(&mut self) -> Option<Separators> {
        let rest = &self.bytes[self.at..];
        let blank = rest.iter().take_while(|b| b.is_ascii_whitespace()).count();
        self.at += blank;
        let rest = &self.bytes[self.at..];
        if rest.starts_with(b"ISA") {
            if rest.len() < HEADER && !self.last {
                return None;
            }
            self.separators = Separators::of(rest).or(self.separators);
        } else if self.separators.is_none() {
            let found = memchr::memmem::find(rest, b"ISA");
            // A name cut by the end of the chunk is looked for again.
            self.at += found.unwrap_or(rest.len().saturating_sub(2));
            let rest = &self.bytes[self.at..];
            if !rest.starts_with(b"ISA") || rest.len() < HEADER && !self.last {
                return None;
            }
            self.separators = Separators::of(rest);
            if self.separators.is_none() {
                self.at += 3;
                return self.begin_again();
            }
        }
        self.separators
    }

    /// The three letters stood in a text: looks on.
    fn begin_again(&mut self) -> Option<Separators> {
        loop {
            let rest = &self.bytes[self.at..];
            let found = memchr::memmem::find(rest, b"ISA")?;
            self.at += found;
            let rest = &self.bytes[self.at..];
            if rest.len() < HEADER {
                return None;
            }
            self.separators = Separators::of(rest);
            if self.separators.is_some() {
                return self.separators;
            }
            self.at += 3;
        }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Segment<'a>;

    fn next(&mut self) -> Option<Segment<'a>> {
        loop {
            let separators = self.begin()?;
            let rest = &self.bytes[self.at..];
            let end = match memchr::memchr(separators.segment, rest) {
                Some(end) => end,
                // The last segment of a document that was cut off.
                None if self.last && !rest.is_empty() => rest.len(),
                None => return None,
            };
            let byte = self.byte + self.at as u64;
            self.at += (end + 1).min(rest.len());
            if end == 0 {
                continue;
            }
            self.number += 1;
            let separators = separators.seen_in(&rest[..end]);
            self.separators = Some(separators);
            return Some(Segment { bytes: &rest[..end], byte, number: self.number, separators });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260512*1200*^*00501*000000001*0*T*:~";

    fn names(text: &[u8]) -> Vec<String> {
        let mut out = Vec::new();
        each(text, |s| out.push(s.name().to_owned())).unwrap();
        out
    }

    #[test]
    fn segments_are_cut_with_and_without_line_ends() {
        let text = format!("{HEAD}\r\nGS*HC~\nST*837*0001~SE*2*0001~");
        assert_eq!(names(text.as_bytes()), ["ISA", "GS", "ST", "SE"]);
    }

    #[test]
    fn a_second_interchange_may_have_other_separators() {
        let other = HEAD.replace('*', "|").replace('~', "\n");
        let text = format!("{HEAD}GS*HC~{other}GS|HC\n");
        assert_eq!(names(text.as_bytes()), ["ISA", "GS", "ISA", "GS"]);
    }

    #[test]
    fn what_is_no_interchange_gives_nothing() {
        assert!(names(b"").is_empty());
        assert!(names(b"ISA is a word, and this is a letter").is_empty());
        assert!(names(&[b'x'; 300_000]).is_empty());
    }

    #[test]
    fn chunks_change_nothing() {
        let body: String = (0..40_000).map(|n| format!("REF*G1*{n}~")).collect();
        let text = format!("{HEAD}{body}");
        let mut streamed = Vec::new();
        each(text.as_bytes(), |s| streamed.push((s.byte, s.number, s.bytes.to_vec()))).unwrap();
        let whole: Vec<_> =
            Tokens::of(text.as_bytes()).map(|s| (s.byte, s.number, s.bytes.to_vec())).collect();
        assert_eq!(streamed, whole);
        assert_eq!(streamed.len(), 40_001);
    }

    #[test]
    fn the_bytes_of_segments_and_what_lies_between_are_the_document() {
        let text = format!("{HEAD}\nGS*HC~ST*837*0001~\nSE*2*0001~\n");
        let bytes = text.as_bytes();
        let (mut out, mut at) = (Vec::new(), 0usize);
        for s in Tokens::of(bytes) {
            out.extend_from_slice(&bytes[at..s.byte as usize]);
            out.extend_from_slice(s.bytes);
            at = s.byte as usize + s.bytes.len();
        }
        out.extend_from_slice(&bytes[at..]);
        assert_eq!(out, bytes);
    }
}
