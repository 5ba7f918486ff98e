//! A row: what it says of its claim, and its service line.

use super::columns::Field;
use super::read::Header;
use crate::Sink;
use crate::values::{day, said, service_system, system_of, thousandths};
use crate::who;
use csv::ByteRecord;
use medcode_model::{
    At, Bill, Cents, Claim, ClaimKind, CodeSystem, Date, Diagnosis, DiagnosisRole as R, DrugAmount, Npi,
    Patient, Place, Position, Problem, Procedure, ServiceLine, Setting, Sex,
};
use std::borrow::Cow;

/// The cells of a row by what they hold.
pub(super) struct Row<'r> {
    line: u32,
    byte: u64,
    header: &'r Header,
    cells: Vec<(Field, usize, Cow<'r, str>)>,
}

impl<'r> Row<'r> {
    pub(super) fn of(record: &'r ByteRecord, header: &'r Header, line: u32) -> Self {
        let byte = record.position().map_or(0, csv::Position::byte);
        let named = record.iter().zip(&header.fields).enumerate();
        let mut cells: Vec<_> = named
            .filter_map(|(n, (cell, field))| {
                let text = match String::from_utf8_lossy(cell) {
                    Cow::Borrowed(t) => Cow::Borrowed(t.trim()),
                    Cow::Owned(t) => Cow::Owned(t.trim().to_owned()),
                };
                (!text.is_empty()).then_some(((*field)?, n, text))
            })
            .collect();
        cells.sort_by_key(|(field, ..)| *field);
        Self { line, byte, header, cells }
    }

    pub(super) fn is_blank(&self) -> bool {
        self.cells.is_empty()
    }

    fn cell(&self, field: Field) -> Option<&(Field, usize, Cow<'r, str>)> {
        let n = self.cells.binary_search_by_key(&field, |(f, ..)| *f).ok()?;
        self.cells.get(n)
    }

    /// The text of a cell that is not blank.
    pub(super) fn text(&self, field: Field) -> Option<&str> {
        self.cell(field).map(|(_, _, text)| &**text)
    }

    fn boxed(&self, field: Field) -> Option<Box<str>> {
        self.text(field).map(Into::into)
    }

    /// Trouble with a cell.
    pub(super) fn warning(&self, column: usize, message: &str) -> Problem {
        let position = Position { byte: self.byte, line: self.line, column: column as u32 + 1 };
        let name = self.header.names.get(column).map_or("", |n| &**n);
        let of = if name.is_empty() { String::new() } else { format!("{name}: ") };
        Problem::warning(position, format!("{of}{message}"))
    }

    /// A value read from a cell; what cannot be read is said.
    fn parsed<T>(
        &self,
        field: Field,
        expected: &str,
        sink: &mut dyn Sink,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let (_, column, text) = self.cell(field)?;
        let found = read(text);
        if found.is_none() {
            sink.problem(self.warning(*column, &format!("{expected} is expected")));
        }
        found
    }

    fn day(&self, field: Field, sink: &mut dyn Sink) -> Option<Date> {
        self.parsed(field, "a day (YYYY-MM-DD or M/D/YYYY)", sink, day)
    }

    fn cents(&self, field: Field, sink: &mut dyn Sink) -> Option<Cents> {
        self.parsed(field, "an amount", sink, |t| Cents::parse(&t.replace(['$', ','], "")))
    }

    /// The place of a cell, kept in the claim.
    fn at(&self, column: usize, claim: &mut Claim) -> At {
        let path = self.header.names.get(column).cloned().unwrap_or_default();
        let place = claim.keep_place(Place { line: self.line, column: column as u32 + 1, path });
        At { byte: self.byte, place, ..At::default() }
    }

    fn npi(&self, field: Field, claim: &mut Claim) -> Option<Npi> {
        let (_, column, text) = self.cell(field)?;
        Some(Npi { text: (&**text).into(), at: self.at(*column, claim) })
    }
}

