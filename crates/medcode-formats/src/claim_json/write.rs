//! A claim as members, in the order of the documentation; what is not known is left out.

use super::fields::ROLES;
use crate::json::{Kind, Value, list, number, object, pretty, text};
use crate::values::{quantity, service_system, system_name, system_of};
use crate::who;
use medcode_model::{
    Cents, Claim, CodeSaid, CodeSystem, Date, Diagnosis, Elsewhere, Npi, Patient, Procedure,
    ServiceLine, Sex,
};
use std::io::{self, Write};

/// Writes claims as a list.
///
/// # Errors
/// When the destination cannot be written.
pub fn write_claims(claims: &[Claim], to: &mut dyn Write) -> io::Result<()> {
    let mut out = String::new();
    pretty(&list(claims.iter().map(claim)), 0, &mut out);
    out.push('\n');
    to.write_all(out.as_bytes())
}

/// A claim as an object.
#[must_use]
pub fn claim(claim: &Claim) -> Value<'_> {
    object([
        ("id", some(&claim.id)),
        ("kind", some(claim.kind.id())),
        ("place", some(&claim.place)),
        ("frequency", some(&claim.frequency)),
        ("setting", claim.setting.map(|s| text(s.id()))),
        ("charge", claim.charge.map(cents)),
        ("patient", Some(patient(&claim.patient))),
        ("payer", some(&claim.payer)),
        ("billing_npi", claim.billing.as_ref().map(npi)),
        ("rendering_npi", claim.rendering.as_ref().map(npi)),
        ("from", claim.from.map(day)),
        ("to", claim.to.map(day)),
        ("admitted", claim.admitted.map(day)),
        ("discharge_status", some(&claim.discharge_status)),
        ("made", claim.made.map(day)),
        ("authorised", claim.authorised.then(|| Value::made(Kind::Bool(true)))),
        ("diagnoses", Some(list(claim.diagnoses.iter().map(diagnosis)))),
        ("procedures", Some(list(claim.procedures.iter().map(procedure)))),
        ("lines", Some(list(claim.lines.iter().map(|l| line(l, claim))))),
        ("elsewhere", Some(elsewhere(claim.elsewhere))),
        ("original", some(&claim.original)),
        ("bill", claim.bill.as_deref().filter(|b| !who::only_drugs(b)).map(who::write)),
    ])
}

fn some(value: &str) -> Option<Value<'_>> {
    (!value.is_empty()).then(|| text(value))
}

fn maybe(value: Option<&str>) -> Option<Value<'_>> {
    value.map(text)
}

fn cents<'a>(amount: Cents) -> Value<'a> {
    number(amount)
}

fn day<'a>(date: Date) -> Value<'a> {
    text(date.to_string())
}

fn npi(npi: &Npi) -> Value<'_> {
    text(&*npi.text)
}

fn patient(patient: &Patient) -> Value<'_> {
    object([
        ("key", some(&patient.key)),
        ("birth_date", patient.born.map(day)),
        ("age", patient.age.map(number)),
        (
            "sex",
            patient.sex.map(|s| match s {
                Sex::Female => text("F"),
                Sex::Male => text("M"),
            }),
        ),
    ])
}

/// The name of the system, where it does not go without saying.
fn system(said: &CodeSaid, by_default: CodeSystem) -> Option<Value<'_>> {
    (system_of("", by_default) != said.system).then(|| text(system_name(&said.system)))
}

fn diagnosis(diagnosis: &Diagnosis) -> Value<'_> {
    let role = ROLES.iter().find(|(_, role)| *role == diagnosis.role).map(|(name, _)| *name);
    object([
        ("code", some(&diagnosis.code.text)),
        ("system", system(&diagnosis.code, CodeSystem::Icd10Cm)),
        ("role", role.map(text)),
        ("poa", diagnosis.poa.map(|p| text(p.to_string()))),
    ])
}

fn procedure(procedure: &Procedure) -> Value<'_> {
    object([
        ("code", some(&procedure.code.text)),
        ("system", system(&procedure.code, CodeSystem::Icd10Pcs)),
        ("principal", Some(Value::made(Kind::Bool(procedure.principal)))),
        ("date", procedure.date.map(day)),
    ])
}

fn line<'c>(line: &'c ServiceLine, claim: &'c Claim) -> Value<'c> {
    let code = line.code.as_ref();
    let drug = who::drug(claim, line.number);
    object([
        ("number", Some(number(line.number))),
        ("code", code.and_then(|c| some(&c.text))),
        ("system", code.and_then(|c| system(c, service_system(&c.text)))),
        ("modifiers", Some(list(line.modifiers.iter().map(|m| text(&**m))))),
        ("revenue", maybe(line.revenue.as_deref())),
        ("units", line.quantity.map(|q| number(quantity(q)))),
        ("unit", maybe(line.unit.as_deref())),
        ("charge", line.charge.map(cents)),
        ("place", maybe(line.place.as_deref())),
        ("pointers", Some(list(line.pointers.iter().map(number)))),
        ("from", line.from.map(day)),
        ("to", line.to.map(day)),
        ("rendering_npi", line.rendering.as_ref().map(npi)),
        ("ndc", maybe(line.ndc.as_deref())),
        ("ndc_quantity", drug.and_then(|d| d.quantity).map(|q| number(quantity(q)))),
        ("ndc_unit", drug.and_then(|d| some(&d.unit))),
        ("control", maybe(line.control.as_deref())),
    ])
}

fn elsewhere<'a>(elsewhere: Elsewhere) -> Value<'a> {
    let names = [
        ("patient", elsewhere.patient),
        ("billing", elsewhere.billing),
        ("poa", elsewhere.poa),
        ("pointers", elsewhere.pointers),
    ];
    list(names.into_iter().filter(|(_, is)| *is).map(|(name, _)| text(name)))
}
