//! Who sends the claim, to whom, under which coverage.

use super::walk::Walk;
use medcode::model::{
    Address, Adjustment, At, Bill, Contact, Coverage, Decided, Name, Payer, Person, Provider,
    ProviderRole, Sex, Stay,
};

pub(super) fn bill(root: &Walk<'_>) -> Bill {
    let (claim, submitter, receiver) = (root.at("claim"), root.at("submitter"), root.at("receiver"));
    submitter.knows(&["name", "last", "first", "middle", "id", "contact"]);
    receiver.knows(&["name", "id"]);
    let (coverage, others) = coverages(root);
    let letter = |name: &str| claim.at(name).text().chars().next();
    let patient = root.at("patient");
    Bill {
        submitter: name(&submitter),
        submitter_id: submitter.at("id").text(),
        contact: contact(&submitter.at("contact")),
        receiver: receiver.at("name").text(),
        receiver_id: receiver.at("id").text(),
        providers: providers(root),
        pay_to: address(&root.at("pay_to")),
        coverage,
        others,
        patient: patient.given().then(|| person(&patient)),
        signed: letter("signature_on_file"),
        assignment: letter("assignment"),
        benefits_assigned: letter("benefits_assigned"),
        release: letter("release"),
        causes: claim.at("causes").list().iter().map(Walk::text).collect(),
        accident_state: claim.at("accident_state").text(),
        accident: claim.at("accident_date").date(),
        onset: claim.at("onset_date").date(),
        last_period: claim.at("last_period").date(),
        discharged: claim.at("discharged").date(),
        authorisation: claim.at("authorisation").text(),
        referral: claim.at("referral").text(),
        original: claim.at("original_number").text(),
        clia: claim.at("clia").text(),
        record: claim.at("medical_record").text(),
        patient_paid: claim.at("patient_paid").cents(),
        stay: stay(&root.at("stay")),
        ..Bill::default()
    }
}

fn name(at: &Walk<'_>) -> Name {
    let (organisation, last) = (at.at("name").text(), at.at("last").text());
    if last.is_empty() {
        return Name { last: organisation, ..Name::default() };
    }
    Name {
        last,
        first: at.at("first").text(),
        middle: at.at("middle").text(),
        suffix: at.at("suffix").text(),
        person: true,
    }
}

fn contact(at: &Walk<'_>) -> Contact {
    at.knows(&["name", "phone", "email"]);
    let phone: String = at.at("phone").text().chars().filter(char::is_ascii_digit).collect();
    Contact { name: at.at("name").text(), phone: phone.into(), email: at.at("email").text() }
}

fn address(at: &Walk<'_>) -> Option<Address> {
    at.knows(&["street", "second", "city", "state", "zip", "country"]);
    at.given().then(|| Address {
        street: at.at("street").text(),
        second: at.at("second").text(),
        city: at.at("city").text(),
        state: at.at("state").text(),
        postal: at.at("zip").text().replace('-', "").into(),
        country: at.at("country").text(),
    })
}

/// Each provider of the file, by its role.
fn providers(root: &Walk<'_>) -> Vec<Provider> {
    let of = |role: ProviderRole| {
        let at = match role {
            ProviderRole::Facility => root.at("service_facility"),
            other => root.at(&format!("{}_provider", other.id())),
        };
        at.knows(&[
            "name", "last", "first", "middle", "suffix", "npi", "taxonomy", "tax_id", "ssn", "address",
            "contact",
        ]);
        let (tax, ssn) = (at.at("tax_id").text(), at.at("ssn").text());
        let contact_at = at.at("contact");
        at.given().then(|| Provider {
            role,
            name: name(&at),
            npi: at.at("npi").text(),
            taxonomy: at.at("taxonomy").text(),
            tax_is_ssn: tax.is_empty() && !ssn.is_empty(),
            tax: if tax.is_empty() { ssn } else { tax }.replace('-', "").into(),
            address: address(&at.at("address")),
            contact: contact_at.given().then(|| contact(&contact_at)),
        })
    };
    ProviderRole::ALL.into_iter().filter_map(of).collect()
}