/// A claim from its first row.
pub(super) fn begin(row: &Row<'_>, sink: &mut dyn Sink) -> Claim {
    let mut claim = Claim { id: row.boxed(Field::Claim).unwrap_or_default(), ..Claim::default() };
    let column = row.cell(Field::Claim).map_or(0, |(_, n, _)| *n);
    claim.at = row.at(column, &mut claim);
    place(row, &mut claim, sink);
    claim.setting =
        row.parsed(Field::Setting, "a setting such as office or inpatient", sink, Setting::parse);
    claim.charge = row.cents(Field::Total, sink);
    claim.patient = Patient {
        key: row.boxed(Field::Patient).unwrap_or_default(),
        born: row.day(Field::Born, sink),
        age: row.parsed(Field::Age, "an age in years", sink, |t| t.parse().ok()),
        sex: row.parsed(Field::Sex, "F or M", sink, Sex::parse),
    };
    claim.payer = row.boxed(Field::Payer).unwrap_or_default();
    claim.billing = row.npi(Field::BillingNpi, &mut claim);
    claim.rendering = row.npi(Field::RenderingNpi, &mut claim);
    claim.from = row.day(Field::From, sink);
    claim.to = row.day(Field::To, sink);
    claim.admitted = row.day(Field::Admitted, sink);
    claim.discharge_status = row.boxed(Field::DischargeStatus).unwrap_or_default();
    claim.made = row.day(Field::Made, sink);
    let not = |t: &str| matches!(t.to_ascii_lowercase().as_str(), "n" | "no" | "false" | "0");
    claim.authorised = row.text(Field::Authorised).is_some_and(|t| !not(t));
    claim.original = row.boxed(Field::Original).unwrap_or_default();
    bill(row, &mut claim, sink);
    diagnoses(row, &mut claim, sink);
    procedures(row, &mut claim, sink);
    line(row, &mut claim, sink);
    claim
}

/// Who is on the claim, where the row says it.
fn bill(row: &Row<'_>, claim: &mut Claim, sink: &mut dyn Sink) {
    let mut bill = None::<Bill>;
    for (field, column, text) in &row.cells {
        let Field::Who(number) = field else { continue };
        let path = who::paths().get(usize::from(*number)).map_or("", String::as_str);
        if let Err(expected) = who::put(bill.get_or_insert_default(), path, text) {
            sink.problem(row.warning(*column, &format!("{expected} is expected")));
        }
    }
    if let Some(bill) = bill {
        who::give(claim, bill);
    }
}

/// Kind, place and frequency, or all three from the type of bill.
fn place(row: &Row<'_>, claim: &mut Claim, sink: &mut dyn Sink) {
    let bill = row.parsed(Field::BillType, "a type of bill such as 0131", sink, |t| {
        let bill = if t.len() == 4 { t.strip_prefix('0').unwrap_or(t) } else { t };
        (bill.len() == 3 && bill.bytes().all(|b| b.is_ascii_alphanumeric())).then(|| bill.to_owned())
    });
    let kind = row.parsed(Field::Kind, "professional, institutional or dental", sink, |t| {
        Some(match t.to_ascii_lowercase().as_str() {
            "professional" | "837p" | "cms1500" | "cms-1500" | "p" => ClaimKind::Professional,
            "institutional" | "837i" | "ub04" | "ub-04" | "i" => ClaimKind::Institutional,
            "dental" | "837d" | "d" => ClaimKind::Dental,
            _ => return None,
        })
    });
    let institutional = bill.is_some() || row.cell(Field::Revenue).is_some();
    let told = if institutional { ClaimKind::Institutional } else { ClaimKind::Professional };
    claim.kind = kind.unwrap_or(told);
    let (place, frequency) = bill.as_deref().map_or(("", "1"), |b| (&b[..2], &b[2..]));
    claim.place = row.text(Field::Place).unwrap_or(place).into();
    claim.frequency = row.text(Field::Frequency).unwrap_or(frequency).into();
}

fn diagnoses(row: &Row<'_>, claim: &mut Claim, sink: &mut dyn Sink) {
    let system = row.text(Field::DxSystem).unwrap_or("");
    let mut add = |role: R, column: usize, text: &str, poa: Option<char>| {
        let first = !claim.diagnoses.iter().any(|d| d.role == R::Principal);
        let role = if role == R::Other && first { R::Principal } else { role };
        let at = row.at(column, claim);
        let code = said(system_of(system, CodeSystem::Icd10Cm), text, at);
        claim.diagnoses.push(Diagnosis { role, code, poa });
    };
    for (field, column, text) in &row.cells {
        match field {
            Field::Dx(role, n) => {
                let poa = row.text(Field::Poa(*role, *n)).and_then(|t| t.chars().next());
                add(*role, *column, text, poa.map(|c| c.to_ascii_uppercase()));
            }
            Field::DxList => {
                let codes = text.split([';', ',', '|', ' ']).map(str::trim).filter(|t| !t.is_empty());
                codes.for_each(|code| add(R::Other, *column, code, None));
            }
            _ => {}
        }
    }
    if let (Some((_, column, _)), true) = (row.cell(Field::DxSystem), claim.diagnoses.is_empty()) {
        sink.problem(row.warning(*column, "a system, and no diagnosis of it"));
    }
}

