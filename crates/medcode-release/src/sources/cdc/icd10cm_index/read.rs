//! From the XML of the Index family to entries, in one pass.

use super::{CodeRef, IndexFile, IndexNode, Link, entry};
use crate::sources::markup::{Item, Markup, attribute, decode, tidy};
use crate::sources::text::put_back;
use medcode_model::{Position, Problem, Read, SourceKind};
use quick_xml::events::BytesStart;

/// Longer than any published field by far; the rest of a longer one is dropped.
const MAX_FIELD: usize = 16 << 10;
/// The largest published Index has 81,508 entries.
const MAX_NODES: usize = 2_000_000;

/// The elements that hold text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Version,
    FileTitle,
    LetterTitle,
    Head(u8),
    Title,
    Code,
    Manifestation,
    See,
    SeeAlso,
    SeeCategory,
    Subcategory,
    Cell(u8),
    Ignored,
}

/// Reads the entries of a file.
pub(super) fn file(bytes: &[u8], kind: SourceKind) -> Read<IndexFile> {
    let (text, problem) = decode(bytes);
    let mut reading = Reading::new(Markup::new(&text), kind);
    while let Some(item) = reading.markup.next() {
        match item {
            Item::Open(tag) => reading.open(&tag),
            Item::Close => reading.close(),
            Item::Text(text) => reading.text(&text),
        }
    }
    let mut problems = reading.markup.problems;
    put_back(&mut problems, &text, bytes);
    problems.extend(problem);
    Read { value: reading.file, problems }
}

/// A file being read.
struct Reading<'a> {
    markup: Markup<'a>,
    file: IndexFile,
    /// What each open element is: an entry, a field, or neither.
    open: Vec<Element>,
    /// The entries that are open, outermost first.
    path: Vec<u32>,
    /// The text of the open field.
    field: String,
    /// Whether the open part of a field is wording that was replaced (`old` in addenda).
    struck: bool,
    /// Unknown elements already reported.
    unknown: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Element {
    Entry,
    Field(Field),
    Modifiers,
    Struck,
    Letter,
    Other,
}

