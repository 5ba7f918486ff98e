//! Which elements and texts does an XML file hold, and on which line does each stand?
//!
//! The publishers' XML is plain: no namespaces, no entities of its own, a few levels deep.
//! Whatever goes beyond that is reported, never expanded: a `DOCTYPE` is skipped, so an
//! entity it declares stays as written and cannot grow.

use medcode_model::{Position, Problem};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;

/// Larger than any published file by an order of magnitude.
const MAX_BYTES: usize = 256 << 20;
/// The deepest published file nests eleven elements.
const MAX_DEPTH: u32 = 64;
/// Trouble beyond this number adds nothing for the reader of a report.
const MAX_PROBLEMS: usize = 10_000;

/// One step through a file.
#[derive(Debug)]
pub(crate) enum Item<'a> {
    /// An element begins.
    Open(BytesStart<'a>),
    /// The innermost open element ends.
    Close,
    /// Text, with the references of XML itself replaced.
    Text(Cow<'a, str>),
}

/// A walk through the elements of a file.
pub(crate) struct Markup<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
    depth: u32,
    counted: usize,
    line: u32,
    over: bool,
    /// What was wrong so far.
    pub(crate) problems: Vec<Problem>,
}

impl<'a> Markup<'a> {
    /// Begins at the start of a decoded file.
    pub(crate) fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        reader.config_mut().allow_dangling_amp = true;
        let mut markup =
            Self { text, reader, depth: 0, counted: 0, line: 1, over: false, problems: Vec::new() };
        if text.len() > MAX_BYTES {
            markup.stop("the file is larger than 256 MB; no published file is");
        }
        markup
    }

    /// The line on which the last item stands.
    pub(crate) const fn line(&self) -> u32 {
        self.line
    }

    /// The start of the line of the last item.
    pub(crate) const fn position(&self) -> Position {
        Position { byte: self.counted as u64, line: self.line, column: 0 }
    }

    /// Notes trouble at the last item.
    pub(crate) fn warn(&mut self, message: impl Into<String>) {
        let problem = Problem::warning(self.position(), message);
        self.push(problem);
    }

    /// Notes something worth knowing at the last item.
    pub(crate) fn note(&mut self, message: impl Into<String>) {
        let problem = Problem::note(self.position(), message);
        self.push(problem);
    }

    /// Ends the walk with an error at the last item.
    pub(crate) fn stop(&mut self, message: impl Into<String>) {
        let at = Position::of(self.text.as_bytes(), self.counted);
        self.problems.push(Problem::error(at, message));
        self.over = true;
    }

    fn push(&mut self, problem: Problem) {
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(problem);
        }
    }

    /// The next item; none at the end or after an error.
    pub(crate) fn next(&mut self) -> Option<Item<'a>> {
        while !self.over {
            self.count_lines();
            let item = match self.reader.read_event() {
                Ok(event) => self.item(event),
                Err(error) => {
                    self.counted = (self.reader.error_position() as usize).min(self.text.len());
                    self.stop(format!(
                        "the XML is broken here ({error}); what stands before it was read"
                    ));
                    None
                }
            };
            if item.is_some() {
                return item;
            }
        }
        None
    }

    fn item(&mut self, event: Event<'a>) -> Option<Item<'a>> {
        match event {
            Event::Start(tag) => {
                self.depth += 1;
                if self.depth > MAX_DEPTH {
                    self.stop("the elements are nested deeper than any published file");
                    return None;
                }
                Some(Item::Open(tag))
            }
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                Some(Item::Close)
            }
            Event::Text(text) => Some(Item::Text(text.xml10_content())),
            Event::CData(text) => Some(Item::Text(text.xml10_content())),
            Event::GeneralRef(name) => Some(Item::Text(self.reference(&name))),
            Event::Eof => {
                if self.depth > 0 {
                    self.stop(
                        "the file ends in the middle of an element; what stands before it was read",
                    );
                }
                self.over = true;
                None
            }
            _ => None,
        }
    }

    /// The character a reference stands for; a reference of the file's own stays as written.
    fn reference(&mut self, name: &str) -> Cow<'a, str> {
        let known = match name {
            "amp" => "&",
            "lt" => "<",
            "gt" => ">",
            "quot" => "\"",
            "apos" => "'",
            _ => {
                return match character(name) {
                    Some(c) => Cow::Owned(c.to_string()),
                    None => {
                        let shown: String = name.chars().take(40).collect();
                        self.warn(format!(
                            "`&{shown};` is not a reference that XML knows; kept as written"
                        ));
                        Cow::Owned(format!("&{shown};"))
                    }
                };
            }
        };
        Cow::Borrowed(known)
    }

    fn count_lines(&mut self) {
        let now = (self.reader.buffer_position() as usize).min(self.text.len());
        let passed = self.text.as_bytes().get(self.counted..now).unwrap_or_default();
        self.line += passed.iter().filter(|&&b| b == b'\n').count() as u32;
        self.counted = now;
    }
}

