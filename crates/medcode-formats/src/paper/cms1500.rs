//! The CMS-1500 by its boxes.

use super::page::{Font, LEFT, Pages, amount, cell, lines};
use super::parts::{address, bill, cents, day, days, letter, name, npi, provider, sex};
use crate::values::quantity;
use medcode_model::{Bill, Claim, Coverage, DiagnosisRole, Person, ProviderRole, ServiceLine};

/// Lines a page.
const LINES: usize = 6;
/// Diagnoses that the form has boxes for.
const DIAGNOSES: usize = 12;

pub(super) fn draw(claim: &Claim, pages: &mut Pages, messages: &mut Vec<String>) {
    let bill = bill(claim);
    let codes: Vec<_> = claim.diagnoses.iter().filter(|d| d.role != DiagnosisRole::Admitting).collect();
    if codes.len() > DIAGNOSES {
        messages.push(format!(
            "claim {}: {} diagnoses; the form has boxes for {DIAGNOSES}, and the others are not printed",
            claim.id,
            codes.len()
        ));
    }
    let count = claim.lines.len().div_ceil(LINES).max(1);
    for n in 0..count {
        let last = n + 1 == count;
        let page = if count > 1 { format!("page {} of {count}", n + 1) } else { String::new() };
        pages.begin("Health insurance claim · CMS-1500 data", &page);
        people(claim, &bill, pages);
        dates(claim, &bill, pages);
        diagnoses(claim, &bill, pages);
        let from = n * LINES;
        services(claim.lines.get(from..).unwrap_or_default(), &claim.place, pages);
        foot(claim, &bill, last, pages);
    }
}

fn people(claim: &Claim, bill: &Bill, pages: &mut Pages) {
    let coverage = &bill.coverage;
    let insured = &coverage.subscriber;
    let patient = bill.patient.as_ref().unwrap_or(insured);
    let payer =
        [vec![coverage.payer.name.to_string()], address(coverage.payer.address.as_ref())].concat();
    pages.row(
        40.0,
        &[lines(3.0, "", "Payer", payer), cell(1.0, "", "Payer number", payer_number(claim, coverage))],
    );
    pages.row(
        23.0,
        &[
            cell(3.0, "1", "Kind of coverage", kind(&coverage.filing)),
            cell(2.0, "1a", "Insured's number", &*coverage.member),
        ],
    );
    let born = claim.patient.born.or(patient.born);
    let sex_ = sex(claim.patient.sex.or(patient.sex));
    pages.row(
        23.0,
        &[
            cell(4.0, "2", "Patient", name(&patient.name)),
            cell(2.0, "3", "Born, sex", format!("{}  {sex_}", day(born)).trim()),
            cell(4.0, "4", "Insured", name(&insured.name)),
        ],
    );
    let own = |person: &Person| address(person.address.as_ref());
    pages.row(
        34.0,
        &[
            lines(4.0, "5", "Patient's address", own(patient)),
            cell(2.0, "6", "Patient's relation to insured", relation(&coverage.relation)),
            lines(4.0, "7", "Insured's address", own(insured)),
        ],
    );
    let other = bill.others.first();
    let has = |cause: &str| if bill.causes.iter().any(|c| &**c == cause) { "YES" } else { "NO" };
    let auto = format!("{} {}", has("AA"), bill.accident_state);
    pages.row(
        23.0,
        &[
            cell(
                4.0,
                "9",
                "Other insured",
                other.map_or_else(String::new, |o| name(&o.subscriber.name)),
            ),
            cell(2.0, "10a", "Employment", has("EM")),
            cell(4.0, "11", "Group number", &*coverage.group),
        ],
    );
    pages.row(
        23.0,
        &[
            cell(
                4.0,
                "9a",
                "Other insured's number or group",
                other.map_or("", |o| if o.group.is_empty() { &o.member } else { &o.group }),
            ),
            cell(2.0, "10b", "Motor accident, state", auto.trim()),
            cell(
                4.0,
                "11a",
                "Insured born, sex",
                format!("{}  {}", day(insured.born), sex(insured.sex)).trim(),
            ),
        ],
    );
    pages.row(
        23.0,
        &[
            cell(
                4.0,
                "9d",
                "Other plan",
                other.map_or("", |o| if o.plan.is_empty() { &o.payer.name } else { &o.plan }),
            ),
            cell(2.0, "10c", "Other accident", has("OA")),
            cell(2.6, "11c", "Plan", &*coverage.plan),
            cell(1.4, "11d", "Another plan", if other.is_some() { "YES" } else { "NO" }),
        ],
    );
    let on_file = |yes: bool| if yes { "SIGNATURE ON FILE" } else { "" };
    pages.row(
        23.0,
        &[
            cell(1.0, "12", "Patient's signature", on_file(bill.release == Some('Y'))),
            cell(1.0, "13", "Insured's signature", on_file(bill.benefits_assigned == Some('Y'))),
        ],
    );
}

