//! ICD-10-CM: the Tabular List, the order file, the Index family and the lists beside them.

use super::codes::{self, Codes, Wording};
use super::sources::{FileRead, Files};
use super::{Counts, count, guidelines, index, search};
use crate::sources::cdc::icd10cm_index::{self, IndexFile};
use crate::sources::cdc::icd10cm_tabular::{self, Owner, Tabular};
use crate::sources::cdc::{
    conversion, guidelines as guideline_files, note_targets, poa_exempt, seventh,
};
use medcode_kb::tables::ReleaseWriter;
use medcode_kb::tables::chapters::{self, RangeRow};
use medcode_kb::tables::codes::{BILLABLE, EXPANDED, LISTED, POA_EXEMPT};
use medcode_kb::tables::conversion::ConversionRow;
use medcode_kb::tables::notes::{self, NewNote};
use medcode_kb::tables::seventh::SeventhRow;
use medcode_model::{Code, CodeSystem, Problem, SourceKind};
use std::io;

/// Writes a release.
pub(super) fn write(files: &mut Files<'_>, out: &mut ReleaseWriter) -> io::Result<Counts> {
    let mut counts = Counts::new();
    let mut all = Codes::default();
    let tabular = files
        .read(SourceKind::CmTabular, |_, b| icd10cm_tabular::read(b), |t| t.codes.len())?
        .map(|t| t.value);
    if let Some(tabular) = &tabular {
        let problems = add_tabular(tabular, &mut all, out);
        files.add_problems(SourceKind::CmTabular, problems);
    }
    add_order(files, tabular.is_some(), &mut all, out)?;
    add_poa(files, &mut all)?;
    counts.push(count("billable", all.billable()));
    counts.push(count("headers", all.len() - all.billable()));
    let titled = titles(&all, out);
    let order = all.write(out);
    if let Some(tabular) = &tabular {
        add_chapters(tabular, out);
        add_seventh(tabular, out);
        let problems = add_notes(tabular, &order, &mut counts, out);
        files.add_problems(SourceKind::CmTabular, problems);
    }
    let index = read_index(files)?;
    counts.push(count("index entries", index.iter().map(|f| f.nodes.len()).sum()));
    index::write(&index, out);
    search::cm(&titled, tabular.as_ref(), &order, &index, out);
    add_conversion(files, &mut counts, out)?;
    let book = files.read(SourceKind::CmGuidelines, |_, b| guideline_files::read(b), Vec::len)?;
    if let Some(book) = book {
        counts.push(count("guideline sections", book.value.len()));
        guidelines::write(&book.value, out);
    }
    Ok(counts)
}

/// Row, title and completeness of the codes that search lists. Rows are places in the
/// sorted table, which is the order the codes are gathered in.
fn titles(all: &Codes, out: &ReleaseWriter) -> Vec<(u32, String, bool)> {
    let known: Vec<_> = all.all().collect();
    (0u32..)
        .zip(&known)
        .filter(|(_, c)| search::has_own_entry(c.flags))
        .map(|(row, c)| (row, out.text.get(c.title).to_owned(), c.flags & BILLABLE != 0))
        .collect()
}

/// Listed codes and those completed by a seventh character.
fn add_tabular(tabular: &Tabular, all: &mut Codes, out: &mut ReleaseWriter) -> Vec<Problem> {
    for listed in &tabular.codes {
        all.add(*listed.code.bytes(), LISTED, &listed.title, out);
    }
    let expanded = seventh::expand(tabular);
    for complete in &expanded.value {
        let made = if complete.seventh.is_some() { EXPANDED } else { 0 };
        let title = complete.title(tabular);
        all.add(*complete.code.bytes(), BILLABLE | made, &title, out);
    }
    expanded.problems
}

/// The wording of the order file, or of the codes file where there is none. Without a
/// Tabular it also says which codes exist; a borrowed one only lends its words.
fn add_order(
    files: &mut Files<'_>,
    tabular: bool,
    all: &mut Codes,
    out: &mut ReleaseWriter,
) -> io::Result<()> {
    let cm = CodeSystem::Icd10Cm;
    let order = files.read(SourceKind::CmOrder, |_, b| codes::order(cm, b), Vec::len)?;
    let order: Option<FileRead<Vec<Wording>>> = match order {
        Some(order) => Some(order),
        None => files.read(SourceKind::CmCodes, |_, b| codes::complete(cm, b), Vec::len)?,
    };
    let Some(order) = order else { return Ok(()) };
    for row in &order.value {
        let code = row.code.bytes();
        if !tabular && !order.borrowed {
            let flags = if row.billable { BILLABLE } else { 0 };
            all.add(*code, flags, &row.long, out);
        }
        all.word(code, &row.long, &row.short, out);
    }
    mark_expanded(&order.value, tabular, all);
    Ok(())
}

