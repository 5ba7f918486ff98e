//! The Claim resource.

use super::parties::{self, Parties, system_uri};
use super::{Along, Bundle, coded, concept, reference, some};
use crate::json::{Kind, Value, list, number, object, text};
use crate::values::quantity;
use medcode_model::{
    Cents, Claim, ClaimKind, CodeSaid, Date, Diagnosis, DiagnosisRole, Procedure, ServiceLine,
};

/// Adds a claim and everything it refers to.
pub(super) fn write<'a>(
    claim: &'a Claim,
    along: &'a Along<'_>,
    documents: Option<&coded::Documents>,
    bundle: &mut Bundle<'a>,
) {
    let parties = parties::write(claim, bundle);
    let resource = resource(claim, along, &parties, bundle);
    let address = bundle.add("claim", resource);
    coded::write(claim, along, &parties.patient, (&address, documents), bundle);
}

/// The claim, referring to who is on it.
pub(super) fn resource<'a>(
    claim: &'a Claim,
    along: &'a Along<'_>,
    parties: &Parties,
    bundle: &Bundle<'a>,
) -> Value<'a> {
    let kind = match claim.kind {
        ClaimKind::Professional => "professional",
        ClaimKind::Institutional => "institutional",
        ClaimKind::Dental => "oral",
    };
    let made = claim.made.map_or_else(|| along.recorded.clone(), |d| d.to_string());
    object([
        ("resourceType", Some(text("Claim"))),
        ("id", Some(bundle.id("claim"))),
        ("text", whose(claim)),
        ("identifier", some(&claim.id).map(|v| list([object([("value", Some(v))])]))),
        ("status", Some(text("active"))),
        ("type", Some(concept("http://terminology.hl7.org/CodeSystem/claim-type", kind))),
        ("subType", bill_type(claim)),
        ("use", Some(text("claim"))),
        ("patient", Some(reference(&*parties.patient))),
        ("billablePeriod", span(claim.from, claim.to)),
        ("created", Some(text(made))),
        ("insurer", Some(reference(&*parties.insurer))),
        ("provider", Some(reference(&*parties.provider))),
        ("priority", Some(concept("http://terminology.hl7.org/CodeSystem/processpriority", "normal"))),
        ("related", replaces(claim)),
        ("careTeam", Some(list(parties.team.iter().enumerate().map(|(n, one)| member(n, one))))),
        ("supportingInfo", Some(list(information(claim)))),
        (
            "diagnosis",
            Some(list(claim.diagnoses.iter().enumerate().map(|(n, d)| diagnosis(n, d, along)))),
        ),
        (
            "procedure",
            Some(list(claim.procedures.iter().enumerate().map(|(n, p)| procedure(n, p, along)))),
        ),
        ("insurance", Some(list(insurance(claim, parties)))),
        ("item", Some(list(claim.lines.iter().map(|l| item(claim, l, parties, along))))),
        ("total", claim.charge.map(money)),
    ])
}

/// Whose the CPT numbers of a claim are, for who reads the resource.
fn whose<'a>(claim: &Claim) -> Option<Value<'a>> {
    let codes = claim.lines.iter().filter_map(|l| l.code.as_ref()?.code);
    let notice = codes.map(|code| code.system()).find_map(medcode_model::CodeSystem::notice)?;
    let div = format!("<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>{notice}</p></div>");
    Some(object([("status", Some(text("additional"))), ("div", Some(text(div)))]))
}

/// `0131` and the like: place, frequency.
fn bill_type(claim: &Claim) -> Option<Value<'_>> {
    let bill =
        claim.kind == ClaimKind::Institutional && claim.place.len() == 2 && claim.frequency.len() == 1;
    bill.then(|| {
        concept(
            "https://www.nubc.org/CodeSystem/TypeOfBill",
            format!("0{}{}", claim.place, claim.frequency),
        )
    })
}

