//! From a dose to a line: units, waste, who bills it.

use super::dose::{Dose, Doubt, round};
use super::fate::Became;
use super::table::Pack;
use super::unit::{BillingUnit, Dimension};
use super::{esa, waste};
use crate::desk::Case;
use crate::service::Service;
use medcode_model::{BillingContext, Code, Evidence, Query, Span, WithheldReason};
use std::ops::Range;

/// A drug of the visit with all that its statements said.
pub(super) struct Line {
    pub(super) code: Code,
    pub(super) unit: BillingUnit,
    pub(super) pack: Pack,
    pub(super) drug: String,
    /// What was given, or why that cannot be told.
    pub(super) dose: Result<Dose, Doubt>,
    pub(super) became: Became,
    /// Told as injected, infused or breathed in.
    pub(super) plainly: bool,
    pub(super) evidence: Vec<Span>,
    pub(super) sentence: Range<usize>,
    /// Where the words on waste and containers stand.
    pub(super) about: Range<usize>,
}

/// Units of a dose: every begun one counts.
pub(super) fn units(dose: f64, unit: &BillingUnit, part: bool) -> u32 {
    let of = if part { unit.parts.first().map_or(unit.amount, |p| *p) } else { unit.amount };
    let ratio = dose / of.base();
    ((ratio * 1e6).round() / 1e6).ceil().clamp(1.0, f64::from(u32::MAX)) as u32
}

/// Adds the lines of a drug to the case; the place of the first.
pub(super) fn add(case: &mut Case<'_>, line: &Line, supplied: bool) -> Option<usize> {
    let release = case.visit.releases.hcpcs?;
    let row = release.find(&line.code)?;
    let title = release.title(row);
    let mut service = Service::new(line.code, &title, "drug", line.evidence.clone());
    service.billing = case.visit.billing;
    let doubt = match &line.dose {
        Ok(dose) => beyond(dose, &line.pack),
        Err(doubt) => Some(question(doubt, line)),
    };
    if let Some((why, question)) = doubt {
        if line.became == Became::Given && supplied {
            ask(case, line, question);
        }
        // Until it is told which of two doses was given, one was.
        if matches!(line.dose, Err(Doubt::Contradictory(..))) {
            let mut seen = false;
            case.given.retain(|g| g.drug != line.drug || !std::mem::replace(&mut seen, true));
        }
        service.withhold(WithheldReason::Incomplete, why, None);
        return Some(push(case, service));
    }
    let Ok(dose) = &line.dose else { return None };
    service.units = units(dose.total, &line.unit, dose.part);
    service.reasons.push(reckoning(line, dose, service.units));
    service.authority.push("HCPCS");
    withhold(case, &mut service, line, supplied);
    if let Some((modifier, why)) = esa::modifier(case, line.code.compact(), line.sentence.clone()) {
        service.modify(modifier, why, esa::AUTHORITY);
    }
    discarded(case, service, line, dose)
}

/// Adds the line, and that of what was thrown away.
fn discarded(case: &mut Case<'_>, mut service: Service, line: &Line, dose: &Dose) -> Option<usize> {
    match waste::left(&case.reading, line.about.clone(), dose, &line.pack) {
        waste::Left::Nothing => {
            service.modify("JZ", "single-dose container, nothing discarded", waste::AUTHORITY);
            Some(push(case, service))
        }
        waste::Left::Wasted => {
            let whole = dose.total + dose.waste.unwrap_or(0.0);
            let all = ((whole / line.unit.amount.base() * 1e6).round() / 1e6).floor() as u32;
            let left = all.saturating_sub(service.units);
            let mut wasted = service.clone();
            let at = push(case, service);
            if left > 0 {
                wasted.units = left;
                wasted.reasons = vec![format!(
                    "{} discarded: {left} more units beyond those given",
                    measured(dose.waste.unwrap_or(0.0), &line.unit)
                )];
                wasted.modify("JW", "drug discarded from a single-dose container", waste::AUTHORITY);
                push(case, wasted);
            }
            Some(at)
        }
        waste::Left::Unknown => Some(push(case, service)),
    }
}