fn person(at: &Walk<'_>) -> Person {
    at.knows(&["name", "last", "first", "middle", "suffix", "address", "born", "sex"]);
    Person {
        name: name(at),
        address: address(&at.at("address")),
        born: at.at("born").date(),
        sex: at.at("sex").one_of(&[("F", Sex::Female), ("M", Sex::Male)]),
    }
}

/// The coverage the claim goes to, which is the first that has not decided yet, and the others.
fn coverages(root: &Walk<'_>) -> (Coverage, Vec<Coverage>) {
    let list = root.at("coverage").list();
    if list.is_empty() {
        root.at("coverage").fault("missing");
    }
    let mut all: Vec<Coverage> = list.iter().map(coverage).collect();
    all.sort_by_key(|c| rank(c.order));
    let to = all.iter().position(|c| c.decided.is_none()).unwrap_or(0);
    if all.is_empty() {
        return Default::default();
    }
    let coverage = all.remove(to);
    (coverage, all)
}

fn rank(order: Option<char>) -> u8 {
    match order {
        Some('P') => 0,
        Some('S') => 1,
        Some('T') => 2,
        Some(letter) => letter as u8,
        None => u8::MAX,
    }
}

fn coverage(at: &Walk<'_>) -> Coverage {
    at.knows(&[
        "order",
        "relationship",
        "group",
        "plan",
        "medicare_secondary",
        "type",
        "member_id",
        "subscriber",
        "payer",
        "decided",
    ]);
    let payer = at.at("payer");
    payer.knows(&["name", "id", "address"]);
    let order = [("primary", 'P'), ("secondary", 'S'), ("tertiary", 'T')];
    let relation =
        [("self", "18"), ("spouse", "01"), ("child", "19"), ("employee", "20"), ("other", "G8")];
    if !at.at("order").given() {
        at.at("order").fault("missing");
    }
    Coverage {
        order: at.at("order").one_of(&order),
        relation: at.at("relationship").one_of(&relation).unwrap_or("18").into(),
        group: at.at("group").text(),
        plan: at.at("plan").text(),
        medicare_secondary: at.at("medicare_secondary").text(),
        filing: at.at("type").text(),
        member: at.at("member_id").needed(),
        subscriber: person(&at.at("subscriber")),
        payer: Payer {
            name: payer.at("name").needed(),
            id: payer.at("id").needed(),
            address: address(&payer.at("address")),
        },
        decided: decided(&at.at("decided")),
    }
}

fn decided(at: &Walk<'_>) -> Option<Decided> {
    at.knows(&["paid", "patient_owes", "date", "adjustments"]);
    at.given().then(|| Decided {
        paid: at.at("paid").cents(),
        patient_owes: at.at("patient_owes").cents(),
        on: at.at("date").date(),
        adjustments: at.at("adjustments").list().iter().map(adjustment).collect(),
    })
}

fn adjustment(at: &Walk<'_>) -> Adjustment {
    at.knows(&["group", "reason", "amount", "units"]);
    Adjustment {
        group: at.at("group").needed(),
        reason: at.at("reason").needed(),
        amount: at.at("amount").cents().unwrap_or_default(),
        quantity: at.at("units").thousandths(),
        at: At::default(),
    }
}

fn stay(at: &Walk<'_>) -> Stay {
    at.knows(&[
        "from",
        "to",
        "admitted",
        "admission_time",
        "admission_type",
        "admission_source",
        "discharge_time",
        "discharge_status",
        "admitting_diagnosis",
        "reasons_for_visit",
    ]);
    let time = |name: &str| -> Box<str> { at.at(name).text().replace(':', "").into() };
    Stay {
        kind: at.at("admission_type").text(),
        source: at.at("admission_source").text(),
        admitted_at: time("admission_time"),
        discharged_at: time("discharge_time"),
    }
}