/// A claim that takes the place of an earlier one.
fn replaces(claim: &Claim) -> Option<Value<'_>> {
    (&*claim.frequency == "7").then(|| {
        let original = claim.bill.as_deref().map_or("", |b| &*b.original);
        let earlier = some(original).map(|v| object([("value", Some(v))]));
        list([object([
            (
                "relationship",
                Some(concept(
                    "http://terminology.hl7.org/CodeSystem/ex-relatedclaimrelationship",
                    "prior",
                )),
            ),
            ("reference", earlier),
        ])])
    })
}

fn span<'a>(from: Option<Date>, to: Option<Date>) -> Option<Value<'a>> {
    (from.is_some() || to.is_some()).then(|| {
        object([("start", from.map(|d| text(d.to_string()))), ("end", to.map(|d| text(d.to_string())))])
    })
}

/// An amount in US dollars.
fn money<'a>(amount: Cents) -> Value<'a> {
    object([("value", Some(number(amount))), ("currency", Some(text("USD")))])
}

fn member<'a>(n: usize, (role, address, _): &(&'static str, String, Box<str>)) -> Value<'a> {
    object([
        ("sequence", Some(number(n + 1))),
        ("provider", Some(reference(address.clone()))),
        ("role", Some(concept("http://terminology.hl7.org/CodeSystem/claimcareteamrole", *role))),
    ])
}

/// Admission and discharge.
fn information<'a>(claim: &'a Claim) -> Vec<Value<'a>> {
    const CATEGORY: &str = "http://terminology.hl7.org/CodeSystem/claiminformationcategory";
    let mut out = Vec::new();
    if let Some(admitted) = claim.admitted {
        out.push(object([
            ("sequence", Some(number(1))),
            ("category", Some(concept(CATEGORY, "hospitalized"))),
            ("timingPeriod", span(Some(admitted), claim.to)),
        ]));
    }
    if !claim.discharge_status.is_empty() {
        out.push(object([
            ("sequence", Some(number(out.len() + 1))),
            ("category", Some(concept(CATEGORY, "discharge"))),
            (
                "code",
                Some(concept(
                    "https://www.nubc.org/CodeSystem/PatDischargeStatus",
                    &*claim.discharge_status,
                )),
            ),
        ]));
    }
    out
}

/// A code with its system and, where it may be given away, its title.
pub(super) fn coding<'a>(said: &'a CodeSaid, along: &'a Along<'_>) -> Value<'a> {
    let title = said.code.and_then(|c| along.titles.get(&c));
    let code = said.code.map_or_else(|| said.text.to_string(), |c| c.to_string());
    if said.text.is_empty() {
        return object([("text", Some(text("not stated")))]);
    }
    let coding = object([
        ("system", system_uri(&said.system).map(text)),
        ("code", Some(text(code))),
        ("display", title.map(|t| text(&**t))),
    ]);
    object([("coding", Some(list([coding])))])
}

fn diagnosis<'a>(n: usize, diagnosis: &'a Diagnosis, along: &'a Along<'_>) -> Value<'a> {
    const EXAMPLE: &str = "http://terminology.hl7.org/CodeSystem/ex-diagnosistype";
    const CARIN: &str = "http://hl7.org/fhir/us/carin-bb/CodeSystem/C4BBClaimDiagnosisType";
    let kind = match diagnosis.role {
        DiagnosisRole::Principal => Some((EXAMPLE, "principal")),
        DiagnosisRole::Admitting => Some((EXAMPLE, "admitting")),
        DiagnosisRole::ReasonForVisit => Some((CARIN, "patientreasonforvisit")),
        DiagnosisRole::ExternalCause => Some((CARIN, "externalcauseofinjury")),
        DiagnosisRole::Other => None,
    };
    let poa = diagnosis.poa.map(|p| match p {
        'Y' | 'N' | 'U' | 'W' => concept(
            "http://terminology.hl7.org/CodeSystem/ex-diagnosis-on-admission",
            p.to_ascii_lowercase(),
        ),
        other => concept("https://www.nubc.org/CodeSystem/PresentOnAdmissionIndicator", other),
    });
    object([
        ("sequence", Some(number(n + 1))),
        ("diagnosisCodeableConcept", Some(coding(&diagnosis.code, along))),
        ("type", kind.map(|(system, code)| list([concept(system, code)]))),
        ("onAdmission", poa),
    ])
}

