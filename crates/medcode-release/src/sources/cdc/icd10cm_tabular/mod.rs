//! What does the ICD-10-CM Tabular List say? Chapters, sections, codes, notes and the lists
//! of seventh characters, read from the publisher's XML of any year since FY2016.

mod content;
mod lines;
mod reader;
mod rows;
#[cfg(test)]
mod tests;

use medcode_model::{Code, NoteKind, Position, Read};
pub(crate) use rows::speaks_of_seventh;

/// One Tabular List, everything in document order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tabular {
    /// The version as the file states it: usually a fiscal year (`2026`).
    pub version: String,
    /// Any fuller statement of the release: a title beside the version.
    pub statement: String,
    /// Chapters.
    pub chapters: Vec<Chapter>,
    /// Sections (blocks) of all chapters.
    pub sections: Vec<Section>,
    /// Codes, headers included; seventh characters are not spelled out here.
    pub codes: Vec<TabularCode>,
    /// Notes of chapters, sections and codes.
    pub notes: Vec<TabularNote>,
    /// Lists of seventh characters.
    pub seventh: Vec<SeventhDefinition>,
}

/// A chapter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// Its number, from 1.
    pub number: u8,
    /// Title without the range.
    pub title: Box<str>,
    /// First and last category, where the title states them.
    pub range: Option<(Code, Code)>,
    /// Where it stands.
    pub position: Position,
}

/// A section (block) of a chapter. The file lists sections flat; some hold others by range
/// (M00-M25 holds M05-M14), and their notes hold for those too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The id as the file writes it (`A00-A09`, `B20`).
    pub id: Box<str>,
    /// Title without the range.
    pub title: Box<str>,
    /// First and last category.
    pub range: Option<(Code, Code)>,
    /// Index of the chapter.
    pub chapter: u32,
    /// Index of the narrowest section that holds this one.
    pub parent: Option<u32>,
    /// Where it stands.
    pub position: Position,
}

/// A code as the Tabular lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TabularCode {
    /// The code.
    pub code: Code,
    /// Its title.
    pub title: Box<str>,
    /// Index of the code above; none for a category.
    pub parent: Option<u32>,
    /// Index of the chapter.
    pub chapter: u32,
    /// Index of the section it stands under.
    pub section: u32,
    /// No code is listed under it. It may still need a seventh character.
    pub leaf: bool,
    /// The file marks it as one whose `X` is a placeholder.
    pub placeholder: bool,
    /// Where it stands.
    pub position: Position,
}

/// What a note or a list of seventh characters belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// A chapter, by index.
    Chapter(u32),
    /// A section, by index.
    Section(u32),
    /// A code, by index.
    Code(u32),
}

/// One note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TabularNote {
    /// Under what it stands.
    pub owner: Owner,
    /// Its kind.
    pub kind: NoteKind,
    /// Notes that share a heading share this number; the first is often the sentence that
    /// the others complete ("Code first underlying disease, such as:").
    pub group: u32,
    /// The text, verbatim but for white space at its ends and line breaks within.
    pub text: Box<str>,
    /// Where it stands.
    pub position: Position,
}

/// A list of seventh characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeventhDefinition {
    /// Under what it stands: it holds for every code there but for a nearer list.
    pub owner: Owner,
    /// The characters, in the order given.
    pub characters: Vec<SeventhCharacter>,
    /// Indexes of the notes beside it: the sentence above the list, and notes that speak of
    /// seventh characters and may restrict it.
    pub notes: Vec<u32>,
    /// Where it stands.
    pub position: Position,
}

/// One seventh character and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeventhCharacter {
    /// The character, upper case.
    pub character: u8,
    /// Its meaning, as the code titles append it.
    pub meaning: Box<str>,
    /// Further wordings listed under it.
    pub terms: Vec<Box<str>>,
}

impl Tabular {
    /// The code at an index and every code above it, nearest first.
    pub fn lineage(&self, code: u32) -> impl Iterator<Item = u32> + '_ {
        std::iter::successors(Some(code), |&at| self.codes.get(at as usize).and_then(|row| row.parent))
    }

    /// Whether an owner is the code at this index or anything above it.
    #[must_use]
    pub fn owns(&self, owner: Owner, code: u32) -> bool {
        let Some(row) = self.codes.get(code as usize) else { return false };
        match owner {
            Owner::Chapter(at) => row.chapter == at,
            Owner::Section(at) => self.section_lineage(row.section).any(|s| s == at),
            Owner::Code(at) => self.lineage(code).any(|c| c == at),
        }
    }

    /// The section at an index and every section that holds it, narrowest first.
    pub fn section_lineage(&self, section: u32) -> impl Iterator<Item = u32> + '_ {
        std::iter::successors(Some(section), |&at| {
            self.sections.get(at as usize).and_then(|row| row.parent)
        })
    }
}

/// Reads a Tabular List.
///
/// What cannot be read is left out and told as a problem with its place; only a file that
/// ends early, is not XML or holds no code at all is an error.
#[must_use]
pub fn read(bytes: &[u8]) -> Read<Tabular> {
    reader::read(bytes)
}

/// Whether a file that begins so is a Tabular List: told by its root element.
#[must_use]
pub fn looks_like(head: &[u8]) -> bool {
    let head = &head[..head.len().min(4096)];
    let root = b"<ICD10CM.tabular";
    head.windows(root.len()).any(|window| window.eq_ignore_ascii_case(root))
}