fn payer_number(claim: &Claim, coverage: &Coverage) -> String {
    if coverage.payer.id.is_empty() { claim.payer.to_string() } else { coverage.payer.id.to_string() }
}

/// The kinds of coverage that box 1 tells apart.
fn kind(filing: &str) -> String {
    match filing {
        "MA" | "MB" => "MEDICARE".to_owned(),
        "MC" => "MEDICAID".to_owned(),
        "CH" => "TRICARE".to_owned(),
        "VA" => "CHAMPVA".to_owned(),
        "" => String::new(),
        other => format!("OTHER ({other})"),
    }
}

fn relation(code: &str) -> &'static str {
    match code {
        "18" => "SELF",
        "01" => "SPOUSE",
        "19" => "CHILD",
        "" => "",
        _ => "OTHER",
    }
}

fn dates(claim: &Claim, bill: &Bill, pages: &mut Pages) {
    let (onset, what) = match (bill.onset, bill.last_period) {
        (Some(day), _) => (Some(day), "431"),
        (None, Some(day)) => (Some(day), "484"),
        _ => (None, ""),
    };
    pages.row(
        23.0,
        &[
            cell(3.0, "14", "Onset or last period, qualifier", format!("{}  {what}", day(onset)).trim()),
            cell(3.0, "15", "Accident", day(bill.accident)),
            cell(4.0, "18", "Hospital stay", days(claim.admitted, bill.discharged)),
        ],
    );
    let referring = bill.provider(ProviderRole::Referring);
    pages.row(
        23.0,
        &[
            cell(4.0, "17", "Referring provider", referring.map_or_else(String::new, |p| name(&p.name))),
            cell(2.0, "17b", "NPI", referring.map_or("", |p| &p.npi)),
            cell(4.0, "19", "Laboratory number (CLIA)", &*bill.clia),
        ],
    );
}

fn diagnoses(claim: &Claim, bill: &Bill, pages: &mut Pages) {
    let all: Vec<_> = claim.diagnoses.iter().filter(|d| d.role != DiagnosisRole::Admitting).collect();
    let nine = all.first().is_some_and(|d| d.code.system == medcode_model::Declared::Icd9);
    pages.heading(&format!("21  Diagnoses · ICD indicator {}", if nine { "9" } else { "0" }));
    const LETTERS: [&str; DIAGNOSES] = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L"];
    for row in 0..3 {
        let cells = (row * 4..row * 4 + 4).map(|n| {
            let code = all.get(n).map_or_else(String::new, |d| {
                d.code.code.map_or_else(|| d.code.text.to_string(), |c| c.to_string())
            });
            cell(1.0, LETTERS[n], "", code)
        });
        pages.row(20.0, &cells.collect::<Vec<_>>());
    }
    let replaces = if &*claim.frequency == "1" { "" } else { &*claim.frequency };
    pages.row(
        23.0,
        &[
            cell(1.0, "22", "Resubmission code", replaces),
            cell(2.0, "22", "Payer's number of the original", &*bill.original),
            cell(
                3.0,
                "23",
                "Authorisation",
                if bill.authorisation.is_empty() { &*bill.referral } else { &*bill.authorisation },
            ),
        ],
    );
}

