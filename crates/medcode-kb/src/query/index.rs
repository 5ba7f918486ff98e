//! Walking the Alphabetic Index and its tables.

use super::Release;
use crate::tables::index::{self, DASH, ExtraKind, ExtraRow, IndexKind, NO_NODE};
use medcode_model::{Code, CodeSystem};

/// A link, manifestation or cell of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexLink {
    /// What it is.
    pub kind: ExtraKind,
    /// The column of a cell, from 0.
    pub column: u8,
    /// Its code.
    pub code: Option<Code>,
    /// Whether characters are still needed.
    pub dash: bool,
    /// The words of a link.
    pub text: String,
    /// The entry it leads to.
    pub target: Option<u32>,
}

/// An entry of an index with everything that is printed on its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexEntry {
    /// Its number.
    pub node: u32,
    /// Which index.
    pub kind: IndexKind,
    /// 0 is a main term.
    pub level: u8,
    /// Words without nonessential modifiers.
    pub title: String,
    /// Nonessential modifiers as printed.
    pub nonessential: String,
    /// Default code.
    pub code: Option<Code>,
    /// Whether characters are still needed.
    pub dash: bool,
    /// Links, manifestations, cells.
    pub links: Vec<IndexLink>,
}

impl Release {
    /// What hangs on an entry.
    #[must_use]
    pub fn index_extras(&self, node: u32) -> &[ExtraRow] {
        index::extras(self.file().rows(index::EXTRAS), node)
    }

    /// The words of an entry.
    #[must_use]
    pub fn index_title(&self, node: u32) -> String {
        self.index_nodes()
            .get(node as usize)
            .map_or_else(String::new, |n| self.text().get(n.title.get()))
    }

    /// The entries directly under an entry.
    pub fn index_children(&self, node: u32) -> impl Iterator<Item = u32> + '_ {
        let all = self.index_nodes();
        let end = all.get(node as usize).map_or(0, |n| n.end.get()).min(all.len() as u32);
        let mut at = node.saturating_add(1);
        std::iter::from_fn(move || {
            if at >= end {
                return None;
            }
            let found = at;
            at = all[found as usize].end.get().max(found + 1);
            Some(found)
        })
    }

    /// The words from the main term down to an entry.
    #[must_use]
    pub fn index_path(&self, node: u32) -> Vec<String> {
        let all = self.index_nodes();
        let up =
            |&n: &u32| all.get(n as usize).map(|r| r.parent.get()).filter(|&p| p != NO_NODE && p < n);
        let start = ((node as usize) < all.len()).then_some(node);
        let mut path: Vec<String> =
            std::iter::successors(start, up).map(|n| self.index_title(n)).collect();
        path.reverse();
        path
    }

    /// An entry with everything on its line.
    #[must_use]
    pub fn index_entry(&self, node: u32) -> Option<IndexEntry> {
        let row = self.index_nodes().get(node as usize)?;
        let text = self.text();
        Some(IndexEntry {
            node,
            kind: row.kind(),
            level: row.level,
            title: text.get(row.title.get()),
            nonessential: text.get(row.nonessential.get()),
            code: row.has_code().then(|| Code::from_bytes(self.system(), row.code)),
            dash: row.flags & DASH != 0,
            links: self.index_extras(node).iter().map(|e| self.link(e)).collect(),
        })
    }

    fn link(&self, extra: &ExtraRow) -> IndexLink {
        IndexLink {
            kind: extra.kind(),
            column: extra.column,
            code: extra.has_code().then(|| Code::from_bytes(self.system(), extra.code)),
            dash: extra.flags & DASH != 0,
            text: self.text().get(extra.text.get()),
            target: Some(extra.target.get()).filter(|&n| n != NO_NODE),
        }
    }

    /// Whether an index came from a reconstruction rather than the publisher's own file.
    #[must_use]
    pub fn index_is_rebuilt(&self) -> bool {
        self.system() == CodeSystem::Icd10Cm
            && self.meta().source(medcode_model::SourceKind::CmIndex).is_some_and(|s| s.rebuilt)
    }
}
