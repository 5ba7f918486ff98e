//! What do the Alphabetic Index, the External Cause Index and the tables of neoplasms and of
//! drugs say? All four are one layout, `ICD10CM.index`.

mod coded_link;
mod entry;
mod named_file;
mod read;
mod resolve;
mod terms;
#[cfg(test)]
mod tests;

pub use resolve::resolve;

use medcode_model::{Code, Position, Problem, Read, SourceKind, Target};
use sha2::{Digest, Sha256};

/// A code as the Index prints it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeRef {
    /// The code, or the part of it that is printed.
    pub code: Code,
    /// Whether a dash follows: characters are still needed.
    pub dash: bool,
    /// As printed.
    pub raw: String,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// An entry of one of the files.
    Node {
        /// Which file.
        file: SourceKind,
        /// Which of its entries.
        node: u32,
        /// The column of a table, where the link names one (`malignant`, `adverse effect`).
        column: Option<u8>,
        /// What is then to be chosen beneath the entry (`site`, `type`, `region`).
        by: Option<String>,
    },
    /// A whole table or index.
    File {
        /// Which one.
        file: SourceKind,
        /// The column of a table, where the link names one.
        column: Option<u8>,
    },
    /// The codes of the Tabular List named in the link.
    Codes(Target),
    /// "see condition": the condition itself is to be looked up.
    Condition,
}

/// A `see` or `see also`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// As printed, without the words "see" or "see also".
    pub text: String,
    /// Where it leads; several where it names alternatives, none until resolved or where
    /// it could not be.
    pub targets: Vec<LinkTarget>,
}

/// One entry of the Index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IndexNode {
    /// 0 is a main term.
    pub level: u8,
    /// The entry it stands under.
    pub parent: Option<u32>,
    /// Its words without nonessential modifiers.
    pub title: String,
    /// As printed, with nonessential modifiers.
    pub printed: String,
    /// What stands in parentheses: words that do not affect the code (OCG I.A.7).
    pub nonessential: Vec<String>,
    /// The default code (OCG I.A.18).
    pub code: Option<CodeRef>,
    /// The codes in brackets: the manifestation of the pair (OCG I.A.7).
    pub manifestation: Vec<CodeRef>,
    /// Go there instead.
    pub see: Vec<Link>,
    /// More may be found there.
    pub see_also: Vec<Link>,
    /// See the category in the Tabular List.
    pub see_category: Vec<CodeRef>,
    /// A subcategory named beside the entry.
    pub subcategory: Option<CodeRef>,
    /// The cells of a table, from its second column on.
    pub cells: [Option<CodeRef>; 6],
    /// "Not elsewhere classifiable" stands in the title.
    pub nec: bool,
    /// "Not otherwise specified" stands in the title.
    pub nos: bool,
    /// Line in the file.
    pub line: u32,
}

/// One file of the Index family.
#[derive(Clone, Debug)]
pub struct IndexFile {
    /// Which of the four.
    pub kind: SourceKind,
    /// The version as stated, usually the fiscal year.
    pub version: String,
    /// The title as stated; the tables have none.
    pub title: String,
    /// The headings of the cells, without the first column.
    pub columns: Vec<String>,
    /// The entries in the order of the book.
    pub nodes: Vec<IndexNode>,
    /// Rolled forward from an older release; not the publisher's file.
    pub rebuilt: bool,
}

impl IndexFile {
    /// The titles from the main term down to the entry.
    #[must_use]
    pub fn path(&self, node: u32) -> Vec<&str> {
        let mut titles = Vec::new();
        let mut at = Some(node);
        while let Some(entry) = at.and_then(|n| self.nodes.get(n as usize)) {
            titles.push(entry.title.as_str());
            // A parent always stands before its subterm, so this ends.
            at = entry.parent;
        }
        titles.reverse();
        titles
    }
}

/// Reads a file of the Index family. `name` is the file's own name, without folders.
#[must_use]
pub fn read(name: &str, bytes: &[u8]) -> Read<IndexFile> {
    let kind = looks_like(bytes);
    let mut read = read::file(bytes, kind.unwrap_or(SourceKind::CmIndex));
    if kind.is_none() {
        let message = "this is not an ICD-10-CM index or table: no `ICD10CM.index` element at its start";
        read.problems.insert(0, Problem::error(Position::default(), message));
    }
    read.value.rebuilt = is_rebuilt(name, bytes);
    if read.value.rebuilt {
        let message = "this Index was rolled forward from an older release: not the publisher's file";
        read.problems.insert(0, Problem::note(Position::default(), message));
    }
    read
}

/// Which of the four files begins like this, if any. The first kilobytes are enough.
#[must_use]
pub fn looks_like(head: &[u8]) -> Option<SourceKind> {
    let (text, _) = crate::sources::markup::decode(&head[..head.len().min(8192)]);
    let start = text.find("<ICD10CM.index")?;
    let head = text[start..].split("<letter").next().unwrap_or_default().to_ascii_lowercase();
    if head.contains("external cause") {
        Some(SourceKind::CmExternalCause)
    } else if head.contains("adverse effect") || head.contains("underdosing") {
        Some(SourceKind::CmDrug)
    } else if head.contains("ca in situ") || head.contains("malignant primary") {
        Some(SourceKind::CmNeoplasm)
    } else if head.contains("index") {
        Some(SourceKind::CmIndex)
    } else {
        None
    }
}

/// The one rolled-forward Index that is in circulation under any name.
const REBUILT_2026: &str = "c3f03f704b6456c48693b1c3e9758174da93c0b7051ac74c5d004c219fc570e6";

/// Whether an Index was rebuilt from an older one and addenda: by its name, or by its digest
/// where it was renamed.
#[must_use]
pub fn is_rebuilt(name: &str, bytes: &[u8]) -> bool {
    if name.to_ascii_lowercase().contains("rebuilt") {
        return true;
    }
    let digest = Sha256::digest(bytes);
    digest.iter().map(|b| format!("{b:02x}")).collect::<String>() == REBUILT_2026
}
