//! The UB-04 by its form locators.

use super::page::{Cell, Font, LEFT, Pages, WIDTH, amount, cell, lines};
use super::parts::{address, bill, cents, day, days, name, npi, provider, sex, signed};
use crate::values::quantity;
use medcode_model::{
    Bill, BillCode, Cents, Claim, Coverage, Diagnosis, DiagnosisRole, ProviderRole, ServiceLine,
};

/// Lines a page.
const LINES: usize = 22;

pub(super) fn draw(claim: &Claim, pages: &mut Pages, messages: &mut Vec<String>) {
    let bill = bill(claim);
    let count = claim.lines.len().div_ceil(LINES).max(1);
    too_many(claim, &bill, messages);
    for n in 0..count {
        let page = if count > 1 { format!("page {} of {count}", n + 1) } else { String::new() };
        pages.begin("Institutional claim · UB-04 data", &page);
        head(claim, &bill, pages);
        happened(&bill, pages);
        services(claim, &claim.lines[(n * LINES).min(claim.lines.len())..], n + 1 == count, pages);
        payers(claim, &bill, pages);
        codes(claim, pages);
        people(claim, &bill, pages);
        pages.foot("Data by the form locators of the UB-04. Not the form: payers cannot scan it. CPT numbers are the American Medical Association's.");
    }
}

/// What the form has no boxes for.
fn too_many(claim: &Claim, bill: &Bill, messages: &mut Vec<String>) {
    let of = |role| claim.diagnoses.iter().filter(|d| d.role == role).count();
    let mut more = |what: &str, has: usize, room: usize| {
        if has > room {
            messages.push(format!(
                "claim {}: {has} {what}; the form has boxes for {room}, and the others are not printed",
                claim.id
            ));
        }
    };
    more("other diagnoses", of(DiagnosisRole::Other), 17);
    more("external causes", of(DiagnosisRole::ExternalCause), 3);
    more("reasons for the visit", of(DiagnosisRole::ReasonForVisit), 3);
    more("procedures", claim.procedures.len(), 6);
    more("payers", bill.others.len() + 1, 3);
    let kinds = |wanted: fn(&&BillCode) -> bool| bill.codes.iter().filter(wanted).count();
    more("condition codes", kinds(|c| matches!(c, BillCode::Condition(_))), 11);
    more("occurrences", kinds(|c| matches!(c, BillCode::Occurrence(..))), 8);
    more("occurrence spans", kinds(|c| matches!(c, BillCode::Span(..))), 4);
    more("values", kinds(|c| matches!(c, BillCode::Value(..))), 12);
}

fn head(claim: &Claim, bill: &Bill, pages: &mut Pages) {
    let patient = bill.patient.as_ref().unwrap_or(&bill.coverage.subscriber);
    let mut billing = provider(bill, ProviderRole::Billing);
    billing.truncate(3);
    let tax = bill.provider(ProviderRole::Billing).map_or("", |p| &p.tax);
    pages.row(
        34.0,
        &[
            lines(4.0, "1", "Provider", billing),
            lines(3.0, "2", "Pay to", address(bill.pay_to.as_ref())),
            lines(
                3.0,
                "3a  3b",
                "Patient control, record",
                vec![claim.id.to_string(), bill.record.to_string()],
            ),
            cell(1.3, "4", "Type of bill", format!("0{}{}", claim.place, claim.frequency)),
        ],
    );
    pages.row(
        20.0,
        &[
            cell(2.0, "5", "Tax number", tax),
            cell(3.0, "6", "Statement covers", days(claim.from, claim.to)),
            cell(3.0, "8", "Patient", name(&patient.name)),
            cell(
                4.0,
                "9",
                "Address",
                address(patient.address.as_ref()).join(", ").trim_matches([',', ' ']),
            ),
        ],
    );
    let stay = &bill.stay;
    let status = &claim.discharge_status;
    pages.row(
        20.0,
        &[
            cell(1.6, "10", "Born", day(claim.patient.born.or(patient.born))),
            cell(0.6, "11", "Sex", sex(claim.patient.sex.or(patient.sex))),
            cell(1.6, "12", "Admitted", day(claim.admitted)),
            cell(0.8, "13", "Hour", hour(&stay.admitted_at)),
            cell(0.8, "14", "Priority", &*stay.kind),
            cell(0.8, "15", "Origin", &*stay.source),
            cell(1.0, "16", "Discharged at", hour(&stay.discharged_at)),
            cell(0.8, "17", "Status", &**status),
            cell(1.0, "29", "Accident state", &*bill.accident_state),
        ],
    );
}