/// The character of a numeric reference (`#233`, `#xE9`).
fn character(name: &str) -> Option<char> {
    let number = name.strip_prefix('#')?;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code).filter(|c| *c != '\0')
}

/// The value of an attribute that holds one character or a small number.
pub(crate) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    tag.attributes().flatten().find(|a| a.key.0 == name).map(|a| a.value.trim().to_owned())
}

/// The text of a file in whichever Unicode encoding it is; other bytes are read as Latin-1.
pub(crate) fn decode(bytes: &[u8]) -> (Cow<'_, str>, Option<Problem>) {
    match bytes {
        [0xFF, 0xFE, rest @ ..] => (utf16(rest, u16::from_le_bytes), None),
        [0xFE, 0xFF, rest @ ..] => (utf16(rest, u16::from_be_bytes), None),
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest),
        _ => utf8(bytes),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Cow<'_, str> {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    Cow::Owned(String::from_utf16_lossy(&units))
}

fn utf8(bytes: &[u8]) -> (Cow<'_, str>, Option<Problem>) {
    let Err(error) = std::str::from_utf8(bytes) else {
        return (String::from_utf8_lossy(bytes), None);
    };
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|&b| char::from(b)));
    }
    let at = Position::of(bytes, error.valid_up_to());
    (Cow::Owned(text), Some(Problem::warning(at, "not UTF-8 from here on; read as Latin-1")))
}

/// One space for every run of white space, none at the ends, none before a comma.
pub(crate) fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() && !word.starts_with([',', ';']) {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(xml: &str) -> (String, Vec<Problem>) {
        let mut markup = Markup::new(xml);
        let mut out = String::new();
        while let Some(item) = markup.next() {
            match item {
                Item::Open(tag) => out.push_str(&format!("<{}@{}>", tag.name().0, markup.line())),
                Item::Close => out.push('.'),
                Item::Text(text) => out.push_str(&text),
            }
        }
        (out, markup.problems)
    }

    #[test]
    fn items_carry_their_lines_and_references_are_replaced() {
        let (out, problems) = texts("<a>\n<b>x &lt; &#233;</b>\n<c/></a>");
        assert_eq!(out, "<a@1>\n<b@2>x < é.\n<c@3>..");
        assert!(problems.is_empty());
    }

    #[test]
    fn entities_of_the_file_itself_are_never_expanded() {
        let xml = "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>";
        let (out, problems) = texts(xml);
        assert_eq!(out, "<a@1>&c;.");
        assert_eq!(problems.len(), 1);
    }

    #[test]
    fn a_cut_or_broken_or_bottomless_file_ends_with_one_error_and_its_place() {
        let deep = "<a>".repeat(100);
        for (xml, line) in [("<a>\n<b>", 2), ("<a>\n</b>", 2), (deep.as_str(), 1)] {
            let (_, problems) = texts(xml);
            assert_eq!(problems.len(), 1, "{xml}");
            assert_eq!(problems[0].position.line, line, "{xml}");
        }
    }

    #[test]
    fn other_encodings_are_read() {
        assert_eq!(decode(b"\xEF\xBB\xBFa").0, "a");
        assert_eq!(decode(b"\xFF\xFEa\0b\0").0, "ab");
        let (text, problem) = decode(b"caf\xE9");
        assert_eq!(text, "café");
        assert!(problem.is_some());
    }
}
