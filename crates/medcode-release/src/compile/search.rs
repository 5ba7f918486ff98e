//! What of a release can be found by words.

use super::codes::{self, Codes};
use crate::sources::cdc::icd10cm_index::IndexFile;
use crate::sources::cdc::icd10cm_tabular::{Owner, Tabular};
use crate::sources::cms::hcpcs::HcpcsRow;
use medcode_kb::search::{Entry, EntryKind, NEUTRAL_PRIOR, SearchBuilder};
use medcode_kb::tables::ReleaseWriter;
use medcode_kb::tables::codes::{EXPANDED, MODIFIER};
use medcode_model::NoteKind;

/// Adds the sections of the search index.
fn finish(builder: SearchBuilder, out: &mut ReleaseWriter) {
    for (name, bytes) in builder.finish() {
        out.bytes(name, bytes);
    }
}

fn entry(doc: u32, source: u32, kind: EntryKind, prior: u8, text: &str) -> Entry<'_> {
    Entry { doc, source, kind, prior, text, also: "" }
}

/// A coder who types few words wants the code that says no more than they do: unspecified
/// and default codes are preferred among equals, "other specified" ones put back.
fn prior(title: &str, complete: bool) -> u8 {
    let low = title.to_ascii_lowercase();
    let mut prior = i16::from(NEUTRAL_PRIOR);
    if low.contains("unspecified") || low.contains("without complication") {
        prior += 2;
    }
    if low.starts_with("other ") || low.contains("other specified") || low.contains("due to") {
        prior -= 2;
    }
    if !complete {
        prior -= 1;
    }
    prior.clamp(0, 15) as u8
}

/// The Tabular List, the order file and the Index family.
pub(super) fn cm(
    titles: &[(u32, String, bool)],
    tabular: Option<&Tabular>,
    order: &[[u8; 7]],
    index: &[IndexFile],
    out: &mut ReleaseWriter,
) {
    let mut builder = SearchBuilder::new();
    for (row, title, complete) in titles {
        builder.add(entry(*row, 0, EntryKind::Title, prior(title, *complete), title));
    }
    if let Some(tabular) = tabular {
        for note in tabular.notes.iter().filter(|n| n.kind == NoteKind::InclusionTerm) {
            let Owner::Code(owner) = note.owner else { continue };
            let code = tabular.codes[owner as usize].code;
            if let Some(row) = codes::row(order, code.bytes()) {
                builder.add(entry(row, 0, EntryKind::Inclusion, NEUTRAL_PRIOR, &note.text));
            }
        }
    }
    index_paths(&mut builder, order, index);
    finish(builder, out);
}

/// Each entry of the Index that has a code, by its whole path.
fn index_paths(builder: &mut SearchBuilder, order: &[[u8; 7]], files: &[IndexFile]) {
    let mut start = 0u32;
    for file in files {
        let mut open: Vec<&str> = Vec::new();
        for (n, node) in file.nodes.iter().enumerate() {
            open.truncate(usize::from(node.level));
            open.push(&node.title);
            let cell = node.cells.iter().flatten().next();
            let kind = if cell.is_some() { EntryKind::TableRow } else { EntryKind::IndexPath };
            let Some(code) = node.code.as_ref().or(cell) else { continue };
            let Some(row) = codes::row(order, code.code.bytes()) else { continue };
            // The default code of a main term is what the bare word means.
            let prior = if node.level == 0 { NEUTRAL_PRIOR + 3 } else { NEUTRAL_PRIOR };
            let text = open.join(" ");
            let also = node.nonessential.join(" ");
            builder.add(Entry {
                doc: row,
                source: start + n as u32,
                kind,
                prior,
                text: &text,
                also: &also,
            });
        }
        start += file.nodes.len() as u32;
    }
}

/// Long descriptions and short ones where they use other words.
pub(super) fn hcpcs(rows: &[HcpcsRow], all: &Codes, out: &mut ReleaseWriter) {
    let order: Vec<[u8; 7]> = all.all().map(|c| c.code).collect();
    let modifier: Vec<bool> = all.all().map(|c| c.flags & MODIFIER != 0).collect();
    let mut builder = SearchBuilder::new();
    for (kind, text) in [
        (EntryKind::Title, (|r: &HcpcsRow| r.long.clone()) as fn(&HcpcsRow) -> String),
        (EntryKind::Short, |r: &HcpcsRow| r.short.clone()),
    ] {
        for row in rows {
            let Some(doc) = codes::row(&order, row.code.bytes()) else { continue };
            let prior = if modifier[doc as usize] { NEUTRAL_PRIOR - 2 } else { NEUTRAL_PRIOR };
            builder.add(entry(doc, 0, kind, prior, &text(row)));
        }
    }
    finish(builder, out);
}

/// The licensee's descriptors of CPT codes: row, long or the longest there is, short.
pub(super) fn cpt(titles: &[(u32, String, String)], out: &mut ReleaseWriter) {
    let mut builder = SearchBuilder::new();
    for (row, title, _) in titles {
        builder.add(entry(*row, 0, EntryKind::Title, NEUTRAL_PRIOR, title));
    }
    for (row, _, short) in titles.iter().filter(|(_, title, short)| !short.is_empty() && short != title)
    {
        builder.add(entry(*row, 0, EntryKind::Short, NEUTRAL_PRIOR, short));
    }
    finish(builder, out);
}

/// ICD-10-PCS titles.
pub(super) fn pcs(titles: &[(u32, String)], index: &[(u32, u32, String)], out: &mut ReleaseWriter) {
    let mut builder = SearchBuilder::new();
    for (row, title) in titles {
        builder.add(entry(*row, 0, EntryKind::Title, NEUTRAL_PRIOR, title));
    }
    for (row, node, path) in index {
        builder.add(entry(*row, *node, EntryKind::IndexPath, NEUTRAL_PRIOR, path));
    }
    finish(builder, out);
}

/// Whether a code is worth an entry of its own: one that only adds a seventh character to
/// the code above it is found by that code.
pub(super) const fn has_own_entry(flags: u8) -> bool {
    flags & EXPANDED == 0
}
