//! The elements and texts of an XML document, without namespaces.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

/// One step through a document.
pub(super) enum Item<'a> {
    /// An element begins.
    Open(Tag<'a>),
    /// An element ends.
    Close(String),
    /// Text.
    Text(String),
}

/// The start of an element.
pub(super) struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    /// Its name without a prefix.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// An attribute by its name without a prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut all = self.0.attributes().flatten();
        let found = all.find(|a| a.key.local_name().into_inner() == name)?;
        Some(found.value.trim().to_owned())
    }
}

/// Walks a document; an error ends the walk, and what stands before it was read.
pub(super) struct Walk<'a> {
    reader: Reader<&'a [u8]>,
    /// Whether the walk ended at broken markup.
    pub(super) broken: bool,
    open: usize,
}

impl<'a> Walk<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
        reader.config_mut().expand_empty_elements = true;
        reader.config_mut().allow_dangling_amp = true;
        Self { reader, broken: false, open: 0 }
    }
}

impl<'a> Iterator for Walk<'a> {
    type Item = Item<'a>;

    fn next(&mut self) -> Option<Item<'a>> {
        while !self.broken {
            match self.reader.read_event() {
                Ok(Event::Start(tag)) => {
                    self.open += 1;
                    return Some(Item::Open(Tag(tag)));
                }
                Ok(Event::End(tag)) => {
                    self.open = self.open.saturating_sub(1);
                    return Some(Item::Close(tag.local_name().into_inner().to_owned()));
                }
                Ok(Event::Text(text)) => return Some(Item::Text(text.xml10_content().into_owned())),
                Ok(Event::CData(text)) => return Some(Item::Text(text.xml10_content().into_owned())),
                Ok(Event::GeneralRef(name)) => return Some(Item::Text(reference(&name))),
                Ok(Event::Eof) => {
                    self.broken = self.open > 0;
                    return None;
                }
                // A document type is skipped, so an entity it declares is never expanded.
                Ok(_) => {}
                Err(_) => self.broken = true,
            }
        }
        None
    }
}

/// The character a reference stands for; a reference of the file's own stays as written.
fn reference(name: &str) -> String {
    let number = name.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => number.parse().ok(),
    });
    match (number.and_then(char::from_u32), resolve_predefined_entity(name)) {
        (Some(c), _) if c != '\0' => c.to_string(),
        (_, Some(known)) => known.to_owned(),
        _ => format!("&{name};"),
    }
}
