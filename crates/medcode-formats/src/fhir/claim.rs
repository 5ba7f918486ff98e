//! Claim and ExplanationOfBenefit: what is billed, with the references still to be followed.

use super::draft::{Draft, Said, Wanted};
use super::item;
use super::known::{self, Known, npi, reference};
use super::source::{Source, day_of, period};
use super::system::{codes, coding, said};
use crate::Sink;
use crate::json::Value;
use medcode_model::{At, Cents, Claim, ClaimKind, Diagnosis, DiagnosisRole, Procedure};

/// Reads a Claim or an ExplanationOfBenefit.
pub(super) fn read(source: &Source<'_>, sink: &mut dyn Sink) -> Draft {
    let root = source.root;
    let mut draft = Draft::default();
    let claim = &mut draft.claim;
    claim.at = source.mark(root).at(claim);
    claim.id = known::identifier(root).into();
    claim.made = day_of(root, "created");
    let billable = root.get("billablePeriod");
    claim.from = billable.and_then(|p| day_of(p, "start"));
    claim.to = billable.and_then(|p| day_of(p, "end"));
    claim.charge = total(root);
    draft.bill.authorisation = authorisation(root).into();
    claim.authorised = !draft.bill.authorisation.is_empty();
    claim.original = original(root).into();
    kind(source, claim, sink);
    bill_type(root, claim);
    contained(source, &mut draft);
    parties(source, &mut draft);
    diagnoses(source, &mut draft);
    procedures(source, &mut draft);
    let team = team(source, &mut draft);
    item::read(source, &mut draft, &team.into_iter().collect(), sink);
    let claim = &mut draft.claim;
    let lines = || claim.lines.iter();
    claim.from = claim.from.or_else(|| lines().filter_map(|l| l.from).min());
    claim.to = claim.to.or_else(|| lines().filter_map(|l| l.to).max());
    if claim.kind != ClaimKind::Institutional {
        claim.place = lines().find_map(|l| l.place.clone()).unwrap_or_default();
    }
    draft
}

/// The kind, by `type`; pharmacy and vision are read as professional, which is said.
fn kind(source: &Source<'_>, claim: &mut Claim, sink: &mut dyn Sink) {
    let kinds = codes(source.root.get("type"));
    claim.kind = match kinds.first().copied() {
        Some("institutional") => ClaimKind::Institutional,
        Some("oral") => ClaimKind::Dental,
        _ => ClaimKind::Professional,
    };
    let mut note = |name: &str, message: &str| {
        if let Some(value) = source.root.get(name) {
            sink.problem(source.note(value, message));
        }
    };
    if kinds.first().is_some_and(|k| matches!(*k, "pharmacy" | "vision")) {
        note("type", "a pharmacy or vision claim is checked as a professional one");
        claim.elsewhere.pointers = true;
    }
    // What is only asked for has no service yet, and nothing that could be late.
    match source.root.said("use") {
        "preauthorization" => note("use", "this asks for an authorisation; it is checked as a claim"),
        "predetermination" => note("use", "this asks what would be paid; it is checked as a claim"),
        _ => {}
    }
    if source.root.said("use").starts_with("pre") {
        claim.made = None;
    }
    match source.root.said("status") {
        "cancelled" => note("status", "the claim is cancelled"),
        "entered-in-error" => note("status", "the claim was entered in error"),
        _ => {}
    }
}

/// Type of bill, from `subType` or from the information that goes along: `0131`, `131`.
fn bill_type(root: &Value<'_>, claim: &mut Claim) {
    let replaces =
        codes_of_list(root, "related", "relationship").any(|c| matches!(c, "prior" | "replaces"));
    claim.frequency = if replaces { "7" } else { "1" }.into();
    let information = root.list("supportingInfo").iter();
    let named = information.filter(|i| codes(i.get("category")).contains(&"typeofbill"));
    let mut found = codes(root.get("subType"));
    found.extend(named.flat_map(|i| codes(i.get("code"))));
    let number = |c: &&str| {
        matches!(c.len(), 3 | 4)
            && c.bytes().all(|b| b.is_ascii_alphanumeric())
            && c.as_bytes()[0].is_ascii_digit()
    };
    if let Some(bill) = found.iter().copied().find(number) {
        let bill = if bill.len() == 4 { bill.strip_prefix('0').unwrap_or(bill) } else { bill };
        claim.place = bill[..2].into();
        claim.frequency = bill[2..3].into();
    } else if claim.kind == ClaimKind::Institutional {
        let place = found.iter().find_map(|c| match *c {
            "inpatient" => Some("11"),
            "outpatient" => Some("13"),
            _ => None,
        });
        claim.place = place.unwrap_or_default().into();
    }
    for information in root.list("supportingInfo") {
        let discharge = |c: &&str| matches!(*c, "discharge" | "discharge-status");
        if codes(information.get("category")).iter().any(discharge) {
            let status = codes(information.get("code")).first().copied();
            claim.discharge_status = status.unwrap_or_default().into();
        }
        if codes(information.get("category"))
            .iter()
            .any(|c| matches!(*c, "hospitalized" | "admissionperiod"))
        {
            let (first, last) = period(information, &["timingDate"], &["timingPeriod"]);
            claim.admitted = claim.admitted.or(first);
            claim.from = claim.from.or(first);
            claim.to = claim.to.or(last);
        }
    }
}

