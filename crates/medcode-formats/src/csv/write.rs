//! Claims as a table: only the columns that some claim fills.

use super::columns::Field;
use crate::values::{quantity, service_system, system_name, system_of};
use crate::who;
use medcode_model::{Claim, CodeSystem, DiagnosisRole as R, ServiceLine, Sex};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// The cells of a row.
type Cells = BTreeMap<Field, String>;

/// Writes claims, a row a line. A claim without lines is one row.
///
/// # Errors
/// When the destination cannot be written.
pub fn write_claims(claims: &[Claim], to: &mut dyn Write) -> io::Result<()> {
    let rows: Vec<Cells> = claims.iter().flat_map(rows).collect();
    let filled = || rows.iter().flat_map(BTreeMap::keys).copied();
    let columns: BTreeSet<Field> = filled().chain(filled().filter_map(Field::shadow)).collect();
    let mut writer = csv::Writer::from_writer(to);
    writer.write_record(columns.iter().map(|f| f.name()))?;
    for row in &rows {
        writer.write_record(columns.iter().map(|f| row.get(f).map_or("", String::as_str)))?;
    }
    writer.flush()
}

fn rows(claim: &Claim) -> Vec<Cells> {
    let mut first = of_claim(claim);
    if claim.lines.is_empty() {
        return vec![first];
    }
    let mut out = Vec::new();
    for line in &claim.lines {
        let mut cells = std::mem::take(&mut first);
        cells.insert(Field::Claim, claim.id.to_string());
        of_line(line, claim, &mut cells);
        out.push(cells);
    }
    out
}

/// What a row says of its claim.
fn of_claim(claim: &Claim) -> Cells {
    let mut cells = Cells::new();
    let mut put = |field: Field, text: String| {
        if !text.is_empty() {
            cells.insert(field, text);
        }
    };
    let day = |d: Option<medcode_model::Date>| d.map(|d| d.to_string()).unwrap_or_default();
    put(Field::Claim, claim.id.to_string());
    put(Field::Kind, claim.kind.id().to_owned());
    put(Field::Place, claim.place.to_string());
    put(Field::Frequency, claim.frequency.to_string());
    put(Field::Setting, claim.setting.map_or("", |s| s.id()).to_owned());
    put(Field::Total, claim.charge.map(|c| c.to_string()).unwrap_or_default());
    put(Field::Patient, claim.patient.key.to_string());
    put(Field::Born, day(claim.patient.born));
    put(Field::Age, claim.patient.age.map(|a| a.to_string()).unwrap_or_default());
    put(
        Field::Sex,
        claim.patient.sex.map_or("", |s| if s == Sex::Female { "F" } else { "M" }).to_owned(),
    );
    put(Field::Payer, claim.payer.to_string());
    put(Field::BillingNpi, claim.billing.as_ref().map(|n| n.text.to_string()).unwrap_or_default());
    put(Field::RenderingNpi, claim.rendering.as_ref().map(|n| n.text.to_string()).unwrap_or_default());
    put(Field::From, day(claim.from));
    put(Field::To, day(claim.to));
    put(Field::Admitted, day(claim.admitted));
    put(Field::DischargeStatus, claim.discharge_status.to_string());
    put(Field::Made, day(claim.made));
    put(Field::Authorised, if claim.authorised { "Y".to_owned() } else { String::new() });
    put(Field::Original, claim.original.to_string());
    codes(claim, &mut put);
    for (number, _, said) in claim.bill.as_deref().map(who::said).unwrap_or_default() {
        put(Field::Who(number), said);
    }
    cells
}

fn codes(claim: &Claim, put: &mut impl FnMut(Field, String)) {
    let own = |system: &medcode_model::Declared, usual: CodeSystem| {
        if *system == system_of("", usual) { String::new() } else { system_name(system) }
    };
    if let Some(first) = claim.diagnoses.first() {
        put(Field::DxSystem, own(&first.code.system, CodeSystem::Icd10Cm));
    }
    let mut numbers: BTreeMap<R, u8> = BTreeMap::new();
    for diagnosis in &claim.diagnoses {
        let role = if diagnosis.role == R::Principal { R::Other } else { diagnosis.role };
        let n = numbers.entry(role).or_insert(0);
        *n = n.saturating_add(1);
        let n = if role == R::Admitting { 0 } else { *n };
        put(Field::Dx(role, n), diagnosis.code.text.to_string());
        put(Field::Poa(role, n), diagnosis.poa.map(String::from).unwrap_or_default());
    }
    if let Some(first) = claim.procedures.first() {
        put(Field::PxSystem, own(&first.code.system, CodeSystem::Icd10Pcs));
    }
    for (n, procedure) in claim.procedures.iter().enumerate() {
        let n = u8::try_from(n + 1).unwrap_or(u8::MAX);
        put(Field::Px(n), procedure.code.text.to_string());
        put(Field::PxDate(n), procedure.date.map(|d| d.to_string()).unwrap_or_default());
    }
}

/// What a row says of its line.
fn of_line(line: &ServiceLine, claim: &Claim, cells: &mut Cells) {
    let mut put = |field: Field, text: String| {
        if !text.is_empty() {
            cells.insert(field, text);
        }
    };
    let text = |t: &Option<Box<str>>| t.as_deref().unwrap_or("").to_owned();
    put(Field::Line, line.number.to_string());
    if let Some(code) = &line.code {
        put(Field::Code, code.text.to_string());
        if system_of("", service_system(&code.text)) != code.system {
            put(Field::CodeSystem, system_name(&code.system));
        }
    }
    for (n, modifier) in line.modifiers.iter().enumerate() {
        put(Field::Modifier(u8::try_from(n + 1).unwrap_or(u8::MAX)), modifier.to_string());
    }
    put(Field::Revenue, text(&line.revenue));
    put(Field::Units, line.quantity.map(quantity).unwrap_or_default());
    put(Field::Unit, text(&line.unit));
    put(Field::Charge, line.charge.map(|c| c.to_string()).unwrap_or_default());
    put(Field::LinePlace, text(&line.place));
    let pointers: Vec<String> = line.pointers.iter().map(u8::to_string).collect();
    put(Field::Pointers, pointers.join(" "));
    put(Field::LineFrom, line.from.map(|d| d.to_string()).unwrap_or_default());
    put(Field::LineTo, line.to.map(|d| d.to_string()).unwrap_or_default());
    put(Field::LineNpi, line.rendering.as_ref().map(|n| n.text.to_string()).unwrap_or_default());
    put(Field::Ndc, text(&line.ndc));
    let drug = who::drug(claim, line.number);
    put(Field::NdcQuantity, drug.and_then(|d| d.quantity).map(quantity).unwrap_or_default());
    put(Field::NdcUnit, drug.map(|d| d.unit.to_string()).unwrap_or_default());
    put(Field::Control, text(&line.control));
}
