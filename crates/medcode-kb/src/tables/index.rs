//! The Alphabetic Index, the External Cause Index and the tables of neoplasms and drugs
//! (and the ICD-10-PCS index): one tree of entries, each with its codes and links.

use super::ReleaseWriter;
use zerocopy::little_endian::U32;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

/// Section name of the entries.
pub const NODES: &str = "index";
/// Section name of links, manifestations and cells.
pub const EXTRAS: &str = "index.extras";

/// Which index an entry stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum IndexKind {
    /// ICD-10-CM Alphabetic Index.
    Alphabetic = 0,
    /// ICD-10-CM Table of Neoplasms.
    Neoplasm = 1,
    /// ICD-10-CM Table of Drugs and Chemicals.
    Drug = 2,
    /// ICD-10-CM External Cause of Injuries Index.
    ExternalCause = 3,
    /// ICD-10-PCS index.
    Pcs = 4,
}

impl IndexKind {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Alphabetic, Self::Neoplasm, Self::Drug, Self::ExternalCause, Self::Pcs];

    /// The name as printed.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Alphabetic => "Alphabetic Index",
            Self::Neoplasm => "Table of Neoplasms",
            Self::Drug => "Table of Drugs and Chemicals",
            Self::ExternalCause => "External Cause Index",
            Self::Pcs => "ICD-10-PCS Index",
        }
    }

    /// The headings of the cells of a row.
    #[must_use]
    pub const fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Neoplasm => &[
                "Malignant Primary",
                "Malignant Secondary",
                "Ca in situ",
                "Benign",
                "Uncertain Behavior",
                "Unspecified Behavior",
            ],
            Self::Drug => &[
                "Poisoning, Accidental (Unintentional)",
                "Poisoning, Intentional Self-harm",
                "Poisoning, Assault",
                "Poisoning, Undetermined",
                "Adverse Effect",
                "Underdosing",
            ],
            _ => &[],
        }
    }
}

/// What hangs on an entry beside its default code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum ExtraKind {
    /// `see`: go there instead.
    See = 0,
    /// `see also`.
    SeeAlso = 1,
    /// `see category`.
    SeeCategory = 2,
    /// The manifestation code in brackets: the second of the pair.
    Manifestation = 3,
    /// A cell of a table: `column` says which.
    Cell = 4,
    /// ICD-10-PCS: `use` this value instead of the term looked up.
    Use = 5,
    /// ICD-10-PCS: a table or the first characters of a code.
    Table = 6,
    /// A subcategory named beside the code.
    Subcategory = 7,
}

impl ExtraKind {
    const ALL: [Self; 8] = [
        Self::See,
        Self::SeeAlso,
        Self::SeeCategory,
        Self::Manifestation,
        Self::Cell,
        Self::Use,
        Self::Table,
        Self::Subcategory,
    ];
}

/// "No entry".
pub const NO_NODE: u32 = u32::MAX;
/// The code in the Index is followed by a dash: characters are still needed.
pub const DASH: u8 = 1;

/// One entry. Entries stand in the order of the book, so an entry's subterms follow it up
/// to `end`.
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct NodeRow {
    /// Which index.
    kind: u8,
    /// 0 is a main term.
    pub level: u8,
    /// [`DASH`].
    pub flags: u8,
    reserved: u8,
    /// The entry it stands under; [`NO_NODE`] for a main term.
    pub parent: U32,
    /// One past its last subterm.
    pub end: U32,
    /// Its words without nonessential modifiers.
    pub title: U32,
    /// Nonessential modifiers as printed, with their parentheses; no text where none.
    pub nonessential: U32,
    /// Its default code, zero-padded; all zero where none.
    pub code: [u8; 7],
    reserved2: u8,
}

impl NodeRow {
    /// Which index.
    #[must_use]
    pub fn kind(&self) -> IndexKind {
        IndexKind::ALL.into_iter().find(|k| *k as u8 == self.kind).unwrap_or(IndexKind::Alphabetic)
    }