fn codes_of_list<'v>(root: &'v Value<'_>, list: &str, member: &'v str) -> impl Iterator<Item = &'v str> {
    root.list(list).iter().flat_map(move |item| codes(item.get(member)))
}

/// `total`: an amount (Claim), or one for each category (ExplanationOfBenefit).
fn total(root: &Value<'_>) -> Option<Cents> {
    let total = root.get("total")?;
    let submitted = total.items().iter().find(|t| codes(t.get("category")).contains(&"submitted"));
    match submitted {
        Some(one) => cents(one.get("amount")?),
        None => cents(total),
    }
}

/// An amount of money.
pub(super) fn cents(money: &Value<'_>) -> Option<Cents> {
    Cents::parse(money.get("value")?.digits()?)
}

/// The number of an authorisation.
fn authorisation<'v>(root: &'v Value<'_>) -> &'v str {
    let of_insurance = root.list("insurance").iter().flat_map(|i| i.list("preAuthRef"));
    let all = root.list("preAuthRef").iter().chain(of_insurance);
    all.filter_map(Value::text).map(str::trim).find(|t| !t.is_empty()).unwrap_or_default()
}

/// The payer's number of the claim that this one replaces.
fn original<'v>(root: &'v Value<'_>) -> &'v str {
    let related = root.list("related").iter();
    let number = |r: &'v Value<'_>| match r.get("reference").map(|i| i.said("value")) {
        Some(number) if !number.is_empty() => number,
        _ => {
            let claim = r.get("claim");
            let identifier = claim.and_then(|c| c.get("identifier")).map_or("", |i| i.said("value"));
            let reference = claim.map_or("", |c| c.said("reference")).rsplit('/').next();
            if identifier.is_empty() { reference.unwrap_or_default() } else { identifier }
        }
    };
    related.map(number).find(|n| !n.is_empty()).unwrap_or_default()
}

/// Resources inside the claim: their references begin with `#`.
fn contained(source: &Source<'_>, draft: &mut Draft) {
    let mut inside = Known::default();
    for resource in source.root.list("contained") {
        let name: Box<str> = format!("#{}", resource.said("id")).into();
        let names = [name];
        if let Some(party) = known::party(resource, source) {
            inside.keep(&names, party);
        } else if let Some(said) = resource.get("code").and_then(coding).map(|c| said(&c, source)) {
            inside.keep(&names, known::Party::Coded(said));
        }
    }
    draft.contained = inside;
}

/// Coverages of a claim that are read: primary, secondary, tertiary and eight after them, as in X12.
const MOST_COVERAGES: usize = 11;

/// Patient, provider, payer.
fn parties(source: &Source<'_>, draft: &mut Draft) {
    let root = source.root;
    if let Some(patient) = root.get("patient") {
        let key = match patient.said("reference") {
            "" => patient.get("identifier").map_or("", |i| i.said("value")),
            reference => reference,
        };
        draft.claim.patient.key = key.into();
        draft.want(Wanted::Patient, patient);
    }
    if let Some(provider) = root.get("provider") {
        match npi(provider, source) {
            Some(found) => draft.bill_from(&found),
            None => draft.want(Wanted::Billing, provider),
        }
    }
    let insurer = root.get("insurer");
    match insurer.and_then(|i| i.get("identifier")).map(|i| i.said("value")) {
        Some(id) if !id.is_empty() => draft.claim.payer = id.into(),
        _ => insurer.into_iter().for_each(|i| draft.want(Wanted::Payer(0), i)),
    }
    let insurances: Vec<_> =
        in_order(root, "insurance").into_iter().map(|(_, i)| i).take(MOST_COVERAGES).collect();
    let focal = insurances.iter().position(|i| i.get("focal").and_then(Value::truth) == Some(true));
    draft.insured(&insurances, focal.unwrap_or(0));
}

/// The numbers of the elements of a list, in their order; an element without one comes where it
/// stands.
pub(super) fn in_order<'v, 'a>(root: &'v Value<'a>, name: &str) -> Vec<(u64, &'v Value<'a>)> {
    let items = root.list(name).iter().enumerate();
    let mut all: Vec<_> = items
        .map(|(n, item)| (item.get("sequence").and_then(Value::whole).unwrap_or(n as u64 + 1), item))
        .collect();
    all.sort_by_key(|(sequence, _)| *sequence);
    all
}