fn procedure<'a>(n: usize, procedure: &'a Procedure, along: &'a Along<'_>) -> Value<'a> {
    let kind = if procedure.principal { "primary" } else { "secondary" };
    object([
        ("sequence", Some(number(n + 1))),
        ("type", Some(list([concept("http://terminology.hl7.org/CodeSystem/ex-procedure-type", kind)]))),
        ("date", procedure.date.map(|d| text(d.to_string()))),
        ("procedureCodeableConcept", Some(coding(&procedure.code, along))),
    ])
}

fn insurance<'a>(claim: &'a Claim, parties: &Parties) -> Vec<Value<'a>> {
    let number_ = claim.bill.as_deref().map_or("", |b| &*b.authorisation);
    let number_ = if number_.is_empty() && claim.authorised { "given" } else { number_ };
    let each = parties.coverage.iter().enumerate();
    each.map(|(n, address)| {
        object([
            ("sequence", Some(number(n + 1))),
            ("focal", Some(Value::made(Kind::Bool(n == 0)))),
            ("coverage", Some(reference(address.clone()))),
            ("preAuthRef", some(number_).filter(|_| n == 0).map(|r| list([r]))),
        ])
    })
    .collect()
}

fn item<'a>(
    claim: &'a Claim,
    line: &'a ServiceLine,
    parties: &Parties,
    along: &'a Along<'_>,
) -> Value<'a> {
    let by = line
        .rendering
        .as_ref()
        .and_then(|n| parties.team.iter().position(|(_, _, known)| *known == n.text));
    let product = match &line.code {
        Some(code) => coding(code, along),
        // A line billed by its revenue code alone.
        None => concept("http://terminology.hl7.org/CodeSystem/data-absent-reason", "not-applicable"),
    };
    let one_day = line.from.is_some() && (line.to == line.from || line.to.is_none());
    let place =
        line.place.as_deref().or(Some(&*claim.place).filter(|_| claim.kind != ClaimKind::Institutional));
    let codes: Vec<_> =
        line.pointers.iter().filter(|p| usize::from(**p) <= claim.diagnoses.len() && **p > 0).collect();
    object([
        ("sequence", Some(number(line.number.max(1)))),
        ("careTeamSequence", by.map(|n| list([number(n + 1)]))),
        ("diagnosisSequence", Some(list(codes.into_iter().map(number)))),
        (
            "revenue",
            line.revenue.as_deref().and_then(some).map(|_| {
                concept(
                    "https://www.nubc.org/CodeSystem/RevenueCodes",
                    line.revenue.as_deref().unwrap_or_default(),
                )
            }),
        ),
        ("productOrService", Some(product)),
        ("modifier", Some(list(line.modifiers.iter().map(|m| modifier(m))))),
        ("servicedDate", line.from.filter(|_| one_day).map(|d| text(d.to_string()))),
        ("servicedPeriod", span(line.from, line.to).filter(|_| !one_day)),
        ("locationCodeableConcept", place.filter(|p| !p.is_empty()).map(|p| concept(PLACES, p))),
        ("quantity", line.quantity.map(|q| amount(q, line.unit.as_deref()))),
        ("net", line.charge.map(money)),
    ])
}

/// Place of service codes (CMS).
const PLACES: &str =
    "https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set";

/// Modifiers of letters and digits are told apart by nobody: those of two digits are CPT's.
fn modifier<'a>(code: &str) -> Value<'a> {
    use medcode_model::CodeSystem::{Cpt, Hcpcs};
    let digits = code.bytes().all(|b| b.is_ascii_digit());
    concept(crate::fhir::uri(if digits { Cpt } else { Hcpcs }), code)
}

fn amount<'a>(thousandths: i64, unit: Option<&str>) -> Value<'a> {
    let unit = match unit {
        Some("MJ") => Some("min"),
        Some("DA") => Some("d"),
        _ => None,
    };
    object([
        ("value", Some(number(quantity(thousandths)))),
        ("system", unit.map(|_| text("http://unitsofmeasure.org"))),
        ("code", unit.map(text)),
    ])
}
