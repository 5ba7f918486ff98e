//! ICD-10-PCS: the order file of the date decides which codes are legal; the tables say
//! what their characters mean.

use super::codes::{self, Codes};
use super::sources::Files;
use super::{Counts, count, search};
use crate::sources::cms::icd10pcs_definitions::{self, PcsDefinitions};
use crate::sources::cms::icd10pcs_index::{self, PcsIndex, PcsIndexNode, PcsLink};
use crate::sources::cms::icd10pcs_tables::{self, PcsTable, PcsTables};
use medcode_kb::tables::ReleaseWriter;
use medcode_kb::tables::codes::{BILLABLE, NO_TABLE};
use medcode_kb::tables::index::{self, ExtraKind, IndexKind, NO_NODE, NewExtra, NewNode};
use medcode_kb::tables::pcs::{self, DefinitionRow, NewTable};
use medcode_kb::text::coded::NO_TEXT;
use medcode_model::{Code, CodeSystem, SourceKind};
use std::collections::BTreeSet;
use std::io;

/// Writes a release.
pub(super) fn write(files: &mut Files<'_>, out: &mut ReleaseWriter) -> io::Result<Counts> {
    let system = CodeSystem::Icd10Pcs;
    let tables = files
        .read(SourceKind::PcsTables, |_, b| icd10pcs_tables::read(b), PcsTables::code_count)?
        .map(|t| t.value);
    let order = files.read(SourceKind::PcsOrder, |_, b| codes::order(system, b), Vec::len)?;
    let order = match order {
        Some(order) => Some(order),
        None => files.read(SourceKind::PcsCodes, |_, b| codes::complete(system, b), Vec::len)?,
    };
    let built: BTreeSet<[u8; 7]> =
        tables.iter().flat_map(PcsTables::legal_codes).map(|c| *c.bytes()).collect();
    let mut all = Codes::default();
    let mut no_table = 0;
    match &order {
        Some(order) => {
            for row in order.value.iter().filter(|r| r.billable) {
                let code = *row.code.bytes();
                let missing = !built.contains(&code);
                no_table += usize::from(missing);
                all.add(code, BILLABLE | if missing { NO_TABLE } else { 0 }, &row.long, out);
                all.word(&code, &row.long, &row.short, out);
            }
        }
        None => {
            for code in tables.iter().flat_map(PcsTables::legal_codes) {
                let title = tables.as_ref().map_or_else(String::new, |t| composed(t, &code));
                all.add(*code.bytes(), BILLABLE, &title, out);
            }
        }
    }
    let mut counts = vec![count("billable", all.billable()), count("codes without a table", no_table)];
    let titles: Vec<(u32, String)> =
        (0u32..).zip(all.all()).map(|(row, c)| (row, out.text.get(c.title).to_owned())).collect();
    let order = all.write(out);
    let definitions = files.read(
        SourceKind::PcsDefinitions,
        |_, b| icd10pcs_definitions::read(b),
        |d| d.definitions.len(),
    )?;
    if let Some(tables) = &tables {
        counts.push(count("tables", tables.tables.len()));
        let definitions = definitions.map(|d| d.value).unwrap_or_default();
        write_tables(tables, &definitions, out);
    }
    let index = files.read(SourceKind::PcsIndex, |_, b| icd10pcs_index::read(b), |i| i.nodes.len())?;
    let index = index.map(|i| i.value).unwrap_or_default();
    counts.push(count("index entries", index.nodes.len()));
    let nodes: Vec<NewNode> = index.nodes.iter().map(|n| entry(n, out)).collect();
    index::write(&nodes, out);
    search::pcs(&titles, &index_paths(&index, &order), out);
    Ok(counts)
}