impl<'a> Reading<'a> {
    fn new(markup: Markup<'a>, kind: SourceKind) -> Self {
        let file = IndexFile {
            kind,
            version: String::new(),
            title: String::new(),
            columns: Vec::new(),
            nodes: Vec::new(),
            rebuilt: false,
        };
        Self {
            markup,
            file,
            open: Vec::new(),
            path: Vec::new(),
            field: String::new(),
            struck: false,
            unknown: Vec::new(),
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>) {
        let element = self.element(tag);
        match element {
            Element::Entry => self.enter(tag),
            Element::Field(_) => self.field.clear(),
            Element::Modifiers => self.space(),
            Element::Struck => self.struck = true,
            Element::Letter | Element::Other => {}
        }
        self.open.push(element);
    }

    fn element(&mut self, tag: &BytesStart<'_>) -> Element {
        let name = tag.name().0;
        if matches!(self.open.last(), Some(Element::Field(_) | Element::Modifiers | Element::Struck)) {
            return match name {
                "nemod" => Element::Modifiers,
                "old" => Element::Struck,
                _ => Element::Other,
            };
        }
        match name {
            "mainTerm" | "term" => Element::Entry,
            "letter" => Element::Letter,
            "ICD10CM.index" | "indexHeading" => Element::Other,
            _ => match self.field(tag) {
                Some(field) => Element::Field(field),
                None => {
                    self.unknown(name);
                    Element::Field(Field::Ignored)
                }
            },
        }
    }

    fn field(&self, tag: &BytesStart<'_>) -> Option<Field> {
        let column = || attribute(tag, "col").and_then(|c| c.parse::<u8>().ok()).unwrap_or(0);
        let inside = !self.path.is_empty();
        Some(match tag.name().0 {
            "version" => Field::Version,
            "title" | "diff" if inside => Field::Title,
            "title" if self.open.last() == Some(&Element::Letter) => Field::LetterTitle,
            "title" => Field::FileTitle,
            "head" => Field::Head(column()),
            "code" if inside => Field::Code,
            "manif" if inside => Field::Manifestation,
            "see" if inside => Field::See,
            "seeAlso" if inside => Field::SeeAlso,
            "seecat" if inside => Field::SeeCategory,
            "subcat" if inside => Field::Subcategory,
            "cell" if inside => Field::Cell(column()),
            "warning" => Field::Ignored,
            _ => return None,
        })
    }

    fn unknown(&mut self, name: &str) {
        if self.unknown.len() < 32 && !self.unknown.iter().any(|n| n == name) {
            let shown: String = name.chars().take(40).collect();
            self.markup.note(format!("an element `{shown}` is not part of the layout; passed over"));
            self.unknown.push(name.to_owned());
        }
    }

    fn enter(&mut self, tag: &BytesStart<'_>) {
        if self.file.nodes.len() == MAX_NODES {
            self.markup.stop("more entries than any published Index");
            return;
        }
        let level = self.path.len() as u8;
        if let Some(stated) = attribute(tag, "level").and_then(|l| l.parse::<u8>().ok())
            && stated != level
        {
            self.markup.note(format!("the entry says level {stated} but stands at level {level}"));
        }
        let node = IndexNode {
            level,
            parent: self.path.last().copied(),
            line: self.markup.line(),
            ..IndexNode::default()
        };
        self.path.push(self.file.nodes.len() as u32);
        self.file.nodes.push(node);
    }

    /// Nonessential modifiers follow a word after a space; what ends a word (`(s)`, `(-Smith)`)
    /// is joined to it again by [`tidy_title`].
    fn space(&mut self) {
        if !self.field.is_empty() && !self.field.ends_with(' ') {
            self.field.push(' ');
        }
    }

    fn text(&mut self, text: &str) {
        let inside = matches!(
            self.open.last(),
            Some(Element::Field(_) | Element::Modifiers | Element::Struck | Element::Other)
        );
        let in_field = inside && self.open.iter().any(|e| matches!(e, Element::Field(_)));
        if in_field && !self.struck && self.field.len() + text.len() <= MAX_FIELD {
            self.field.push_str(text);
        }
    }

    fn close(&mut self) {
        match self.open.pop() {
            Some(Element::Entry) => self.leave(),
            Some(Element::Struck) => self.struck = false,
            Some(Element::Field(field)) => self.keep(field),
            _ => {}
        }
    }

    fn leave(&mut self) {
        let Some(n) = self.path.pop() else { return };
        let Some(node) = self.file.nodes.get_mut(n as usize) else { return };
        let uncoded = node.code.is_none() && node.cells.iter().all(Option::is_none);
        if uncoded
            && node.see.is_empty()
            && node.see_also.is_empty()
            && let Some((title, code)) = entry::code_in_title(&node.title)
        {
            let message = format!("the code {} stood inside the title; taken out of it", code.raw);
            self.markup
                .problems
                .push(Problem::note(Position { line: node.line, ..Position::default() }, message));
            node.title = title;
            node.code = Some(code);
        }
        if node.title.is_empty() {
            self.markup.warn("an entry without a title");
        }
    }

    /// Puts the text of a field where it belongs.
    fn keep(&mut self, field: Field) {
        let text = tidy(&self.field);
        match field {
            Field::Version => self.file.version = text,
            Field::FileTitle => self.file.title = text,
            Field::Head(column) if column >= 2 => self.file.columns.push(text),
            Field::Head(_) | Field::LetterTitle | Field::Ignored => {}
            _ => self.keep_in_entry(field, &text),
        }
    }

    fn keep_in_entry(&mut self, field: Field, text: &str) {
        let Some(&n) = self.path.last() else { return };
        let Some(node) = self.file.nodes.get_mut(n as usize) else { return };
        if text.is_empty() {
            return;
        }
        let link = || Link { text: text.to_owned(), targets: Vec::new() };
        let understood = match field {
            Field::Title => {
                set_title(node, text);
                true
            }
            Field::Code => set_code(node, text),
            Field::Manifestation => set_manifestation(node, text),
            Field::See => {
                node.see.push(link());
                true
            }
            Field::SeeAlso => {
                node.see_also.push(link());
                true
            }
            Field::SeeCategory => {
                let codes = entry::codes(text);
                node.see_category.extend_from_slice(&codes);
                !codes.is_empty()
            }
            Field::Subcategory => {
                node.subcategory = entry::code(text);
                node.subcategory.is_some()
            }
            Field::Cell(column) => set_cell(node, column, text),
            _ => true,
        };
        if !understood {
            let shown: String = text.chars().take(60).collect();
            self.markup.note(format!("`{shown}` is not a code of this field; see the printed entry"));
        }
    }
}

/// The title as printed, its words, its nonessential modifiers.
fn set_title(node: &mut IndexNode, text: &str) {
    node.printed = tidy_title(text);
    (node.title, node.nonessential) = entry::title(&node.printed);
    node.nec = entry::has_word(&node.title, "NEC");
    node.nos = entry::has_word(&node.title, "NOS");
}

/// Joins what ends a word to it: `organ (s)` is printed `organ(s)`.
fn tidy_title(text: &str) -> String {
    let mut out = text.to_owned();
    for ending in ["(s)", "(es)", "(ies)", "(al)", "(ic)"] {
        out = out.replace(&format!(" {ending}"), ending);
    }
    out
}

fn set_code(node: &mut IndexNode, text: &str) -> bool {
    // `see categories T17 and` + `T18`: the layout put the second half of the link in a
    // field of its own.
    if let Some(link) = node.see.last_mut().filter(|link| link.text.ends_with(" and")) {
        link.text = format!("{} {text}", link.text);
        return true;
    }
    let (code, brackets) = entry::code_and_brackets(text);
    node.manifestation.extend(brackets);
    let understood = code.is_some();
    if node.code.is_none() {
        node.code = code;
    }
    understood
}

fn set_manifestation(node: &mut IndexNode, text: &str) -> bool {
    let codes: Vec<CodeRef> = entry::codes(text);
    let understood = !codes.is_empty();
    if !understood {
        // Words in brackets are synonyms or explanations (OCG I.A.7), part of the entry.
        node.printed = format!("{} [{text}]", node.printed);
    }
    node.manifestation.extend(codes);
    understood
}

/// Puts a cell in its column; dashes alone mean that no code exists.
fn set_cell(node: &mut IndexNode, column: u8, text: &str) -> bool {
    let Some(cell) = column.checked_sub(2).and_then(|c| node.cells.get_mut(usize::from(c))) else {
        return false;
    };
    if text.bytes().all(|b| b == b'-' || b == b' ') {
        return true;
    }
    *cell = entry::code(text);
    cell.is_some()
}
