//! How is the Tabular's XML walked? One pass over the events, with a stack of frames.

use super::content::{Field, Frame, frame, parse_range, tidy};
use super::lines::Lines;
use super::{Chapter, Section, SeventhCharacter, SeventhDefinition, Tabular};
use crate::sources::text;
use medcode_model::{NoteKind, Position, Problem, Read};
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use std::collections::BTreeSet;

/// Deeper than any Tabular by far; more is an attack, not a code set.
const MAX_DEPTH: usize = 64;
/// Far more than any year's file; keeps every index within 32 bits.
const MAX_BYTES: usize = 512 << 20;

pub(super) fn read(bytes: &[u8]) -> Read<Tabular> {
    let whole = bytes;
    let bytes = text::without_mark(bytes);
    let refuse = |why: &str| Read {
        value: Tabular::default(),
        problems: vec![Problem::error(Position::of(bytes, 0), why)],
    };
    if text::is_utf16(bytes) {
        return refuse("the file is UTF-16; save it as UTF-8");
    }
    if bytes.len() > MAX_BYTES {
        return refuse("the file is larger than any Tabular List");
    }
    let (decoded, fell_back) = text::decode(bytes);
    let mut walk = Walk::new(&decoded);
    if fell_back {
        walk.problems.push(Problem::note(
            Position::default(),
            "the file is not UTF-8 and was read as Windows-1252",
        ));
    }
    walk.run();
    let mut read = walk.finish();
    text::put_back(&mut read.problems, &decoded, whole);
    read
}

pub(super) struct Walk<'a> {
    xml: quick_xml::Reader<&'a [u8]>,
    lines: Lines<'a>,
    /// The open elements, outermost first.
    pub(super) stack: Vec<Frame>,
    /// Where the code or text that is being gathered began.
    pub(super) start: Position,
    buffer: String,
    /// Whether the code being opened is marked as holding a placeholder.
    pub(super) placeholder: bool,
    /// The heading that was opened last.
    pub(super) group: u32,
    unknown: BTreeSet<String>,
    pub(super) out: Tabular,
    pub(super) problems: Vec<Problem>,
}

impl<'a> Walk<'a> {
    fn new(text: &'a str) -> Self {
        let mut xml = quick_xml::Reader::from_str(text);
        xml.config_mut().expand_empty_elements = true;
        xml.config_mut().allow_dangling_amp = true;
        Self {
            xml,
            lines: Lines::new(text.as_bytes()),
            stack: Vec::with_capacity(16),
            start: Position::default(),
            buffer: String::new(),
            placeholder: false,
            group: 0,
            unknown: BTreeSet::new(),
            out: Tabular::default(),
            problems: Vec::new(),
        }
    }

    fn run(&mut self) {
        loop {
            let at = self.xml.buffer_position() as usize;
            match self.xml.read_event() {
                Ok(Event::Start(element)) => {
                    if self.stack.len() >= MAX_DEPTH {
                        let position = self.lines.position(at);
                        self.problems.push(Problem::error(position, "elements are nested too deep"));
                        return;
                    }
                    self.open(&element, at);
                }
                Ok(Event::End(_)) => self.close(),
                Ok(Event::Text(words)) => self.gather(&words.into_inner()),
                Ok(Event::CData(words)) => self.gather(&words.into_inner()),
                Ok(Event::GeneralRef(entity)) => self.gather_entity(&entity, at),
                Ok(Event::Eof) => return self.end_of_file(),
                Ok(_) => {}
                Err(error) => {
                    let position = self.lines.position(self.xml.error_position() as usize);
                    self.problems.push(Problem::error(
                        position,
                        format!("the XML is broken or cut short here: {error}"),
                    ));
                    return;
                }
            }
        }
    }

    fn end_of_file(&mut self) {
        if !self.stack.is_empty() {
            let position = self.lines.position(usize::MAX);
            let message = "the file ends in the middle of an element; it is cut short";
            self.problems.push(Problem::error(position, message));
        }
    }

    fn open(&mut self, element: &BytesStart<'_>, at: usize) {
        let name = element.local_name().into_inner();
        let Some(&parent) = self.stack.last() else {
            let known = name.eq_ignore_ascii_case("ICD10CM.tabular");
            self.stack.push(if known { Frame::Root } else { Frame::Skip });
            if !known {
                let position = self.lines.position(at);
                let message = format!("the root element is `{name:.40}`, not `ICD10CM.tabular`");
                self.problems.push(Problem::error(position, message));
            }
            return;
        };
        let new = match (parent, name) {
            (Frame::Root, "chapter") => self.open_chapter(at),
            (Frame::Chapter(chapter), "section") => self.open_section(chapter, element, at),
            (Frame::Section(_) | Frame::Diag(_), "diag") => {
                self.placeholder = attribute(element, "placeholder").is_some_and(|v| v == "true");
                Frame::Diag(None)
            }
            (_, "sevenChrDef") => self.open_seventh(at),
            (Frame::Seventh(_), "extension") => self.open_extension(element, at),
            _ => frame(parent, name).unwrap_or_else(|| self.open_unknown(name, at)),
        };
        if let Frame::Text(_) = new {
            self.buffer.clear();
            self.start = self.lines.position(at);
        }
        if let Frame::Notes(_) | Frame::Acuity = new {
            self.group += 1;
        }
        self.stack.push(new);
    }

