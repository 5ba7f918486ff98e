//! Claims of our own, drawn at random: whole, and as a reader gives them.

use medcode_model::*;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// Claims of one kind.
pub(crate) fn claims() -> impl Strategy<Value = Vec<Claim>> {
    any::<bool>().prop_flat_map(|stay| vec(claim(stay), 1..5))
}

#[allow(dead_code, reason = "not every test that draws claims compares them")]
/// What differs between two claims, for a message.
pub(crate) fn difference(a: &Claim, b: &Claim) -> String {
    let parts = [
        ("bill", format!("{:#?}", a.bill), format!("{:#?}", b.bill)),
        ("lines", format!("{:#?}", a.lines), format!("{:#?}", b.lines)),
        ("diagnoses", format!("{:#?}", a.diagnoses), format!("{:#?}", b.diagnoses)),
        ("procedures", format!("{:#?}", a.procedures), format!("{:#?}", b.procedures)),
    ];
    for (name, a, b) in parts {
        if let Some((a, b)) = a.lines().zip(b.lines()).find(|(a, b)| a != b) {
            return format!("{name}: read {a}, written {b}");
        }
    }
    let head = |c: &Claim| {
        let (who, when) = (
            (&c.id, &c.patient, &c.payer, &c.billing, &c.rendering),
            (c.from, c.to, c.admitted, c.made),
        );
        format!("{who:?} {when:?} {:?}", (c.charge, &c.place, &c.frequency, c.authorised))
    };
    format!("read {}, written {}", head(a), head(b))
}

fn word() -> impl Strategy<Value = Box<str>> {
    "[A-Z][A-Z0-9]{1,8}( [A-Z0-9]{1,6})?".prop_map(Into::into)
}

fn digits(n: usize) -> impl Strategy<Value = Box<str>> {
    proptest::string::string_regex(&format!("[1-9][0-9]{{{}}}", n - 1)).unwrap().prop_map(Into::into)
}

fn npi() -> impl Strategy<Value = Box<str>> {
    "1[0-9]{9}".prop_map(Into::into)
}

fn day() -> impl Strategy<Value = Date> {
    (2026u16..2027, 1u8..13, 1u8..29).prop_map(|(y, m, d)| Date::new(y, m, d).unwrap())
}

fn born() -> impl Strategy<Value = Date> {
    (1930u16..2020, 1u8..13, 1u8..29).prop_map(|(y, m, d)| Date::new(y, m, d).unwrap())
}

fn cents() -> impl Strategy<Value = Cents> {
    (0i64..1_000_000).prop_map(Cents)
}

fn address() -> impl Strategy<Value = Address> {
    (word(), word(), prop_oneof![Just("".into()), word()], digits(9)).prop_map(
        |(street, city, second, postal)| Address {
            street,
            second,
            city,
            state: "MN".into(),
            postal,
            country: "".into(),
        },
    )
}

fn person_name() -> impl Strategy<Value = Name> {
    (word(), word(), select(vec!["", "Q", "LEE"]), select(vec!["", "JR"])).prop_map(
        |(last, first, middle, suffix)| Name {
            last,
            first,
            middle: middle.into(),
            suffix: suffix.into(),
            person: true,
        },
    )
}

fn name() -> impl Strategy<Value = Name> {
    prop_oneof![person_name(), word().prop_map(|w| Name::organisation(&w))]
}

fn person() -> impl Strategy<Value = Person> {
    (person_name(), address(), born(), any::<bool>()).prop_map(|(name, address, born, female)| Person {
        name,
        address: Some(address),
        born: Some(born),
        sex: Some(if female { Sex::Female } else { Sex::Male }),
    })
}

fn contact() -> impl Strategy<Value = Contact> {
    (word(), digits(10), select(vec!["", "desk@example.org"])).prop_map(|(name, phone, email)| Contact {
        name,
        phone,
        email: email.into(),
    })
}

fn provider(role: ProviderRole, stay: bool) -> impl Strategy<Value = Provider> {
    let name = match role {
        ProviderRole::Billing if !stay => name().boxed(),
        ProviderRole::Billing | ProviderRole::Facility => {
            word().prop_map(|w| Name::organisation(&w)).boxed()
        }
        _ => person_name().boxed(),
    };
    let billing = role == ProviderRole::Billing;
    let taxonomy = matches!(role, ProviderRole::Billing | ProviderRole::Attending);
    (name, npi(), address(), digits(9), option::of(contact())).prop_map(
        move |(name, npi, address, tax, contact)| Provider {
            role,
            name,
            npi,
            taxonomy: if taxonomy { "207Q00000X" } else { "" }.into(),
            tax: if billing { tax } else { "".into() },
            tax_is_ssn: false,
            address: (billing || role == ProviderRole::Facility).then_some(address),
            contact: contact.filter(|_| billing),
        },
    )
}

