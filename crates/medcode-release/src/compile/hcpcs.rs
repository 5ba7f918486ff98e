//! HCPCS Level II: one row a code or modifier, with CMS's own fields.

use super::codes::{self, Codes};
use super::sources::Files;
use super::{Counts, count, search};
use crate::sources::cms::hcpcs::{HcpcsRow, read_fixed, read_xlsx};
use medcode_kb::tables::ReleaseWriter;
use medcode_kb::tables::codes::{BILLABLE, MODIFIER};
use medcode_kb::tables::details::{self, DateRow, DetailRow, Field};
use medcode_model::{Date, SourceKind};
use std::io;

/// Writes a quarter.
pub(super) fn write(files: &mut Files<'_>, out: &mut ReleaseWriter) -> io::Result<Counts> {
    let fixed = files.read(SourceKind::HcpcsFixed, |_, b| read_fixed(b), Vec::len)?;
    let rows = match fixed {
        Some(fixed) => fixed.value,
        None => {
            let sheet = files.read(SourceKind::HcpcsXlsx, |_, b| read_xlsx(b), Vec::len)?;
            sheet.map(|s| s.value).unwrap_or_default()
        }
    };
    let mut all = Codes::default();
    for row in &rows {
        let flags = if row.is_modifier { MODIFIER } else { BILLABLE };
        all.add(*row.code.bytes(), flags, &row.long, out);
        all.word(row.code.bytes(), &row.long, &row.short, out);
    }
    let counts = vec![count("billable", all.billable()), count("modifiers", all.len() - all.billable())];
    search::hcpcs(&rows, &all, out);
    let order = all.write(out);
    let (mut detail, mut dates) = (Vec::new(), Vec::new());
    for row in &rows {
        let Some(code) = codes::row(&order, row.code.bytes()) else { continue };
        for (field, value) in fields(row) {
            detail.push(DetailRow {
                code: code.into(),
                text: out.text.add(&value).into(),
                field: field as u8,
                reserved: [0; 3],
            });
        }
        let day = |d: Option<Date>| d.map_or(0, Date::days).into();
        dates.push(DateRow {
            code: code.into(),
            added: day(row.added),
            action: day(row.action_effective),
            terminated: day(row.terminated),
        });
    }
    details::write(detail, dates, out);
    Ok(counts)
}

/// CMS's fields of a row that hold something.
fn fields(row: &HcpcsRow) -> Vec<(Field, String)> {
    let mut out = Vec::new();
    let mut put = |field, value: String| {
        if !value.trim().is_empty() {
            out.push((field, value));
        }
    };
    let letter = |b: Option<u8>| b.map_or_else(String::new, |b| char::from(b).to_string());
    row.pricing.iter().for_each(|v| put(Field::Pricing, v.clone()));
    put(Field::MultiplePricing, letter(row.multiple_pricing));
    row.coverage_issues.iter().for_each(|v| put(Field::CoverageManual, v.clone()));
    row.carriers_manual.iter().for_each(|v| put(Field::CarriersManual, v.clone()));
    put(Field::Statute, row.statute.clone().unwrap_or_default());
    row.lab_certification.iter().for_each(|v| put(Field::LabCertification, v.clone()));
    row.cross_reference.iter().for_each(|v| put(Field::CrossReference, v.to_string()));
    put(Field::Coverage, letter(row.coverage));
    put(Field::AscGroup, row.asc_group.clone().unwrap_or_default());
    put(Field::ProcessingNote, row.processing_note.clone().unwrap_or_default());
    put(Field::Betos, row.betos.clone().unwrap_or_default());
    row.type_of_service.iter().for_each(|&v| put(Field::TypeOfService, letter(Some(v))));
    put(Field::AnesthesiaBase, row.anesthesia_units.map_or_else(String::new, |n| n.to_string()));
    put(Field::Action, letter(row.action));
    out
}