/// Shares of the columns of box 24.
const COLUMNS: [(f32, &str); 8] = [
    (4.2, "A  Days of service"),
    (0.9, "B  Place"),
    (3.4, "D  Service, modifiers"),
    (1.2, "E  Diagnoses"),
    (1.9, "F  Charge"),
    (1.1, "G  Units"),
    (2.6, "Drug (NDC)"),
    (2.2, "J  Rendering NPI"),
];

fn services(all: &[ServiceLine], place: &str, pages: &mut Pages) {
    pages.heading("24  Services");
    pages.band(12.0, 0.93);
    let total: f32 = COLUMNS.iter().map(|c| c.0).sum();
    let mut x = LEFT;
    for (share, label) in COLUMNS {
        let y = pages.y + 8.0;
        pages.text(Font::Bold, 5.5, x + 2.5, y, 0.25, label);
        x += super::page::WIDTH * share / total;
    }
    pages.y += 12.0;
    for n in 0..LINES {
        let values = all.get(n).map(|l| columns(l, place)).unwrap_or_default();
        let cells = COLUMNS.iter().zip(values).enumerate().map(|(n, ((share, _), value))| {
            if n == 4 { amount(*share, "", "", value) } else { cell(*share, "", "", value) }
        });
        pages.row(19.0, &cells.collect::<Vec<_>>());
    }
}

fn columns(line: &ServiceLine, place: &str) -> [String; 8] {
    let code = line.code.as_ref().map_or("", |c| &c.text);
    let modifiers: Vec<&str> = line.modifiers.iter().map(|m| &**m).collect();
    [
        days(line.from, line.to),
        line.place.as_deref().unwrap_or(place).to_owned(),
        format!("{code} {}", modifiers.join(" ")).trim().to_owned(),
        line.pointers.iter().map(|p| letter(*p)).collect(),
        cents(line.charge),
        line.quantity.map(quantity).unwrap_or_default(),
        line.ndc.as_deref().unwrap_or_default().to_owned(),
        npi(line.rendering.as_ref()),
    ]
}

fn foot(claim: &Claim, bill: &Bill, last: bool, pages: &mut Pages) {
    let biller = bill.provider(ProviderRole::Billing);
    let tax = biller.map_or_else(String::new, |p| {
        let kind = if p.tax_is_ssn { "SSN" } else { "EIN" };
        if p.tax.is_empty() { String::new() } else { format!("{} {kind}", p.tax) }
    });
    let assignment = match bill.assignment {
        Some('A') => "YES",
        Some('C') => "NO",
        Some('B') => "LABORATORY ONLY",
        _ => "",
    };
    let total = if last { cents(claim.charge) } else { "continued".to_owned() };
    pages.y += 6.0;
    pages.row(
        24.0,
        &[
            cell(2.4, "25", "Tax number", tax),
            cell(2.4, "26", "Patient's account", &*claim.id),
            cell(1.6, "27", "Assignment", assignment),
            amount(1.8, "28", "Total charge", total),
            amount(1.8, "29", "Paid", if last { cents(bill.patient_paid) } else { String::new() }),
        ],
    );
    let mut billing = provider(bill, ProviderRole::Billing);
    if biller.is_none_or(|p| p.npi.is_empty()) {
        let number = npi(claim.billing.as_ref());
        billing[3] = if number.is_empty() { number } else { format!("NPI {number}") };
    }
    let on_file = if bill.signed == Some('Y') { "SIGNATURE ON FILE" } else { "" };
    pages.row(
        56.0,
        &[
            lines(2.6, "31", "Signature, day", vec![on_file.to_owned(), day(claim.made)]),
            lines(3.4, "32", "Where the service was performed", provider(bill, ProviderRole::Facility)),
            lines(4.0, "33", "Billing provider", billing),
        ],
    );
    pages.foot("Data by the box numbers of the CMS-1500 (02/12). Not the form: payers cannot scan it. CPT numbers are the American Medical Association's.");
}