fn adjustment() -> impl Strategy<Value = Adjustment> {
    (select(vec!["CO", "PR"]), select(vec!["45", "1", "96"]), cents(), option::of(1i64..9)).prop_map(
        |(group, reason, amount, quantity)| Adjustment {
            group: group.into(),
            reason: reason.into(),
            amount,
            quantity: quantity.map(|q| q * 1000),
            at: At::default(),
        },
    )
}

/// A payer's adjustments, one group after the other.
fn adjustments() -> impl Strategy<Value = Vec<Adjustment>> {
    vec(adjustment(), 0..9).prop_map(|mut all| {
        all.sort_by(|a, b| a.group.cmp(&b.group));
        all
    })
}

fn coverage(order: char) -> impl Strategy<Value = Coverage> {
    (person(), word(), digits(9), word(), digits(5), option::of(digits(6)), option::of(address()))
        .prop_map(move |(subscriber, plan, member, payer, id, group, at)| Coverage {
            order: Some(order),
            relation: "18".into(),
            plan: if group.is_some() { "".into() } else { plan },
            group: group.unwrap_or_default(),
            medicare_secondary: "".into(),
            filing: "CI".into(),
            member,
            subscriber,
            payer: Payer { name: payer, id, address: at },
            decided: None,
        })
}

fn other() -> impl Strategy<Value = Coverage> {
    (coverage('S'), cents(), option::of(cents()), day(), adjustments()).prop_map(
        |(mut coverage, paid, owes, on, adjustments)| {
            coverage.subscriber = Person { born: None, sex: None, ..coverage.subscriber };
            coverage.decided =
                Some(Decided { paid: Some(paid), patient_owes: owes, on: Some(on), adjustments });
            coverage
        },
    )
}

fn said(system: CodeSystem, text: &str) -> CodeSaid {
    CodeSaid {
        system: Declared::Known(system),
        text: text.into(),
        code: Code::new(system, text).ok(),
        at: At::default(),
    }
}

fn diagnoses(stay: bool) -> impl Strategy<Value = Vec<Diagnosis>> {
    (vec(select(vec!["E1122", "N1832", "I10", "M545", "Z794"]), 1..9), select(vec!['Y', 'N', 'U', 'W']))
        .prop_map(move |(codes, poa)| {
            use DiagnosisRole as R;
            let poa = Some(poa).filter(|_| stay);
            let one =
                |role, text: &str, poa| Diagnosis { role, code: said(CodeSystem::Icd10Cm, text), poa };
            let mut all = vec![one(R::Principal, codes[0], poa)];
            if stay {
                all.push(one(R::Admitting, "R0602", None));
                all.push(one(R::ExternalCause, "W1830XA", poa));
            }
            all.extend(codes[1..].iter().map(|c| one(R::Other, c, poa)));
            all
        })
}

fn line(stay: bool) -> impl Strategy<Value = ServiceLine> {
    let code = select(vec!["G0439", "J1885", "G0008", "A4550"]);
    let modifiers = vec(select(vec!["25", "59", "LT", "KX"]), 0..5);
    (code, modifiers, cents(), 1i64..900, day(), any::<bool>(), option::of(digits(6))).prop_map(
        move |(code, modifiers, charge, units, on, drug, control)| ServiceLine {
            number: 0,
            code: Some(said(CodeSystem::Hcpcs, code)),
            modifiers: modifiers.into_iter().map(Into::into).collect(),
            revenue: stay.then(|| "0250".into()),
            quantity: Some(units * 500),
            unit: Some("UN".into()),
            charge: Some(charge),
            pointers: if stay { Vec::new() } else { vec![1] },
            from: Some(on),
            to: Some(on),
            ndc: drug.then(|| "00409379601".into()),
            control,
            ..ServiceLine::default()
        },
    )
}

