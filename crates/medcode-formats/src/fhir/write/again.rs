//! A FHIR document written again: every resource as it was read, word for word, and what the
//! document lacks beside it: a Claim for an encounter that has none.

use super::parties::Parties;
use super::{Along, Bundle, claim, finish, reference};
use crate::json::{Value, list, object, parse, text};
use medcode_model::Claim;
use std::io::{self, Write};

/// Writes a document and the claims that were read from it. Resources are kept as they are,
/// elements that medcode does not know among them.
///
/// # Errors
/// When the destination cannot be written, or the document is no FHIR.
pub fn write_again(
    document: &str,
    claims: &[Claim],
    along: &Along<'_>,
    to: &mut dyn Write,
) -> io::Result<()> {
    let mut parts = Vec::new();
    let document = document.trim_start_matches('\u{feff}');
    crate::json::elements(document.as_bytes(), |part| {
        if !part.shell {
            parts.push(String::from_utf8_lossy(part.bytes).into_owned());
        }
        true
    })?;
    let mut bundle = Bundle::default();
    for part in &parts {
        let value = parse(part).map_err(|b| io::Error::other(format!("this is no JSON: {}", b.why)))?;
        let entry = if value.get("resource").is_some() { value } else { alone(value) };
        bundle.entries.push(entry);
    }
    let unclaimed =
        claims.iter().filter(|c| c.place_of(c.at).is_some_and(|p| !billed(&p.path, &bundle)));
    let added: Vec<(usize, &Claim)> = unclaimed.enumerate().collect();
    for (n, one) in added {
        bundle.scope = format!("{}/{n}", one.id);
        bundle.number = n + 1;
        let parties = Parties {
            patient: one.patient.key.to_string(),
            provider: provider(&bundle, one),
            insurer: String::new(),
            coverage: vec![bundle.address("coverage1")],
            team: Vec::new(),
        };
        let resource = claim::resource(one, along, &parties, &bundle);
        let address = bundle.add("claim", without_insurer(resource));
        bundle.add("coverage1", coverage(one, &bundle));
        let _ = address;
    }
    finish(bundle, to)
}

/// A resource that stood in no Bundle, as an entry.
fn alone(resource: Value<'_>) -> Value<'_> {
    object([("resource", Some(resource))])
}

/// Whether the place is one of a Claim or an ExplanationOfBenefit that the document has.
fn billed(path: &str, bundle: &Bundle<'_>) -> bool {
    if path.starts_with("Claim") || path.starts_with("ExplanationOfBenefit") {
        return true;
    }
    let number = path
        .strip_prefix("Bundle.entry[")
        .and_then(|p| p.split(']').next())
        .and_then(|n| n.parse().ok());
    let entry: Option<&Value<'_>> = number.and_then(|n: usize| bundle.entries.get(n));
    let kind = entry.and_then(|e| e.get("resource")).map_or("", |r| r.said("resourceType"));
    matches!(kind, "Claim" | "ExplanationOfBenefit")
}

/// The provider that the encounter names.
fn provider(bundle: &Bundle<'_>, claim: &Claim) -> String {
    let found = bundle
        .entries
        .iter()
        .filter_map(|e| e.get("resource"))
        .find(|r| r.said("resourceType") == "Encounter" && crate::fhir::identifier(r) == &*claim.id);
    let named = found.and_then(|e| e.get("serviceProvider")).map_or("", |p| p.said("reference"));
    named.to_owned()
}

/// No payer is known of an encounter: the Coverage says that the patient is asked.
fn coverage<'a>(claim: &Claim, bundle: &Bundle<'a>) -> Value<'a> {
    object([
        ("resourceType", Some(text("Coverage"))),
        ("id", Some(bundle.id("coverage1"))),
        ("status", Some(text("draft"))),
        ("beneficiary", Some(reference(&*claim.patient.key))),
        ("payor", Some(list([reference(&*claim.patient.key)]))),
    ])
}

/// References that lead nowhere are left out.
fn without_insurer(mut claim: Value<'_>) -> Value<'_> {
    if let crate::json::Kind::Object(members) = &mut claim.kind {
        members.retain(|(name, _)| name != "insurer");
        for (name, value) in members.iter_mut() {
            if name == "provider" && value.said("reference").is_empty() {
                *value = object([("display", Some(text("not stated")))]);
            }
        }
    }
    claim
}