fn diagnoses(source: &Source<'_>, draft: &mut Draft) {
    let mut principal = false;
    for (sequence, item) in in_order(source.root, "diagnosis") {
        let role = role(item, &mut principal);
        let poa = codes(item.get("onAdmission")).first().and_then(|c| c.chars().next());
        let poa = poa.map(|c| c.to_ascii_uppercase());
        let number = draft.claim.diagnoses.len();
        let code = match item.get("diagnosisCodeableConcept").and_then(coding) {
            Some(found) => said(&found, source).keep(&mut draft.claim),
            None => {
                if let Some(value) = item.get("diagnosisReference") {
                    draft.want(Wanted::Diagnosis(number), value);
                }
                Said::missing("a diagnosis without a code", source.mark(item)).keep(&mut draft.claim)
            }
        };
        draft.claim.diagnoses.push(Diagnosis { role, code, poa });
        draft.sequences.push(sequence);
    }
    // Where none is said to be the principal one, the first that is not for another purpose is.
    if !principal {
        let first = draft.claim.diagnoses.iter_mut().find(|d| d.role == DiagnosisRole::Other);
        if let Some(first) = first {
            first.role = DiagnosisRole::Principal;
        }
    }
}

fn role(item: &Value<'_>, principal: &mut bool) -> DiagnosisRole {
    for code in codes(item.get("type")) {
        match code {
            "principal" => {
                *principal = true;
                return DiagnosisRole::Principal;
            }
            "admitting" => return DiagnosisRole::Admitting,
            "patientreasonforvisit" => return DiagnosisRole::ReasonForVisit,
            "externalcauseofinjury" | "externalcause" => return DiagnosisRole::ExternalCause,
            _ => {}
        }
    }
    DiagnosisRole::Other
}

fn procedures(source: &Source<'_>, draft: &mut Draft) {
    let all = in_order(source.root, "procedure");
    let is_first =
        |item: &Value<'_>| codes(item.get("type")).iter().any(|c| matches!(*c, "primary" | "principal"));
    let named = all.iter().any(|(_, item)| is_first(item));
    for (n, (_, item)) in all.iter().enumerate() {
        let principal = if named { is_first(item) } else { n == 0 };
        let code = match item.get("procedureCodeableConcept").and_then(coding) {
            Some(found) => said(&found, source).keep(&mut draft.claim),
            None => {
                if let Some(value) = item.get("procedureReference") {
                    draft.want(Wanted::Procedure(n), value);
                }
                Said::missing("a procedure without a code", source.mark(item)).keep(&mut draft.claim)
            }
        };
        draft.claim.procedures.push(Procedure { principal, code, date: day_of(item, "date") });
    }
}

/// The care team: the number of each and whom it refers to; who performed becomes the claim's
/// rendering provider.
fn team<'v, 'a>(source: &Source<'a>, draft: &mut Draft) -> Vec<(u64, &'v Value<'a>)>
where
    'a: 'v,
{
    let team = in_order(source.root, "careTeam");
    const ROLES: [&str; 4] = ["rendering", "performing", "attending", "primary"];
    let has = |item: &Value<'_>, role: &str| codes(item.get("role")).contains(&role);
    let by_role = ROLES.iter().find_map(|role| team.iter().find(|(_, item)| has(item, role)));
    let responsible =
        || team.iter().find(|(_, i)| i.get("responsible").and_then(Value::truth) == Some(true));
    let lone = || team.first().filter(|(_, item)| team.len() == 1 && item.get("role").is_none());
    if let Some(provider) =
        by_role.or_else(responsible).or_else(lone).and_then(|(_, i)| i.get("provider"))
    {
        match npi(provider, source) {
            Some(found) => draft.claim.rendering = Some(draft_npi(&found, &mut draft.claim)),
            None => draft.want(Wanted::Rendering, provider),
        }
    }
    team
}

/// A number with its place kept in the claim.
pub(super) fn draft_npi(
    found: &(Box<str>, super::source::Mark),
    claim: &mut Claim,
) -> medcode_model::Npi {
    let at: At = found.1.at(claim);
    medcode_model::Npi { text: found.0.clone(), at }
}

/// Encounters that the lines of a claim belong to.
pub(super) fn encounters<'v>(root: &'v Value<'_>) -> impl Iterator<Item = &'v str> {
    let items = root.list("item").iter();
    items.flat_map(|i| i.list("encounter")).map(|e| e.said("reference")).filter(|r| !r.is_empty())
}

/// The Claim that an ExplanationOfBenefit answers.
pub(super) fn answered<'v>(root: &'v Value<'_>) -> Option<&'v str> {
    reference(root, "claim")
}
