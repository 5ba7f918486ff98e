//! Who is on a claim: patient, subscriber, coverage, payer, providers.

use super::{Bundle, concept, reference, some};
use crate::fhir::{NPI, system};
use crate::json::{Value, list, number, object, text};
use medcode_model::{Address, Bill, Claim, Coverage, Name, Npi, Person, Provider, ProviderRole, Sex};

/// Addresses of the resources that a claim refers to.
pub(super) struct Parties {
    pub(super) patient: String,
    pub(super) provider: String,
    pub(super) insurer: String,
    pub(super) coverage: Vec<String>,
    /// The care team: the role as FHIR calls it, the address, the number, the NPI.
    pub(super) team: Vec<(&'static str, String, Box<str>)>,
}

/// Adds who is on a claim.
pub(super) fn write<'a>(claim: &'a Claim, bundle: &mut Bundle<'a>) -> Parties {
    let bill = claim.bill.as_deref();
    let patient = patient(claim, bill, bundle);
    let provider = billing(claim, bill, bundle);
    let coverages: Vec<&Coverage> =
        bill.into_iter().flat_map(|b| std::iter::once(&b.coverage).chain(&b.others)).collect();
    let mut insurers = Vec::new();
    let mut addresses = Vec::new();
    for (n, one) in coverages.iter().enumerate() {
        let name = format!("payer{}", n + 1);
        let payer =
            organisation(&name, &one.payer.name, &one.payer.id, one.payer.address.as_ref(), bundle);
        addresses.push(coverage(n, one, &patient, &payer, bundle));
        insurers.push(payer);
    }
    if coverages.is_empty() {
        let payer = organisation("payer1", "", &claim.payer, None, bundle);
        let none = object([
            ("resourceType", Some(text("Coverage"))),
            ("id", Some(bundle.id("coverage1"))),
            ("status", Some(text("active"))),
            ("beneficiary", Some(reference(patient.clone()))),
            ("payor", Some(list([reference(payer.clone())]))),
        ]);
        addresses.push(bundle.add("coverage1", none));
        insurers.push(payer);
    }
    let insurer = insurers.swap_remove(0);
    let team = team(claim, bill, bundle);
    Parties { patient, provider, insurer, coverage: addresses, team }
}

fn patient<'a>(claim: &'a Claim, bill: Option<&'a Bill>, bundle: &mut Bundle<'a>) -> String {
    let person = bill.map(|b| b.patient.as_ref().unwrap_or(&b.coverage.subscriber));
    let key = Some(&*claim.patient.key).filter(|k| !k.is_empty());
    let identifier = bill.map(|b| &*b.record).filter(|r| !r.is_empty()).or(key);
    let resource = human(
        bundle.id("patient"),
        person,
        identifier,
        claim.patient.born.or_else(|| person?.born),
        claim.patient.sex.or_else(|| person?.sex),
    );
    bundle.add("patient", resource)
}

fn human<'a>(
    id: Value<'a>,
    person: Option<&'a Person>,
    identifier: Option<&'a str>,
    born: Option<medcode_model::Date>,
    sex: Option<Sex>,
) -> Value<'a> {
    object([
        ("resourceType", Some(text("Patient"))),
        ("id", Some(id)),
        ("identifier", identifier.map(|i| list([object([("value", some(i))])]))),
        ("name", person.and_then(|p| name(&p.name)).map(|n| list([n]))),
        (
            "gender",
            sex.map(|s| match s {
                Sex::Female => text("female"),
                Sex::Male => text("male"),
            }),
        ),
        ("birthDate", born.map(|d| text(d.to_string()))),
        ("address", person.and_then(|p| p.address.as_ref()).map(|a| list([address(a)]))),
    ])
}

fn name(name: &Name) -> Option<Value<'_>> {
    let given = [&name.first, &name.middle].into_iter().filter(|g| !g.is_empty());
    (!name.is_empty()).then(|| {
        object([
            ("family", some(&name.last)),
            ("given", Some(list(given.map(|g| text(&**g))))),
            ("suffix", some(&name.suffix).map(|s| list([s]))),
        ])
    })
}

fn address(address: &Address) -> Value<'_> {
    let lines = [&address.street, &address.second].into_iter().filter(|l| !l.is_empty());
    object([
        ("line", Some(list(lines.map(|l| text(&**l))))),
        ("city", some(&address.city)),
        ("state", some(&address.state)),
        ("postalCode", some(&address.postal)),
        ("country", some(&address.country)),
    ])
}

fn npi<'a>(number: &'a str) -> Option<Value<'a>> {
    (!number.is_empty()).then(|| object([("system", Some(text(NPI))), ("value", some(number))]))
}

fn organisation<'a>(
    name: &str,
    called: &'a str,
    id: &'a str,
    place: Option<&'a Address>,
    bundle: &mut Bundle<'a>,
) -> String {
    // A payer has a name or a number; FHIR asks for one of them.
    let called = if called.is_empty() && id.is_empty() { "not stated" } else { called };
    let resource = object([
        ("resourceType", Some(text("Organization"))),
        ("id", Some(bundle.id(name))),
        ("identifier", some(id).map(|v| list([object([("value", Some(v))])]))),
        ("name", some(called)),
        ("address", place.map(|a| list([address(a)]))),
    ]);
    bundle.add(name, resource)
}