fn push(case: &mut Case<'_>, service: Service) -> usize {
    case.services.push(service);
    case.services.len() - 1
}

/// Withholds what was not given here, or is another's to bill.
fn withhold(case: &Case<'_>, service: &mut Service, line: &Line, supplied: bool) {
    let (reason, detail) = match line.became {
        Became::Given if supplied => return,
        Became::Given => {
            let detail = match case.visit.billing {
                BillingContext::Dme => "given at the visit: not the equipment supplier's to bill",
                _ => "given here, but the facility supplies the drug and bills it",
            };
            (WithheldReason::NotReportable, detail)
        }
        Became::Planned => (WithheldReason::Planned, "ordered or planned, not given at this visit"),
        Became::Prescribed | Became::Unsaid => {
            (WithheldReason::Planned, "prescribed or taken at home, not given here")
        }
        Became::NotGiven => (WithheldReason::Negated, "declined, held or not given"),
        Became::Elsewhere => (WithheldReason::Historical, "given at another time or by others"),
    };
    service.withhold(reason, detail, None);
}

/// How the units were reckoned.
fn reckoning(line: &Line, dose: &Dose, units: u32) -> String {
    let given = measured(dose.total, &line.unit);
    let working = dose.working.as_ref().map_or(String::new(), |w| format!(" ({w})"));
    let plural = if units == 1 { "unit" } else { "units" };
    format!("{} {given}{working} / {} = {units} {plural}", line.drug, line.unit)
}

/// A dose in the measure of its code's dimension.
fn measured(value: f64, unit: &BillingUnit) -> String {
    let name = match unit.amount.measure.dimension() {
        Dimension::Mass => "mg",
        Dimension::Volume => "mL",
        Dimension::Effect => "units",
        Dimension::Charge => "mEq",
        Dimension::Activity => "mCi",
        Dimension::Area => "sq cm",
        Dimension::Length => "cm",
        Dimension::Particles | Dimension::Count => "",
    };
    format!("{} {name}", round(value)).trim_end().to_owned()
}

/// A dose that nobody gives.
fn beyond(dose: &Dose, pack: &Pack) -> Option<(String, String)> {
    let most = pack.max.filter(|m| dose.total > *m)?;
    let why = format!(
        "a dose of {} is beyond what is given in one visit ({})",
        round(dose.total),
        round(most)
    );
    Some((why, "The dose written is larger than is given in one visit. What dose was given?".to_owned()))
}

/// Why a line is not complete, and the question to the provider.
fn question(doubt: &Doubt, line: &Line) -> (String, String) {
    let drug = &line.drug;
    let unit = &line.unit;
    match doubt {
        Doubt::NoDose => (
            format!("given, and no dose is written; the code is billed per {unit}"),
            format!("What dose of {drug} was given?"),
        ),
        Doubt::NoConcentration(volume) => (
            format!("{volume} given, and not how much is in it; the code is billed per {unit}"),
            format!("{volume} of {drug} was given. What was its concentration, or the dose?"),
        ),
        Doubt::OtherMeasure(amount) => (
            format!("{amount} does not convert into the code's {unit}"),
            format!(
                "{amount} of {drug} is written, which is not how it is measured. What dose was given?"
            ),
        ),
        Doubt::Contradictory(a, b) => (
            format!("two doses are written, {} and {}", round(*a), round(*b)),
            format!(
                "Two doses of {drug} are written, {} and {}. Which was given?",
                round(*a),
                round(*b)
            ),
        ),
        Doubt::EachOrBoth(a) => (
            format!("{} given to both sides: each, or in all?", round(*a)),
            format!("{} of {drug} to both sides is written. Was that the dose of each side?", round(*a)),
        ),
    }
}

fn ask(case: &mut Case<'_>, line: &Line, question: String) {
    case.queries.push(Query {
        question,
        indicators: line.evidence.iter().map(|&span| Evidence { span }).collect(),
        options: vec!["Dose: ___".to_owned(), "Other".to_owned(), "Unable to determine".to_owned()],
    });
}
