//! How does a record become a part of the file of billing facts?

use super::billing::prevail;
use medcode_store::{Coverage, NewPatient, NewProvider, Patient, Payer};
use serde_json::{Map, Value};

pub(super) fn covered(coverage: &Coverage, payer: &Payer, patient: &Patient, order: &str) -> Value {
    let about = &coverage.about;
    let mut out = filled(&[
        ("order", order),
        ("relationship", &about.relation),
        ("group", about.group.as_deref().unwrap_or_default()),
        ("type", &payer.about.kind),
        ("member_id", &about.member),
    ]);
    out["payer"] = filled(&[
        ("name", &payer.about.name),
        ("id", payer.about.payer_id.as_deref().unwrap_or_default()),
    ]);
    put_address(&mut out["payer"], &payer.about.address);
    out["subscriber"] =
        if about.relation == "self" { person(&patient.about) } else { subscriber(&about.subscriber) };
    out
}

pub(super) fn person(about: &NewPatient) -> Value {
    let (first, middle) = about.given.trim().split_once(' ').unwrap_or((about.given.trim(), ""));
    let born = about.birth.map(|d| d.to_string()).unwrap_or_default();
    let mut out = filled(&[
        ("last", &about.family),
        ("first", first),
        ("middle", middle),
        ("born", &born),
        ("sex", about.sex.map(super::visit::sex_id).unwrap_or_default()),
    ]);
    put_address(&mut out, &about.address);
    out
}

/// A subscriber who is not the patient, as the record of the coverage has them.
fn subscriber(detail: &str) -> Value {
    let kept: Value = serde_json::from_str(detail).unwrap_or_default();
    let text = |name: &str| kept[name].as_str().unwrap_or_default().trim();
    let mut out = filled(&[
        ("last", text("family")),
        ("first", text("given")),
        ("born", text("birth")),
        ("sex", text("sex")),
    ]);
    put_address(&mut out, detail);
    out
}

pub(super) fn name_of(about: &NewProvider) -> Value {
    if about.is_organisation {
        return filled(&[("name", &about.family)]);
    }
    let (first, middle) = about.given.trim().split_once(' ').unwrap_or((about.given.trim(), ""));
    filled(&[("last", &about.family), ("first", first), ("middle", middle)])
}

pub(super) fn provider(about: &NewProvider, bills: bool) -> Value {
    let mut out = name_of(about);
    let more = filled(&[
        ("npi", about.npi.as_deref().unwrap_or_default()),
        ("taxonomy", about.taxonomy.as_deref().unwrap_or_default()),
    ]);
    prevail(&mut out, &more);
    if bills {
        let detail: Value = serde_json::from_str(&about.detail).unwrap_or_default();
        if let Some(tax) = detail["tax"].as_str().map(str::trim).filter(|t| !t.is_empty()) {
            out["tax_id"] = tax.into();
        }
        put_address(&mut out, &about.detail);
    }
    out
}

/// The address that a record holds, where it holds one.
fn put_address(to: &mut Value, kept: &str) {
    let kept: Value = serde_json::from_str(kept).unwrap_or_default();
    let text = |name: &str| kept[name].as_str().unwrap_or_default().trim();
    let parts = [
        ("street", text("line")),
        ("city", text("city")),
        ("state", text("state")),
        ("zip", text("zip")),
    ];
    if parts.iter().any(|(_, value)| !value.is_empty()) {
        to["address"] = filled(&parts);
    }
}

/// The fields that have something in them.
pub(super) fn filled(parts: &[(&str, &str)]) -> Value {
    let some = parts.iter().filter(|(_, value)| !value.trim().is_empty());
    Value::Object(some.map(|(n, v)| ((*n).to_owned(), (*v).trim().into())).collect::<Map<_, _>>())
}