fn hour(text: &str) -> &str {
    text.get(..2).unwrap_or_default()
}

/// Condition, occurrence and value codes.
fn happened(bill: &Bill, pages: &mut Pages) {
    let conditions: Vec<&str> = bill
        .codes
        .iter()
        .filter_map(|c| if let BillCode::Condition(c) = c { Some(&**c) } else { None })
        .take(11)
        .collect();
    let occurrences: Vec<String> = bill
        .codes
        .iter()
        .filter_map(|c| {
            if let BillCode::Occurrence(c, d) = c { Some(format!("{c} {}", day(*d))) } else { None }
        })
        .take(8)
        .collect();
    let spans: Vec<String> = bill
        .codes
        .iter()
        .filter_map(|c| {
            if let BillCode::Span(c, a, b) = c { Some(format!("{c} {}", days(*a, *b))) } else { None }
        })
        .take(4)
        .collect();
    let values: Vec<String> = bill
        .codes
        .iter()
        .filter_map(|c| {
            if let BillCode::Value(c, v) = c { Some(format!("{c} {}", cents(*v))) } else { None }
        })
        .take(12)
        .collect();
    pages.row(
        20.0,
        &[
            cell(4.0, "18-28", "Conditions", conditions.join(" ")),
            cell(6.0, "31-34", "Occurrences", occurrences.join("  ")),
        ],
    );
    pages.row(
        20.0,
        &[
            cell(4.0, "35-36", "Spans", spans.join("  ")),
            cell(6.0, "39-41", "Values", values.join("  ")),
        ],
    );
}

/// Shares of the columns of the lines.
const COLUMNS: [(f32, &str); 6] = [
    (1.0, "42  Revenue"),
    (3.0, "44  Service, modifiers"),
    (1.8, "45  Day"),
    (1.2, "46  Units"),
    (2.0, "47  Charge"),
    (2.6, "43  Drug (NDC)"),
];

fn services(claim: &Claim, rest: &[ServiceLine], last: bool, pages: &mut Pages) {
    pages.y += 4.0;
    pages.band(11.0, 0.93);
    let total: f32 = COLUMNS.iter().map(|c| c.0).sum();
    let mut x = LEFT;
    for (share, label) in COLUMNS {
        let y = pages.y + 7.5;
        pages.text(Font::Bold, 5.5, x + 2.5, y, 0.25, label);
        x += WIDTH * share / total;
    }
    pages.y += 11.0;
    for n in 0..LINES {
        let values = rest.get(n).map(columns).unwrap_or_default();
        let cells = COLUMNS.iter().zip(values).enumerate().map(|(n, ((share, _), value))| {
            if n == 4 { amount(*share, "", "", value) } else { cell(*share, "", "", value) }
        });
        pages.row(12.0, &cells.collect::<Vec<_>>());
    }
    let sum = if last { cents(claim.charge) } else { "continued".to_owned() };
    pages.row(
        14.0,
        &[
            cell(
                7.0,
                "",
                "",
                format!(
                    "0001  Total{}",
                    claim.made.map_or_else(String::new, |d| format!("  ·  created {}", day(Some(d))))
                ),
            ),
            amount(2.0, "", "", sum),
            cell(2.6, "", "", ""),
        ],
    );
}

fn columns(line: &ServiceLine) -> [String; 6] {
    let code = line.code.as_ref().map_or("", |c| &c.text);
    let modifiers: Vec<&str> = line.modifiers.iter().map(|m| &**m).collect();
    [
        line.revenue.as_deref().unwrap_or_default().to_owned(),
        format!("{code} {}", modifiers.join(" ")).trim().to_owned(),
        days(line.from, line.to),
        line.quantity.map(quantity).unwrap_or_default(),
        cents(line.charge),
        line.ndc.as_deref().unwrap_or_default().to_owned(),
    ]
}