/// A title from the labels of a code's table row, for a release without an order file.
fn composed(tables: &PcsTables, code: &Code) -> String {
    let chars = code.compact().as_bytes();
    let fits = |(table, row): &(&PcsTable, &icd10pcs_tables::PcsRow)| {
        table.prefix[..] == chars[..3]
            && row.axes.iter().zip(&chars[3..]).all(|(a, c)| a.values.iter().any(|v| v.character == *c))
    };
    let Some((table, row)) = tables.rows().find(fits) else { return String::new() };
    let label = |n: usize| {
        row.axes[n].values.iter().find(|v| v.character == chars[n + 3]).map_or("", |v| v.label.as_str())
    };
    format!("{} of {}, {}, {}, {}", table.labels[2], label(0), label(1), label(2), label(3))
}

fn write_tables(tables: &PcsTables, definitions: &PcsDefinitions, out: &mut ReleaseWriter) {
    let mut written = Vec::with_capacity(tables.tables.len());
    for table in &tables.tables {
        let labels = [0, 1, 2].map(|n| out.text.add(&table.labels[n]));
        let definition = out.text.add_if(&table.definition);
        let mut rows = Vec::with_capacity(table.rows.len());
        for row in &table.rows {
            rows.push([0, 1, 2, 3].map(|n| {
                let axis = &row.axes[n];
                let values = axis.values.iter().map(|v| (v.character, out.text.add(&v.label))).collect();
                (out.text.add(&axis.title), values)
            }));
        }
        written.push(NewTable { prefix: table.prefix, labels, definition, rows });
    }
    let mut rows = Vec::new();
    for d in &definitions.definitions {
        for title in &d.titles {
            rows.push(DefinitionRow {
                section: d.section,
                axis: d.axis,
                reserved: [0; 2],
                title: out.text.add(title).into(),
                definition: out.text.add_if(&d.definition).into(),
                explanation: out.text.add_if(&d.explanation).into(),
                includes: out.text.add_if(&d.includes.join("; ")).into(),
            });
        }
    }
    pcs::write(written, &rows, out);
}

/// An entry of the index with its links and the beginnings of codes it names.
fn entry(node: &PcsIndexNode, out: &mut ReleaseWriter) -> NewNode {
    let mut extras = Vec::new();
    for (kind, links) in [(ExtraKind::See, &node.see), (ExtraKind::Use, &node.use_value)] {
        extras.extend(links.iter().map(|l| link(l, kind, out)));
    }
    extras.extend(node.codes.iter().map(|code| NewExtra {
        kind: ExtraKind::Table,
        column: 0,
        code: *code.bytes(),
        dash: code.len() < 7,
        text: NO_TEXT,
        target: NO_NODE,
    }));
    let complete = node.codes.iter().find(|c| c.len() == 7);
    NewNode {
        kind: IndexKind::Pcs,
        level: node.level,
        title: out.text.add(&node.title),
        nonessential: NO_TEXT,
        code: complete.map_or([0; 7], |c| *c.bytes()),
        dash: false,
        extras,
    }
}

fn link(link: &PcsLink, kind: ExtraKind, out: &mut ReleaseWriter) -> NewExtra {
    NewExtra {
        kind,
        column: 0,
        code: link.table.map_or([0; 7], |c| *c.bytes()),
        dash: link.table.is_some_and(|c| c.len() < 7),
        text: out.text.add(&link.text),
        target: link.target.unwrap_or(NO_NODE),
    }
}

/// Entries with a complete code, or the first legal code of the table they name.
fn index_paths(index: &PcsIndex, order: &[[u8; 7]]) -> Vec<(u32, u32, String)> {
    let mut out = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    for (n, node) in (0u32..).zip(&index.nodes) {
        open.truncate(usize::from(node.level));
        open.push(&node.title);
        let see = node.see.iter().filter_map(|l| l.table);
        let Some(code) = node.codes.iter().copied().chain(see).next() else { continue };
        let start = order.partition_point(|c| c < code.bytes());
        let under = order.get(start).is_some_and(|c| c.starts_with(code.compact().as_bytes()));
        if under {
            out.push((codes::row(order, &order[start]).unwrap_or_default(), n, open.join(" ")));
        }
    }
    out
}