    fn open_unknown(&mut self, name: &str, at: usize) -> Frame {
        if self.unknown.len() < 32 && self.unknown.insert(name.to_owned()) {
            let position = self.lines.position(at);
            let message = format!("`{name:.40}` is not known here; it and what it holds were left out");
            self.problems.push(Problem::warning(position, message));
        }
        Frame::Skip
    }

    fn open_chapter(&mut self, at: usize) -> Frame {
        let position = self.lines.position(at);
        let index = self.out.chapters.len();
        let number = u8::try_from(index + 1).unwrap_or(u8::MAX);
        self.out.chapters.push(Chapter { number, title: "".into(), range: None, position });
        Frame::Chapter(index as u32)
    }

    fn open_section(&mut self, chapter: u32, element: &BytesStart<'_>, at: usize) -> Frame {
        let position = self.lines.position(at);
        let id = attribute(element, "id").unwrap_or_default();
        let range = parse_range(&id);
        if range.is_none() {
            let message = format!("section id `{id:.24}` is not a range of categories");
            self.problems.push(Problem::warning(position, message));
        }
        let index = self.out.sections.len() as u32;
        self.out.sections.push(Section {
            id: id.into(),
            title: "".into(),
            range,
            chapter,
            parent: None,
            position,
        });
        Frame::Section(index)
    }

    fn open_seventh(&mut self, at: usize) -> Frame {
        let position = self.lines.position(at);
        let Some(owner) = self.owner() else { return Frame::Seventh(None) };
        let index = self.out.seventh.len() as u32;
        self.out.seventh.push(SeventhDefinition { owner, characters: vec![], notes: vec![], position });
        Frame::Seventh(Some(index))
    }

    fn open_extension(&mut self, element: &BytesStart<'_>, at: usize) -> Frame {
        let stated = attribute(element, "char").unwrap_or_default();
        match stated.trim().as_bytes() {
            [one] if one.is_ascii_alphanumeric() => {
                Frame::Text(Field::Extension(one.to_ascii_uppercase()))
            }
            _ => {
                let position = self.lines.position(at);
                let message = format!("`{stated:.8}` is not a seventh character; it was left out");
                self.problems.push(Problem::warning(position, message));
                Frame::Skip
            }
        }
    }

    /// Whether text now belongs to a wanted element.
    fn gathering(&self) -> bool {
        matches!(self.stack.last(), Some(Frame::Text(_) | Frame::Inline))
    }

    fn gather(&mut self, words: &str) {
        if self.gathering() {
            self.buffer.push_str(words);
        }
    }

    fn gather_entity(&mut self, entity: &BytesRef<'_>, at: usize) {
        if !self.gathering() {
            return;
        }
        let character = match entity.resolve_char_ref() {
            Ok(None) => resolve_predefined_entity(entity).and_then(|s| s.chars().next()),
            other => other.ok().flatten(),
        };
        match character {
            Some(character) => self.buffer.push(character),
            None => {
                let position = self.lines.position(at);
                self.problems.push(Problem::warning(
                    position,
                    format!("`&{:.16};` stands for nothing known", &**entity),
                ));
            }
        }
    }

    fn close(&mut self) {
        if let Some(Frame::Text(field)) = self.stack.pop() {
            self.close_text(field);
        }
    }

    fn close_text(&mut self, field: Field) {
        let text = tidy(&self.buffer);
        match field {
            Field::Version => self.out.version = text.into(),
            Field::Statement => self.out.statement = text.into(),
            Field::Name => self.name(&text),
            Field::Desc => self.title(&text),
            Field::Note(kind) => self.note(kind, text),
            Field::AcuityCategory => self.note(NoteKind::Note, text),
            Field::Extension(character) => {
                if let Some(list) = self.seventh() {
                    list.characters.push(SeventhCharacter { character, meaning: text, terms: vec![] });
                }
            }
            Field::ExtensionTerm => {
                let last = self.seventh().and_then(|list| list.characters.last_mut());
                if let Some(character) = last {
                    character.terms.push(text);
                }
            }
        }
    }
}

/// The value of an attribute, entities resolved.
fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.try_get_attribute(name).ok().flatten()?;
    let raw = found.value.as_ref();
    Some(quick_xml::escape::unescape(raw).map_or_else(|_| raw.to_owned(), std::borrow::Cow::into_owned))
}