fn payers(claim: &Claim, bill: &Bill, pages: &mut Pages) {
    pages.y += 4.0;
    let all = std::iter::once(&bill.coverage).chain(&bill.others).take(3);
    for (n, one) in all.enumerate() {
        let first = n == 0;
        let label = |text: &'static str| if first { text } else { "" };
        let number = |text: &'static str| if first { text } else { "" };
        let height = if first { 20.0 } else { 12.0 };
        let payer = if first && one.payer.id.is_empty() { &claim.payer } else { &one.payer.id };
        pages.row(
            height,
            &[
                cell(
                    3.0,
                    number("50"),
                    label("Payer"),
                    format!("{} {}", ["A", "B", "C"][n], one.payer.name),
                ),
                cell(1.6, number("51"), label("Plan number"), &**payer),
                amount(1.4, number("54"), label("Paid before"), cents(paid(one))),
                cell(2.8, number("58"), label("Insured"), name(&one.subscriber.name)),
                cell(1.0, number("59"), label("Relation"), &*one.relation),
                cell(2.0, number("60"), label("Insured's number"), &*one.member),
                cell(1.6, number("62"), label("Group"), &*one.group),
            ],
        );
    }
    pages.row(
        20.0,
        &[
            cell(3.0, "56", "Billing NPI", billing_number(claim, bill)),
            cell(3.0, "63", "Authorisation", &*bill.authorisation),
            cell(3.0, "64", "Document control", &*bill.original),
            cell(
                2.0,
                "53",
                "Benefits assigned",
                bill.benefits_assigned.map(String::from).unwrap_or_default(),
            ),
            cell(2.0, "52", "Release", bill.release.map(String::from).unwrap_or_default()),
        ],
    );
}

fn paid(coverage: &Coverage) -> Option<Cents> {
    coverage.decided.as_ref()?.paid
}

fn billing_number(claim: &Claim, bill: &Bill) -> String {
    let own = bill.provider(ProviderRole::Billing).map(|p| p.npi.to_string()).filter(|n| !n.is_empty());
    own.unwrap_or_else(|| npi(claim.billing.as_ref()))
}

fn codes(claim: &Claim, pages: &mut Pages) {
    let of = |role: DiagnosisRole| claim.diagnoses.iter().filter(move |d| d.role == role);
    let mut all: Vec<&Diagnosis> = of(DiagnosisRole::Principal).take(1).collect();
    all.extend(of(DiagnosisRole::Other).take(17));
    let nine = all.first().is_some_and(|d| d.code.system == medcode_model::Declared::Icd9);
    pages.heading(&format!(
        "67  Diagnoses, present on admission · version (66) {}",
        if nine { "9" } else { "0" }
    ));
    const NAMES: [&str; 18] =
        ["67", "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q"];
    for row in 0..2 {
        let cells: Vec<Cell> = (row * 9..row * 9 + 9)
            .map(|n| cell(1.0, NAMES[n], "", all.get(n).map_or_else(String::new, |d| code(d))))
            .collect();
        pages.row(18.0, &cells);
    }
    let join = |role| of(role).take(3).map(code).collect::<Vec<_>>().join("  ");
    pages.row(
        20.0,
        &[
            cell(2.0, "69", "Admitting", join(DiagnosisRole::Admitting)),
            cell(3.0, "70", "Reasons for the visit", join(DiagnosisRole::ReasonForVisit)),
            cell(3.0, "72", "External causes", join(DiagnosisRole::ExternalCause)),
        ],
    );
    const PROCEDURES: [&str; 6] = ["74", "74a", "74b", "74c", "74d", "74e"];
    let cells = PROCEDURES.iter().enumerate().map(|(n, number)| {
        let value = claim
            .procedures
            .get(n)
            .map_or_else(String::new, |p| format!("{} {}", p.code.text, day(p.date)));
        cell(1.0, number, "", value)
    });
    pages.row(18.0, &cells.collect::<Vec<_>>());
}

/// The code and its indicator.
fn code(diagnosis: &Diagnosis) -> String {
    let code = diagnosis.code.code.map_or_else(|| diagnosis.code.text.to_string(), |c| c.to_string());
    diagnosis.poa.map_or(code.clone(), |p| format!("{code} {p}"))
}

fn people(claim: &Claim, bill: &Bill, pages: &mut Pages) {
    let attending = bill.provider(ProviderRole::Attending);
    let number = npi(claim.rendering.as_ref());
    let attending = if attending.is_none() && !number.is_empty() {
        format!("NPI {number}")
    } else {
        signed(attending)
    };
    pages.row(
        20.0,
        &[
            cell(1.0, "76", "Attending", attending),
            cell(1.0, "77", "Operating", signed(bill.provider(ProviderRole::Operating))),
            cell(
                1.0,
                "78",
                "Other",
                signed(
                    bill.provider(ProviderRole::OtherOperating)
                        .or(bill.provider(ProviderRole::Rendering)),
                ),
            ),
        ],
    );
}
