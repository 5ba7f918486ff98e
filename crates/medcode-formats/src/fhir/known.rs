//! Who is in a document: patients, providers, payers and coverages, by the references that
//! claims make to them.

use super::people;
use super::source::{Mark, Source};
use super::system::is_npi;
use crate::json::Value;
use medcode_model::{Coverage, Person, Provider};
use std::collections::HashMap;
use std::rc::Rc;

/// What a resource says that claims refer to.
#[derive(Clone, Debug)]
pub(super) enum Party {
    /// A Patient.
    Patient(Box<Person>),
    /// An Organization, a Practitioner, or a PractitionerRole that refers to others.
    Provider { npi: Option<(Box<str>, Mark)>, id: Box<str>, refers: Box<[Box<str>]>, who: Box<Provider> },
    /// A Coverage: its payers, its subscriber where that is not the patient.
    Coverage {
        payer: Option<Box<str>>,
        refers: Box<[Box<str>]>,
        subscriber: Option<Box<str>>,
        of: Box<Coverage>,
    },
    /// A Condition or a Procedure: its code.
    Coded(super::draft::Said),
}

/// The parties of a document.
#[derive(Default)]
pub(super) struct Known {
    parties: HashMap<Box<str>, Rc<Party>>,
}

impl Known {
    /// Keeps a party under every reference it may be meant by.
    pub(super) fn keep(&mut self, names: &[Box<str>], party: Party) {
        let party = Rc::new(party);
        for name in names {
            self.parties.insert(name.clone(), Rc::clone(&party));
        }
    }

    /// The party of a reference: as written, else by its last two steps.
    pub(super) fn find(&self, reference: &str) -> Option<&Party> {
        let short = || short(reference).and_then(|s| self.parties.get(s));
        self.parties.get(reference).or_else(short).map(Rc::as_ref)
    }
}

/// `Patient/1` of `https://example.org/fhir/Patient/1` and of `Patient/1/_history/2`.
fn short(reference: &str) -> Option<&str> {
    let reference = reference.split("/_history/").next()?;
    let mut slashes = reference.rmatch_indices('/').map(|(n, _)| n);
    slashes.next()?;
    Some(slashes.next().map_or(reference, |n| &reference[n + 1..]))
}

/// The references a resource may be meant by: its address in the Bundle, its type and id.
pub(super) fn names(resource: &Value<'_>, full_url: &str) -> Vec<Box<str>> {
    let (kind, id) = (resource.said("resourceType"), resource.said("id"));
    let mut names: Vec<Box<str>> = Vec::new();
    if !id.is_empty() {
        names.push(format!("{kind}/{id}").into());
    }
    if !full_url.is_empty() {
        names.push(full_url.into());
    }
    names
}

/// The reference of a member.
pub(super) fn reference<'v>(value: &'v Value<'_>, name: &str) -> Option<&'v str> {
    let text = value.get(name)?.said("reference");
    (!text.is_empty()).then_some(text)
}

/// What a resource says, where claims may refer to it.
pub(super) fn party(resource: &Value<'_>, source: &Source<'_>) -> Option<Party> {
    Some(match resource.said("resourceType") {
        "Patient" => Party::Patient(Box::new(people::patient(resource))),
        "Organization" | "Practitioner" | "PractitionerRole" => {
            let refers =
                ["practitioner", "organization"].into_iter().filter_map(|n| reference(resource, n));
            Party::Provider {
                npi: npi(resource, source),
                id: identifier(resource).into(),
                refers: refers.map(Into::into).collect(),
                who: Box::new(people::provider(resource)),
            }
        }
        "Coverage" => {
            let payors = resource.list("payor");
            let named = payors.iter().find_map(|p| {
                let id = p.at(&["identifier"]).map(|i| i.said("value")).unwrap_or_default();
                (!id.is_empty()).then(|| id.into())
            });
            let refers = payors.iter().map(|p| p.said("reference")).filter(|r| !r.is_empty());
            Party::Coverage {
                payer: named,
                refers: refers.map(Into::into).collect(),
                subscriber: people::subscriber(resource).map(Into::into),
                of: Box::new(people::coverage(resource)),
            }
        }
        _ => return None,
    })
}

/// The first identifier of a resource.
pub(crate) fn identifier<'v>(resource: &'v Value<'_>) -> &'v str {
    let values = resource.list("identifier").iter().map(|i| i.said("value"));
    values.into_iter().find(|v| !v.is_empty()).unwrap_or_else(|| resource.said("id"))
}

/// The NPI among the identifiers of a resource or of a reference.
pub(super) fn npi(value: &Value<'_>, source: &Source<'_>) -> Option<(Box<str>, Mark)> {
    let found = value.list("identifier").iter().find(|i| is_npi(i.said("system")))?;
    let number = found.get("value")?;
    Some((number.text()?.trim().into(), source.mark(number)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_found_however_they_are_written() {
        let mut known = Known::default();
        let coverage = || Party::Coverage {
            payer: None,
            refers: Box::default(),
            subscriber: None,
            of: Box::default(),
        };
        known.keep(&["Coverage/1".into(), "urn:uuid:7".into()], coverage());
        for reference in
            ["Coverage/1", "urn:uuid:7", "https://example.org/fhir/Coverage/1", "Coverage/1/_history/3"]
        {
            assert!(known.find(reference).is_some(), "{reference}");
        }
        assert!(known.find("Coverage/2").is_none());
        assert!(known.find("1").is_none());
    }
}