fn coverage<'a>(
    n: usize,
    coverage: &'a Coverage,
    patient: &str,
    payer: &str,
    bundle: &mut Bundle<'a>,
) -> String {
    let own = matches!(&*coverage.relation, "18" | "");
    let subscriber = if own {
        patient.to_owned()
    } else {
        let name = format!("subscriber{}", n + 1);
        let person = &coverage.subscriber;
        let member = Some(&*coverage.member).filter(|m| !m.is_empty());
        let resource = human(bundle.id(&name), Some(person), member, person.born, person.sex);
        bundle.add(&name, resource)
    };
    let relation = match &*coverage.relation {
        "18" | "" => "self",
        "01" => "spouse",
        "19" => "child",
        _ => "other",
    };
    const CLASS: &str = "http://terminology.hl7.org/CodeSystem/coverage-class";
    let class = |kind: &'static str, value: &'a str| {
        some(value).map(|v| object([("type", Some(concept(CLASS, kind))), ("value", Some(v))]))
    };
    let classes = [class("group", &coverage.group), class("plan", &coverage.plan)];
    let name = format!("coverage{}", n + 1);
    let resource = object([
        ("resourceType", Some(text("Coverage"))),
        ("id", Some(bundle.id(&name))),
        ("status", Some(text("active"))),
        ("subscriber", Some(reference(subscriber))),
        ("subscriberId", some(&coverage.member)),
        ("beneficiary", Some(reference(patient))),
        (
            "relationship",
            Some(concept("http://terminology.hl7.org/CodeSystem/subscriber-relationship", relation)),
        ),
        ("payor", Some(list([reference(payer)]))),
        ("class", Some(list(classes.into_iter().flatten()))),
        ("order", Some(number(order(coverage).unwrap_or(n + 1)))),
    ]);
    bundle.add(&name, resource)
}

/// Whether it pays first, second or third.
fn order(coverage: &Coverage) -> Option<usize> {
    Some("PST".find(coverage.order?)? + 1)
}

/// The billing provider: an organisation, or a person who bills.
fn billing<'a>(claim: &'a Claim, bill: Option<&'a Bill>, bundle: &mut Bundle<'a>) -> String {
    let from = bill.and_then(|b| b.provider(ProviderRole::Billing));
    let number = claim.billing.as_ref().map(|n| &*n.text).or(from.map(|p| &*p.npi)).unwrap_or("");
    provider("billing", from, number, bundle)
}

fn provider<'a>(
    name_: &str,
    from: Option<&'a Provider>,
    number: &'a str,
    bundle: &mut Bundle<'a>,
) -> String {
    let person = from.is_some_and(|p| p.name.person);
    let tax = from.map(|p| &*p.tax).filter(|t| !t.is_empty()).map(|t| {
        let kind = concept("http://terminology.hl7.org/CodeSystem/v2-0203", "TAX");
        object([("type", Some(kind)), ("value", some(t))])
    });
    let identifiers = [npi(number), tax];
    let named = match from {
        Some(p) if person => name(&p.name).map(|n| list([n])),
        Some(p) if !p.name.last.is_empty() => some(&p.name.last),
        _ if number.is_empty() => Some(text("not stated")),
        _ => None,
    };
    let kind = if person { "Practitioner" } else { "Organization" };
    let resource = object([
        ("resourceType", Some(text(kind))),
        ("id", Some(bundle.id(name_))),
        ("identifier", Some(list(identifiers.into_iter().flatten()))),
        ("name", named),
        ("address", from.and_then(|p| p.address.as_ref()).map(|a| list([address(a)]))),
    ]);
    bundle.add(name_, resource)
}

/// Everyone but the billing provider, once each.
fn team<'a>(
    claim: &'a Claim,
    bill: Option<&'a Bill>,
    bundle: &mut Bundle<'a>,
) -> Vec<(&'static str, String, Box<str>)> {
    let mut out: Vec<(&'static str, String, Box<str>)> = Vec::new();
    let others = bill.into_iter().flat_map(|b| &b.providers);
    for one in others.filter(|p| !matches!(p.role, ProviderRole::Billing | ProviderRole::Facility)) {
        let role = match one.role {
            ProviderRole::Supervising => "supervisor",
            ProviderRole::Operating | ProviderRole::OtherOperating => "assist",
            ProviderRole::Rendering | ProviderRole::Attending => "primary",
            _ => "other",
        };
        let name = format!("provider{}", out.len() + 1);
        let address = provider(&name, Some(one), &one.npi, bundle);
        out.push((role, address, one.npi.clone()));
    }
    let mut lone = |npi: &'a Npi, role: &'static str| {
        if !out.iter().any(|(_, _, known)| *known == npi.text) {
            let name = format!("provider{}", out.len() + 1);
            let address = provider_by_number(&name, npi, bundle);
            out.push((role, address, npi.text.clone()));
        }
    };
    claim.rendering.iter().for_each(|n| lone(n, "primary"));
    claim.lines.iter().filter_map(|l| l.rendering.as_ref()).for_each(|n| lone(n, "other"));
    out
}

fn provider_by_number<'a>(name: &str, number: &'a Npi, bundle: &mut Bundle<'a>) -> String {
    let resource = object([
        ("resourceType", Some(text("Practitioner"))),
        ("id", Some(bundle.id(name))),
        ("identifier", npi(&number.text).map(|i| list([i]))),
    ]);
    bundle.add(name, resource)
}

/// The URI of a declared system; none where FHIR has no name for it.
pub(super) fn system_uri(system: &medcode_model::Declared) -> Option<String> {
    use medcode_model::Declared;
    match system {
        Declared::Known(known) => Some(system::uri(*known).to_owned()),
        Declared::Icd9 => Some("http://hl7.org/fhir/sid/icd-9-cm".to_owned()),
        Declared::Other(name) => system::uri_of_name(name),
    }
}
