//! Which codes of quality measures does a note support, where they are asked for?
//!
//! CPT category II numbers and Medicare's quality G codes tell a value or an act that the note gives: a
//! blood pressure, the newest A1c of the year, medicines reviewed. They carry no price, so nothing of the
//! claim depends on them: they come last. What the note leaves open is asked or left out, and a code that
//! says that something was not done is never given for silence. `crosswalk/quality/` has the tables.

mod dates;
mod derived;
mod eye;
mod plan;
mod pressure;
mod result;
mod said;
mod table;
mod told;

use crate::desk::Case;
use crate::service::Service;
use medcode_model::{BillingContext, Evidence, Query, Setting, Span, Suggestion, WithheldReason};
pub(crate) use table::Measures;
use table::{Row, Value};

/// The family of these lines.
const FAMILY: &str = "quality";

/// What a note says of a measure.
struct Answer {
    measure: &'static str,
    value: Value,
    evidence: Vec<Span>,
    reason: String,
    /// Why it does not count.
    refused: Option<&'static str>,
}

impl Answer {
    fn new(measure: &'static str, value: Value, evidence: Vec<Span>, reason: impl Into<String>) -> Self {
        Self { measure, value, evidence, reason: reason.into(), refused: None }
    }
}

/// Adds the codes that the note supports. They are the practice's: not those of a hospital.
pub(crate) fn apply(case: &mut Case<'_>) {
    let visit = case.visit;
    let hospital = matches!(visit.setting, Setting::Ed | Setting::Inpatient | Setting::Observation);
    if !visit.quality || hospital || visit.billing != BillingContext::Professional {
        return;
    }
    let hits = told::find(case);
    let mut answers = Vec::new();
    pressure::read(case, &hits, &mut answers);
    result::read(case, &hits, &mut answers);
    said::read(case, &hits, &mut answers);
    eye::read(case, &hits, &mut answers);
    plan::read(case, &hits, &mut answers);
    derived::read(case, &mut answers);
    for answer in answers {
        add(case, answer);
    }
    crate::set::in_force(case);
}

/// Puts every code that an answer stands for on the claim.
fn add(case: &mut Case<'_>, answer: Answer) {
    let desk = case.desk;
    let rows = desk.quality.rows().iter().filter(|r| r.measure == answer.measure);
    for row in rows.filter(|r| r.value.holds(&answer.value)) {
        let known = case.services.iter().any(|s| s.code == row.code);
        if known || !is_of(row, case) {
            continue;
        }
        let mut service = Service::new(row.code, row.label, FAMILY, answer.evidence.clone());
        service.billing = case.visit.billing;
        service.reasons.push(answer.reason.clone());
        service.pointers = pointers(row, case.visit.diagnoses);
        if let Some(why) = answer.refused {
            service.withhold(WithheldReason::Historical, why, None);
        }
        case.services.push(service);
    }
}

/// Whether the patient is one that a measure is about.
fn is_of(row: &Row, case: &Case<'_>) -> bool {
    let visit = case.visit;
    let has = |prefixes: &[&str]| {
        let mut codes = visit.diagnoses.iter().map(|d| d.coded.code);
        codes.any(|c| prefixes.iter().any(|p| c.compact().starts_with(p)))
    };
    row.who.age.is_none_or(|least| visit.age.is_some_and(|a| a >= least))
        && row.who.sex.is_none_or(|sex| visit.sex == Some(sex))
        && (row.who.any.is_empty() || has(&row.who.any))
        && (row.who.none.is_empty() || !has(&row.who.none))
}

/// The diagnoses that a measure is about; the first where it is about none.
fn pointers(row: &Row, diagnoses: &[Suggestion]) -> Vec<u32> {
    let named = diagnoses.iter().filter(|d| {
        let code = d.coded.code;
        row.who.any.iter().any(|p| code.compact().starts_with(p))
    });
    let found: Vec<u32> = named.map(|d| d.rank).take(1).collect();
    if found.is_empty() { diagnoses.first().map(|d| d.rank).into_iter().collect() } else { found }
}

/// Asks for what the note leaves open.
fn ask(case: &mut Case<'_>, question: &str, spans: Vec<Span>, options: Vec<String>) {
    let indicators = spans.into_iter().map(|span| Evidence { span }).collect();
    case.queries.push(Query { question: question.to_owned(), indicators, options });
}
