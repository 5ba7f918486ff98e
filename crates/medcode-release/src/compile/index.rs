//! The Index family of a release as one table of entries.

use crate::sources::cdc::icd10cm_index::{CodeRef, IndexFile, IndexNode, Link, LinkTarget};
use medcode_kb::tables::ReleaseWriter;
use medcode_kb::tables::index::{self, ExtraKind, IndexKind, NO_NODE, NewExtra, NewNode};
use medcode_kb::text::coded::NO_TEXT;
use medcode_model::SourceKind;

/// Writes the entries of all files, one after the other; gives them back for search.
pub(super) fn write(files: &[IndexFile], out: &mut ReleaseWriter) -> Vec<NewNode> {
    let mut starts = Vec::new();
    let mut total = 0u32;
    for file in files {
        starts.push((file.kind, total));
        total += file.nodes.len() as u32;
    }
    let mut nodes = Vec::with_capacity(total as usize);
    for file in files {
        let kind = kind_of(file.kind);
        nodes.extend(file.nodes.iter().map(|n| entry(n, kind, &starts, out)));
    }
    index::write(&nodes, out);
    nodes
}

const fn kind_of(kind: SourceKind) -> IndexKind {
    match kind {
        SourceKind::CmNeoplasm => IndexKind::Neoplasm,
        SourceKind::CmDrug => IndexKind::Drug,
        SourceKind::CmExternalCause => IndexKind::ExternalCause,
        SourceKind::PcsIndex => IndexKind::Pcs,
        _ => IndexKind::Alphabetic,
    }
}

fn entry(
    node: &IndexNode,
    kind: IndexKind,
    starts: &[(SourceKind, u32)],
    out: &mut ReleaseWriter,
) -> NewNode {
    let mut extras = Vec::new();
    for link in &node.see {
        extras.extend(links(link, ExtraKind::See, starts, out));
    }
    for link in &node.see_also {
        extras.extend(links(link, ExtraKind::SeeAlso, starts, out));
    }
    extras.extend(node.see_category.iter().map(|c| coded(c, ExtraKind::SeeCategory, 0)));
    extras.extend(node.manifestation.iter().map(|c| coded(c, ExtraKind::Manifestation, 0)));
    extras.extend(node.subcategory.iter().map(|c| coded(c, ExtraKind::Subcategory, 0)));
    for (column, cell) in node.cells.iter().enumerate() {
        extras.extend(cell.iter().map(|c| coded(c, ExtraKind::Cell, column as u8)));
    }
    let nonessential = node.nonessential.iter().map(|w| format!("({w})")).collect::<Vec<_>>().join(" ");
    NewNode {
        kind,
        level: node.level,
        title: out.text.add(&node.title),
        nonessential: out.text.add_if(&nonessential),
        code: node.code.as_ref().map_or([0; 7], |c| *c.code.bytes()),
        dash: node.code.as_ref().is_some_and(|c| c.dash),
        extras,
    }
}

fn coded(code: &CodeRef, kind: ExtraKind, column: u8) -> NewExtra {
    NewExtra { kind, column, code: *code.code.bytes(), dash: code.dash, text: NO_TEXT, target: NO_NODE }
}

/// A link gives one row for each place it leads to, and one row where it leads nowhere.
fn links(
    link: &Link,
    kind: ExtraKind,
    starts: &[(SourceKind, u32)],
    out: &mut ReleaseWriter,
) -> Vec<NewExtra> {
    let text = out.text.add(&link.text);
    let start = |file: SourceKind| starts.iter().find(|(k, _)| *k == file).map(|(_, n)| *n);
    let row = |code: [u8; 7], target: u32, column: u8| NewExtra {
        kind,
        column,
        code,
        dash: false,
        text,
        target,
    };
    let mut rows: Vec<NewExtra> = link
        .targets
        .iter()
        .map(|target| match target {
            LinkTarget::Node { file, node, column, .. } => {
                row([0; 7], start(*file).map_or(NO_NODE, |s| s + node), column.unwrap_or(0))
            }
            LinkTarget::File { file, column } => {
                row([0; 7], start(*file).unwrap_or(NO_NODE), column.unwrap_or(0))
            }
            LinkTarget::Codes(target) => row(*target.from.bytes(), NO_NODE, 0),
            LinkTarget::Condition => row([0; 7], NO_NODE, 0),
        })
        .collect();
    if rows.is_empty() {
        rows.push(row([0; 7], NO_NODE, 0));
    }
    rows
}