fn procedures(row: &Row<'_>, claim: &mut Claim, sink: &mut dyn Sink) {
    let system = row.text(Field::PxSystem).unwrap_or("");
    for (field, column, text) in &row.cells {
        if let Field::Px(n) = field {
            let date = row.day(Field::PxDate(*n), sink);
            let at = row.at(*column, claim);
            let code = said(system_of(system, CodeSystem::Icd10Pcs), text, at);
            claim.procedures.push(Procedure { principal: claim.procedures.is_empty(), code, date });
        }
    }
}

/// The service line of a row; a row that has none says something of the claim only.
fn line(row: &Row<'_>, claim: &mut Claim, sink: &mut dyn Sink) {
    let has = |field| row.cell(field).is_some();
    if ![Field::Code, Field::Revenue, Field::Charge, Field::Line].into_iter().any(has) {
        return;
    }
    let number = claim.lines.len() as u32 + 1;
    let first = [Field::Line, Field::Code, Field::Revenue, Field::Charge];
    let column = first.into_iter().find_map(|f| row.cell(f)).map_or(0, |(_, n, _)| *n);
    let system = row.text(Field::CodeSystem).unwrap_or("");
    let code = row.cell(Field::Code).map(|(_, column, text)| {
        said(system_of(system, service_system(text)), text, row.at(*column, claim))
    });
    let from = row.day(Field::LineFrom, sink);
    let line = ServiceLine {
        number: row.parsed(Field::Line, "a number", sink, |t| t.parse().ok()).unwrap_or(number),
        code,
        modifiers: modifiers(row),
        revenue: row.boxed(Field::Revenue),
        quantity: row.parsed(Field::Units, "a quantity", sink, thousandths),
        unit: row.boxed(Field::Unit),
        charge: row.cents(Field::Charge, sink),
        place: row.boxed(Field::LinePlace),
        pointers: pointers(row, sink),
        from,
        to: row.day(Field::LineTo, sink).or(from),
        rendering: row.npi(Field::LineNpi, claim),
        ndc: row.boxed(Field::Ndc),
        control: row.boxed(Field::Control),
        at: row.at(column, claim),
    };
    let drug = DrugAmount {
        line: line.number,
        quantity: row.parsed(Field::NdcQuantity, "a quantity", sink, thousandths),
        unit: row.boxed(Field::NdcUnit).unwrap_or_default(),
    };
    claim.lines.push(line);
    who::give_drug(claim, drug);
}

fn modifiers(row: &Row<'_>) -> Vec<Box<str>> {
    let mut out = Vec::new();
    for (field, _, text) in &row.cells {
        match field {
            Field::Modifier(_) => out.push((&**text).into()),
            Field::Modifiers => {
                let each = text.split([';', ',', ':', '|', ' ']).filter(|t| !t.is_empty());
                out.extend(each.map(Into::into));
            }
            _ => {}
        }
    }
    out
}

/// Pointers as `1,2`, `1:2` or `AB`.
fn pointers(row: &Row<'_>, sink: &mut dyn Sink) -> Vec<u8> {
    let Some((_, column, text)) = row.cell(Field::Pointers) else { return Vec::new() };
    let letters = text.bytes().all(|b| b.is_ascii_alphabetic());
    if letters {
        return text.bytes().map(|b| b.to_ascii_uppercase() - b'A' + 1).collect();
    }
    let mut out = Vec::new();
    for part in text.split([',', ':', ';', '|', ' ']).filter(|p| !p.is_empty()) {
        match part.parse() {
            Ok(pointer) => out.push(pointer),
            Err(_) => sink.problem(row.warning(*column, "numbers or letters of diagnoses are expected")),
        }
    }
    out
}

/// A further row of a claim: its line, and a word where it says something else of the claim.
pub(super) fn more(row: &Row<'_>, claim: &mut Claim, sink: &mut dyn Sink) {
    let differs = |field: Field, same: bool, sink: &mut dyn Sink| {
        if let (Some((_, column, _)), false) = (row.cell(field), same) {
            sink.problem(row.warning(*column, "differs from the first row of the claim, which counts"));
        }
    };
    let text = |field| row.text(field);
    differs(Field::Payer, text(Field::Payer) == Some(&claim.payer), sink);
    differs(Field::Patient, text(Field::Patient) == Some(&claim.patient.key), sink);
    differs(Field::Place, text(Field::Place) == Some(&claim.place), sink);
    let total = text(Field::Total).and_then(|t| Cents::parse(&t.replace(['$', ','], "")));
    differs(Field::Total, total == claim.charge, sink);
    let born = text(Field::Born).and_then(day);
    differs(Field::Born, born == claim.patient.born, sink);
    let first = claim.diagnoses.iter().find(|d| d.role == R::Principal).map(|d| &*d.code.text);
    differs(Field::Dx(R::Other, 1), text(Field::Dx(R::Other, 1)) == first, sink);
    line(row, claim, sink);
}