/// Without a Tabular, a seven-character code whose title continues that of a known code is
/// one that a seventh character completes.
fn mark_expanded(rows: &[Wording], tabular: bool, all: &mut Codes) {
    if tabular {
        return;
    }
    for row in rows.iter().filter(|r| r.billable && r.code.len() == 7) {
        let above = (3..7).rev().map(|n| *row.code.prefix(n).bytes()).find(|c| all.has(c));
        let listed = above.and_then(|c| rows.binary_search_by(|r| r.code.bytes().cmp(&c)).ok());
        if listed.is_some_and(|n| row.long.starts_with(&*rows[n].long)) {
            all.mark(row.code.bytes(), EXPANDED);
        }
    }
}

fn add_poa(files: &mut Files<'_>, all: &mut Codes) -> io::Result<()> {
    let poa = files.read(SourceKind::CmPoaExempt, |_, b| poa_exempt::read(b), |l| l.codes.len())?;
    for exempt in poa.iter().flat_map(|p| &p.value.codes) {
        all.mark(exempt.code.bytes(), POA_EXEMPT);
    }
    Ok(())
}

/// The first three characters of a code.
fn category(code: &Code) -> [u8; 3] {
    let b = code.bytes();
    [b[0], b[1], b[2]]
}

fn add_chapters(tabular: &Tabular, out: &mut ReleaseWriter) {
    let mut row = |range: &Option<(Code, Code)>, chapter: u8, title: &str| {
        let (from, to) = range.map_or(([0; 3], [0; 3]), |(a, b)| (category(&a), category(&b)));
        RangeRow { from, to, chapter, reserved: 0, title: out.text.add(title).into() }
    };
    let heads: Vec<RangeRow> =
        tabular.chapters.iter().map(|c| row(&c.range, c.number, &c.title)).collect();
    let blocks: Vec<RangeRow> = tabular
        .sections
        .iter()
        .map(|s| {
            row(&s.range, tabular.chapters.get(s.chapter as usize).map_or(0, |c| c.number), &s.title)
        })
        .collect();
    chapters::write(&heads, &blocks, out);
}

/// Lists of seventh characters at the codes they stand at. A list at a chapter or a section
/// would hold for every category in it; no year has one.
fn add_seventh(tabular: &Tabular, out: &mut ReleaseWriter) {
    let mut rows = Vec::new();
    for list in &tabular.seventh {
        let Owner::Code(owner) = list.owner else { continue };
        let owner = *tabular.codes[owner as usize].code.bytes();
        rows.extend(list.characters.iter().map(|c| SeventhRow {
            owner,
            character: c.character,
            meaning: out.text.add(&c.meaning).into(),
        }));
    }
    medcode_kb::tables::seventh::write(rows, out);
}

/// Notes, verbatim and with the codes they name.
fn add_notes(
    tabular: &Tabular,
    order: &[[u8; 7]],
    counts: &mut Counts,
    out: &mut ReleaseWriter,
) -> Vec<Problem> {
    let found = note_targets::read(tabular);
    let mut written = Vec::with_capacity(tabular.notes.len());
    for (note, parsed) in tabular.notes.iter().zip(found.value.parsed) {
        let owner = match note.owner {
            Owner::Chapter(n) => notes::Owner::Chapter(n),
            Owner::Section(n) => notes::Owner::Block(n),
            Owner::Code(n) => {
                let code = tabular.codes[n as usize].code;
                let Some(row) = codes::row(order, code.bytes()) else { continue };
                notes::Owner::Code(row)
            }
        };
        let text = out.text.add(&note.text);
        let complete = parsed.complete;
        written.push(NewNote { owner, kind: note.kind, text, targets: parsed.targets, complete });
    }
    counts.push(count("notes", written.len()));
    counts.push(count("notes that name codes", found.value.coded));
    counts.push(count("notes that name codes, parsed in full", found.value.complete));
    notes::write(written, out);
    found.problems
}

/// The Index family, links resolved across its files.
fn read_index(files: &mut Files<'_>) -> io::Result<Vec<IndexFile>> {
    let mut found = Vec::new();
    for kind in
        [SourceKind::CmIndex, SourceKind::CmNeoplasm, SourceKind::CmDrug, SourceKind::CmExternalCause]
    {
        let file = files.read(kind, icd10cm_index::read, |f| f.nodes.len())?;
        found.extend(file.map(|f| f.value));
    }
    for (kind, problems) in icd10cm_index::resolve(&mut found) {
        files.add_problems(kind, problems);
    }
    Ok(found)
}

fn add_conversion(
    files: &mut Files<'_>,
    counts: &mut Counts,
    out: &mut ReleaseWriter,
) -> io::Result<()> {
    let table = files.read(SourceKind::CmConversion, |_, b| conversion::read(b), Vec::len)?;
    let Some(table) = table else { return Ok(()) };
    let mut rows = Vec::new();
    for row in &table.value {
        rows.extend(row.previous.iter().map(|p| ConversionRow {
            new: *row.new.bytes(),
            from: *p.from.bytes(),
            to: *p.to.bytes(),
            effective: row.effective.days().into(),
        }));
    }
    counts.push(count("conversions", rows.len()));
    medcode_kb::tables::conversion::write(rows, out);
    Ok(())
}