    /// Whether it has a default code.
    #[must_use]
    pub const fn has_code(&self) -> bool {
        self.code[0] != 0
    }
}

/// A link, a manifestation or a cell of an entry.
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct ExtraRow {
    /// The entry.
    pub node: U32,
    kind: u8,
    /// The column of a cell, from 0.
    pub column: u8,
    /// [`DASH`].
    pub flags: u8,
    reserved: u8,
    /// Its code, where it has one.
    pub code: [u8; 7],
    reserved2: u8,
    /// The words of a link.
    pub text: U32,
    /// The entry a link leads to.
    pub target: U32,
}

impl ExtraRow {
    /// What it is.
    #[must_use]
    pub fn kind(&self) -> ExtraKind {
        ExtraKind::ALL.into_iter().find(|k| *k as u8 == self.kind).unwrap_or(ExtraKind::SeeAlso)
    }

    /// Whether it has a code.
    #[must_use]
    pub const fn has_code(&self) -> bool {
        self.code[0] != 0
    }
}

/// An extra to be written.
pub struct NewExtra {
    /// What it is.
    pub kind: ExtraKind,
    /// Column of a cell.
    pub column: u8,
    /// Its code or zeros.
    pub code: [u8; 7],
    /// Whether a dash follows the code.
    pub dash: bool,
    /// The words of a link.
    pub text: u32,
    /// The entry a link leads to, counted over all entries written; [`NO_NODE`] if none.
    pub target: u32,
}

/// An entry to be written.
pub struct NewNode {
    /// Which index.
    pub kind: IndexKind,
    /// 0 is a main term.
    pub level: u8,
    /// Words without nonessential modifiers.
    pub title: u32,
    /// Nonessential modifiers as printed.
    pub nonessential: u32,
    /// Default code or zeros.
    pub code: [u8; 7],
    /// Whether a dash follows the code.
    pub dash: bool,
    /// Links, manifestations, cells.
    pub extras: Vec<NewExtra>,
}

/// Writes the entries, given in the order of the book with correct levels.
pub fn write(nodes: &[NewNode], out: &mut ReleaseWriter) {
    let (parents, ends) = spans(nodes);
    let mut extras = Vec::new();
    let rows: Vec<NodeRow> = nodes
        .iter()
        .enumerate()
        .map(|(n, node)| {
            extras.extend(node.extras.iter().map(|e| ExtraRow {
                node: (n as u32).into(),
                kind: e.kind as u8,
                column: e.column,
                flags: u8::from(e.dash) * DASH,
                reserved: 0,
                code: e.code,
                reserved2: 0,
                text: e.text.into(),
                target: e.target.into(),
            }));
            NodeRow {
                kind: node.kind as u8,
                level: node.level,
                flags: u8::from(node.dash) * DASH,
                reserved: 0,
                parent: parents[n].into(),
                end: ends[n].into(),
                title: node.title.into(),
                nonessential: node.nonessential.into(),
                code: node.code,
                reserved2: 0,
            }
        })
        .collect();
    out.rows(NODES, &rows);
    out.rows(EXTRAS, &extras);
}

/// Parent and subtree end of each entry, from the levels.
fn spans(nodes: &[NewNode]) -> (Vec<u32>, Vec<u32>) {
    let mut parents = vec![NO_NODE; nodes.len()];
    let mut ends = vec![nodes.len() as u32; nodes.len()];
    let mut open: Vec<usize> = Vec::new();
    for (n, node) in nodes.iter().enumerate() {
        while let Some(&top) = open.last() {
            if nodes[top].level < node.level {
                break;
            }
            ends[top] = n as u32;
            open.pop();
        }
        if let Some(&top) = open.last() {
            parents[n] = top as u32;
        }
        open.push(n);
    }
    (parents, ends)
}

/// What hangs on an entry.
#[must_use]
pub fn extras(all: &[ExtraRow], node: u32) -> &[ExtraRow] {
    let start = all.partition_point(|r| r.node.get() < node);
    let len = all[start..].partition_point(|r| r.node.get() == node);
    &all[start..start + len]
}
