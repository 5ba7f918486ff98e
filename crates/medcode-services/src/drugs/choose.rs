//! Which code does a drug have, given its dose and route, on the day?

use super::amount::{Figure, Role};
use super::catalogue::{Catalogue, Entry};
use super::given::Route;
use super::product::Product;
use super::table::{Pack, Row};
use super::unit::{BillingUnit, Dimension};
use super::when::{Condition, Test};
use crate::desk::Case;
use medcode_kb::tables::details::Field;
use medcode_model::Code;
use std::ops::Range;

/// What a drug is billed by.
pub(crate) enum Choice {
    Code {
        code: Code,
        unit: BillingUnit,
        pack: Pack,
    },
    /// No code of its own, or none by this route.
    None,
    /// Codes that are not in force on the day, and the one that took the place, where known.
    Retired(Code, Option<Code>),
}

/// What a statement in the note says that may choose.
pub(crate) struct Told<'a> {
    pub(crate) route: Option<Route>,
    pub(crate) figures: &'a [Figure],
    pub(crate) sentence: Range<usize>,
}

pub(crate) fn choose(case: &Case<'_>, catalogue: &Catalogue, entry: &Entry, told: &Told<'_>) -> Choice {
    let mut retired = None;
    for row in &entry.rows {
        if !row.when.iter().all(|c| holds(case, c, told)) {
            continue;
        }
        let Some(code) = row.code else { return Choice::None };
        match catalogue.product(&code) {
            Some(product) if product.in_force(case.visit.date) => return by(product, row.pack.clone()),
            Some(_) => retired = retired.or(Some((code, row))),
            None => {
                // An older release has the drug under another code.
                if let Some(product) = older(case, catalogue, row, told) {
                    return by(product, row.pack.clone());
                }
            }
        }
    }
    let Some((code, row)) = retired else { return Choice::None };
    match older(case, catalogue, row, told) {
        Some(product) => by(product, row.pack.clone()),
        None => Choice::Retired(code, successor(case, catalogue, &code)),
    }
}

fn by(product: &Product, pack: Pack) -> Choice {
    match &product.unit {
        Some(unit) => Choice::Code { code: product.code, unit: unit.clone(), pack },
        None => Choice::None,
    }
}

/// Of the products that are the same drug on the day, the one that the dose is a multiple of with
/// the fewest units.
fn older<'c>(
    case: &Case<'_>,
    catalogue: &'c Catalogue,
    row: &Row,
    told: &Told<'_>,
) -> Option<&'c Product> {
    if row.drug.is_empty() {
        return None;
    }
    let dose = told.figures.iter().find(|f| f.role == Role::Dose).and_then(|f| f.amount);
    let units = |p: &Product| match (dose, &p.unit) {
        (Some(dose), Some(unit)) if dose.converts(unit.amount) => {
            let units = (dose.base() / unit.amount.base() * 1e6).round() / 1e6;
            ((units.fract() > 0.0 && !unit.up_to) as u32, units.ceil() as u32)
        }
        _ => (2, 0),
    };
    catalogue.same_drug(row.drug, case.visit.date).min_by_key(|p| units(p))
}

/// The code that the publisher names in the place of a retired one.
fn successor(case: &Case<'_>, catalogue: &Catalogue, code: &Code) -> Option<Code> {
    let release = case.visit.releases.hcpcs?;
    let row = catalogue.product(code)?.row;
    let (_, text) = release.details(row).find(|(field, _)| *field == Field::CrossReference)?;
    Code::new(code.system(), text.trim()).ok()
}

fn holds(case: &Case<'_>, condition: &Condition, told: &Told<'_>) -> bool {
    let found = match &condition.test {
        Test::Dose(any) => told.figures.iter().filter(|f| f.role != Role::Waste).any(|f| {
            let value = f.amount.map_or(f.value, |a| match a.measure.dimension() {
                Dimension::Mass | Dimension::Effect | Dimension::Volume => a.base(),
                _ => f.value,
            });
            any.iter().any(|d| (d - value).abs() < 1e-6)
        }),
        Test::Route(any) => told.route.is_some_and(|r| any.contains(&r)),
        Test::Younger(age) => case.visit.age.is_some_and(|a| a < *age),
        Test::Near(any) => any.iter().any(|w| stands(case, w, told.sentence.clone())),
        Test::Note(any) => any.iter().any(|w| stands(case, w, 0..case.reading.doc.tokens().len())),
        Test::Diagnosis(any) => case.visit.diagnoses.iter().any(|d| {
            let code = d.coded.code.to_string();
            any.iter().any(|a| code.starts_with(a))
        }),
    };
    found == condition.holds
}

/// Whether words stand in a row within some tokens.
fn stands(case: &Case<'_>, words: &str, mut within: Range<usize>) -> bool {
    let doc = case.reading.doc;
    within.any(|at| words.split(' ').enumerate().all(|(n, w)| doc.folded(at + n) == w))
}
