//! The publishers' files.

use std::io::Write;
use std::sync::Once;

use medcode_model::{CodeSystem, Problem};
use medcode_release::input::{Entry, Input, SourceFile};
use medcode_release::recognise::recognise;
use medcode_release::sources::cdc::{
    conversion as conversion_table, guidelines as guideline_book, icd10cm_codes, icd10cm_index,
    icd10cm_order, icd10cm_tabular, note_targets, poa_exempt, seventh,
};
use medcode_release::sources::cms::{
    hcpcs, icd10pcs_definitions, icd10pcs_index as pcs_index_file, icd10pcs_tables,
};

use crate::sheet;

/// The Tabular List, its notes and the codes that seventh characters complete.
pub fn tabular(bytes: &[u8]) {
    let read = icd10cm_tabular::read(bytes);
    positions(&read.problems, bytes);
    seventh::expand(&read.value);
    note_targets::read(&read.value);
}

/// The Index family; the same bytes as two files, so that links cross between them.
pub fn index(bytes: &[u8]) {
    let read = icd10cm_index::read("icd10cm_index_2026.xml", bytes);
    positions(&read.problems, bytes);
    let other = icd10cm_index::read("icd10cm_drug_2026.xml", bytes);
    let mut files = [read.value, other.value];
    icd10cm_index::resolve(&mut files);
    for file in &files {
        for node in 0..file.nodes.len() {
            file.path(u32::try_from(node).unwrap_or(u32::MAX));
        }
    }
}

/// Order files and codes files of both systems.
pub fn codes(bytes: &[u8]) {
    for system in [CodeSystem::Icd10Cm, CodeSystem::Icd10Pcs] {
        positions(&icd10cm_order::read(system, bytes).problems, bytes);
        positions(&icd10cm_codes::read(system, bytes).problems, bytes);
    }
}

/// The POA-exempt list.
pub fn poa(bytes: &[u8]) {
    positions(&poa_exempt::read(bytes).problems, bytes);
}

/// The conversion table: the bytes are the cells of its sheet.
pub fn conversion(bytes: &[u8]) {
    quiet();
    let read = conversion_table::read(&sheet::workbook(&sheet::of_cells(bytes)));
    for row in &read.value {
        for previous in &row.previous {
            conversion_table::successors(&read.value, &previous.from);
        }
    }
}

/// The Official Guidelines as text.
pub fn guidelines(bytes: &[u8]) {
    quiet();
    guideline_book::read(bytes);
}

/// The tables of ICD-10-PCS and the codes they make, unless they make endlessly many.
pub fn pcs_tables(bytes: &[u8]) {
    let read = icd10pcs_tables::read(bytes);
    positions(&read.problems, bytes);
    read.value.legal_codes().take(10_000).for_each(drop);
    read.value.code_count();
}

/// The Index of ICD-10-PCS.
pub fn pcs_index(bytes: &[u8]) {
    positions(&pcs_index_file::read(bytes).problems, bytes);
}

/// The definitions of ICD-10-PCS.
pub fn pcs_definitions(bytes: &[u8]) {
    positions(&icd10pcs_definitions::read(bytes).problems, bytes);
}

/// The quarterly HCPCS file in fixed columns.
pub fn hcpcs_fixed(bytes: &[u8]) {
    positions(&hcpcs::read_fixed(bytes).problems, bytes);
}

/// Workbooks: the bytes are one, or its sheet, or the cells of that. The library under the
/// reader may panic; the reader has to catch that.
pub fn workbook(bytes: &[u8]) {
    quiet();
    let whole = match bytes {
        [b'P', b'K', ..] => bytes.to_vec(),
        [b'<', ..] => sheet::workbook(bytes),
        _ => sheet::workbook(&sheet::of_cells(bytes)),
    };
    hcpcs::read_xlsx(&whole);
    conversion_table::read(&whole);
}

/// A file as a user gives it: unpacked, recognised and left.
pub fn archive(bytes: &[u8]) {
    quiet();
    let Ok(mut file) = tempfile::Builder::new().suffix(".zip").tempfile() else { return };
    if file.write_all(bytes).is_err() {
        return;
    }
    for entry in Input::open(file.path()) {
        if let Entry::File(file) = entry {
            told(&file);
        }
    }
}

/// What is recognised is either a source or left alone with a reason.
fn told(file: &SourceFile) {
    let found = recognise(file);
    assert_eq!(found.kind.is_none(), found.left_alone.is_some());
}

/// Problems point into the input.
fn positions(problems: &[Problem], bytes: &[u8]) {
    for problem in problems {
        assert!(problem.position.byte <= bytes.len() as u64, "{problem}");
    }
}

/// Panics that a reader catches are no finding, so they need not stop the run; one that
/// gets out still does.
fn quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| std::panic::set_hook(Box::new(|_| {})));
}