fn bill(stay: bool) -> impl Strategy<Value = Bill> {
    use ProviderRole as R;
    let roles = if stay { [R::Attending, R::Operating] } else { [R::Referring, R::Facility] };
    let providers =
        (provider(R::Billing, stay), provider(roles[0], stay), option::of(provider(roles[1], stay)))
            .prop_map(|(a, b, c)| [a, b].into_iter().chain(c).collect::<Vec<_>>());
    let money = (coverage('P'), vec(other(), 0..3), option::of(person()), option::of(cents()));
    let numbers = (option::of(word()), option::of(word()), option::of(digits(8)), option::of(address()));
    (name(), digits(8), contact(), word(), digits(5), providers, money, numbers, day(), any::<bool>())
        .prop_map(
            move |(
                submitter,
                id,
                contact,
                receiver,
                receiver_id,
                providers,
                money,
                numbers,
                on,
                hurt,
            )| {
                let (coverage, others, patient, paid) = money;
                let (authorisation, referral, record, pay_to) = numbers;
                let office = |date| Some(date).filter(|_| !stay && hurt);
                let mut bill = Bill {
                    submitter: Name { suffix: "".into(), ..submitter },
                    submitter_id: id,
                    contact,
                    receiver,
                    receiver_id,
                    providers,
                    pay_to,
                    coverage,
                    others,
                    patient,
                    signed: Some('Y').filter(|_| !stay),
                    assignment: Some('A'),
                    benefits_assigned: Some('Y'),
                    release: Some('Y'),
                    causes: if office(on).is_some() { vec!["AA".into()] } else { Vec::new() },
                    accident_state: if office(on).is_some() { "MN".into() } else { "".into() },
                    accident: office(on),
                    onset: office(on),
                    authorisation: authorisation.unwrap_or_default(),
                    referral: referral.unwrap_or_default(),
                    record: record.unwrap_or_default(),
                    patient_paid: paid.filter(|_| !stay),
                    ..Bill::default()
                };
                if bill.patient.is_some() {
                    bill.coverage.relation = "19".into();
                    (bill.coverage.subscriber.born, bill.coverage.subscriber.sex) = (None, None);
                }
                if stay {
                    bill.stay = Stay {
                        kind: "3".into(),
                        source: "1".into(),
                        admitted_at: "0830".into(),
                        discharged_at: "1115".into(),
                    };
                    bill.codes = vec![
                        BillCode::Span("70".into(), Some(on), Some(on)),
                        BillCode::Occurrence("11".into(), Some(on)),
                        BillCode::Value("80".into(), Some(Cents(300))),
                        BillCode::Condition("09".into()),
                    ];
                }
                bill
            },
        )
}

fn claim(stay: bool) -> impl Strategy<Value = Claim> {
    let lines = vec(line(stay), 1..6);
    (word(), bill(stay), diagnoses(stay), lines, day(), adjustments()).prop_map(
        move |(id, bill, diagnoses, lines, admitted, decisions)| {
            whole(stay, id, bill, diagnoses, lines, admitted, decisions)
        },
    )
}

/// Puts the parts together as a reader would.
fn whole(
    stay: bool,
    id: Box<str>,
    mut bill: Bill,
    diagnoses: Vec<Diagnosis>,
    mut lines: Vec<ServiceLine>,
    admitted: Date,
    decisions: Vec<Adjustment>,
) -> Claim {
    for (n, line) in lines.iter_mut().enumerate() {
        line.number = n as u32 + 1;
        if line.ndc.is_some() {
            let amount = DrugAmount { line: line.number, quantity: Some(1500), unit: "ML".into() };
            bill.drugs.push(amount);
        }
    }
    if let Some(other) = bill.others.first() {
        bill.decided.push(DecidedLine {
            line: 1,
            payer: other.payer.id.clone(),
            paid: Some(Cents(1234)),
            procedure: vec!["HC".into(), "G0439".into()],
            quantity: Some(1000),
            adjustments: decisions,
            on: Some(admitted),
        });
    }
    let seen = bill.patient.as_ref().unwrap_or(&bill.coverage.subscriber);
    let (from, to) =
        (lines.iter().filter_map(|l| l.from).min(), lines.iter().filter_map(|l| l.to).max());
    let procedures =
        vec![Procedure { principal: true, code: said(CodeSystem::Icd10Pcs, "0DTJ4ZZ"), date: from }];
    let npi_of = |role| bill.provider(role).map(|p| Npi { text: p.npi.clone(), at: At::default() });
    Claim {
        id,
        kind: if stay { ClaimKind::Institutional } else { ClaimKind::Professional },
        place: "11".into(),
        frequency: "1".into(),
        charge: Some(Cents(lines.iter().filter_map(|l| l.charge).map(|c| c.0).sum())),
        patient: Patient { born: seen.born, sex: seen.sex, ..Patient::default() },
        payer: bill.coverage.payer.id.clone(),
        billing: npi_of(ProviderRole::Billing),
        rendering: npi_of(ProviderRole::Attending),
        from,
        to,
        admitted: stay.then_some(admitted),
        discharge_status: if stay { "01".into() } else { "".into() },
        made: Some(admitted),
        diagnoses,
        procedures: if stay { procedures } else { Vec::new() },
        lines,
        authorised: !bill.authorisation.is_empty(),
        bill: Some(Box::new(bill)),
        ..Claim::default()
    }
}
