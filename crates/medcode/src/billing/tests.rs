//! What becomes of codes and charges.

use super::*;
use medcode_model::{Address, Contact, Coverage, Name, Payer, Person, Provider};

fn address() -> Option<Address> {
    let text = |t: &str| t.into();
    Some(Address {
        street: text("1 ROAD"),
        city: text("DULUTH"),
        state: text("MN"),
        postal: text("55802"),
        ..Address::default()
    })
}

fn person() -> Person {
    Person {
        name: Name { last: "SAMPLE".into(), first: "ONE".into(), person: true, ..Name::default() },
        address: address(),
        born: Date::new(1960, 1, 1),
        sex: Some(Sex::Female),
    }
}

fn facts(charges: Vec<Charge>) -> BillingFacts {
    let provider = |role| Provider {
        role,
        name: Name::organisation("CLINIC"),
        npi: "1234567893".into(),
        tax: "411234567".into(),
        address: address(),
        ..Provider::default()
    };
    BillingFacts {
        id: "A-1".into(),
        place: "11".into(),
        charges,
        bill: Bill {
            submitter: Name::organisation("CLINIC"),
            submitter_id: "CLINIC".into(),
            contact: Contact { phone: "6125550100".into(), ..Contact::default() },
            receiver: "PLAN".into(),
            receiver_id: "PLAN".into(),
            providers: vec![provider(ProviderRole::Billing), provider(ProviderRole::Attending)],
            coverage: Coverage {
                order: Some('P'),
                member: "EX1".into(),
                subscriber: person(),
                payer: Payer { name: "PLAN".into(), id: "PLAN1".into(), address: None },
                ..Coverage::default()
            },
            assignment: Some('A'),
            benefits_assigned: Some('Y'),
            release: Some('Y'),
            ..Bill::default()
        },
        ..BillingFacts::default()
    }
}

fn charge(code: &str, cents: i64) -> Charge {
    Charge { code: code.into(), amount: Some(Cents(cents)), ..Charge::default() }
}

fn coded(system: CodeSystem, code: &str, billing: Option<BillingContext>) -> CodedLine {
    CodedLine {
        code: Code::new(system, code).unwrap(),
        modifiers: Vec::new(),
        units: None,
        poa: None,
        pointers: vec![1],
        billing,
    }
}

fn visit(lines: Vec<CodedLine>) -> CodedEncounter {
    let date = Date::new(2026, 5, 12).unwrap();
    CodedEncounter { date, setting: Setting::Office, age: None, sex: None, lines }
}

fn office() -> CodedEncounter {
    let professional = Some(BillingContext::Professional);
    let mut wellness = coded(CodeSystem::Hcpcs, "G0439", professional);
    wellness.modifiers = vec!["33".into()];
    visit(vec![coded(CodeSystem::Icd10Cm, "Z00.00", None), wellness])
}

const MADE: fn() -> Date = || Date::new(2026, 5, 20).unwrap();

#[test]
fn a_service_takes_its_charge_and_keeps_what_the_note_says() {
    let facts = facts(vec![charge("G0008", 2500), charge("G0439", 15000)]);
    let billed = billed(&office(), &facts, ClaimKind::Professional, MADE()).unwrap();
    let [line] = billed.claim.lines.as_slice() else { panic!("{:?}", billed.claim.lines) };
    assert_eq!((line.charge, line.quantity), (Some(Cents(15000)), Some(1000)));
    assert_eq!(line.modifiers.iter().map(|m| &**m).collect::<Vec<_>>(), ["33"]);
    assert_eq!(billed.claim.charge, Some(Cents(15000)));
    assert!(billed.notices[0].starts_with("charges[0]: G0008"), "{:?}", billed.notices);
}

#[test]
fn what_is_missing_is_named() {
    let mut facts = facts(Vec::new());
    facts.bill.coverage.payer.id = "".into();
    let said = billed(&office(), &facts, ClaimKind::Professional, MADE()).unwrap_err();
    assert!(said.iter().any(|s| s.contains("an amount for G0439")), "{said:?}");
    assert!(said.iter().any(|s| s == "coverage(primary).payer.id"), "{said:?}");
}

#[test]
fn a_stay_bills_every_charge_and_needs_the_days_of_its_procedures() {
    let lines = vec![
        CodedLine { poa: Some("Y".into()), ..coded(CodeSystem::Icd10Cm, "K80.00", None) },
        coded(CodeSystem::Icd10Cm, "W18.30XA", None),
        coded(CodeSystem::Icd10Pcs, "0FT44ZZ", None),
    ];
    let stay = CodedEncounter { setting: Setting::Inpatient, ..visit(lines) };
    let room = Charge { revenue: Some("0120".into()), ..charge("", 900_000) };
    let mut facts = facts(vec![room]);
    facts.days = (Date::new(2026, 5, 8), Date::new(2026, 5, 12));
    facts.admitting = "R10.11".into();
    facts.discharge_status = "01".into();
    let said = billed(&stay, &facts, ClaimKind::Institutional, MADE()).unwrap_err();
    assert_eq!(said, ["procedures: the date of 0FT44ZZ"]);
    facts.procedures = vec![("0FT44ZZ".into(), Date::new(2026, 5, 9).unwrap())];
    let claim = billed(&stay, &facts, ClaimKind::Institutional, MADE()).unwrap().claim;
    assert_eq!(claim.lines.len(), 1);
    assert_eq!(claim.diagnoses[0].poa, Some('Y'));
    let roles: Vec<_> = claim.diagnoses.iter().map(|d| d.role).collect();
    use DiagnosisRole as R;
    assert_eq!(roles, [R::Principal, R::ExternalCause, R::Admitting]);
    assert_eq!(claim.from, Date::new(2026, 5, 8));
}
