//! The superbill: what was found, what was done, what it costs.

use super::page::{Cell, Font, LEFT, Pages, WIDTH, amount, cell, lines};
use super::parts::{address, bill, cents, day, days, letter, name, npi, provider, sex};
use crate::values::quantity;
use medcode_model::{Bill, Cents, Claim, Code, CodeSaid, ProviderRole, ServiceLine};
use std::collections::BTreeMap;

pub(super) fn draw(claim: &Claim, titles: &BTreeMap<Code, String>, pages: &mut Pages) {
    let bill = bill(claim);
    let right = days(claim.from, claim.to);
    pages.begin("Statement of services", &right);
    head(claim, &bill, pages);
    diagnoses(claim, titles, pages, &right);
    services(claim, titles, pages, &right);
    totals(claim, &bill, pages);
    sign(pages);
}

fn head(claim: &Claim, bill: &Bill, pages: &mut Pages) {
    let patient = bill.patient.as_ref().unwrap_or(&bill.coverage.subscriber);
    let mut practice = provider(bill, ProviderRole::Billing);
    let tax = bill.provider(ProviderRole::Billing).map_or("", |p| &p.tax);
    if practice[3].is_empty() {
        practice[3] = npi(claim.billing.as_ref());
    }
    if !tax.is_empty() {
        practice[3] = format!("{}  tax {tax}", practice[3]);
    }
    let person = [vec![name(&patient.name)], address(patient.address.as_ref())].concat();
    pages.row(56.0, &[lines(1.0, "", "Practice", practice), lines(1.0, "", "Patient", person)]);
    let who = bill.provider(ProviderRole::Rendering).or(bill.provider(ProviderRole::Attending));
    let who =
        who.map_or_else(|| npi(claim.rendering.as_ref()), |p| format!("{}  {}", name(&p.name), p.npi));
    pages.row(
        24.0,
        &[
            cell(2.0, "", "Account", &*claim.id),
            cell(
                2.0,
                "",
                "Born, sex",
                format!(
                    "{} {}",
                    day(claim.patient.born.or(patient.born)),
                    sex(claim.patient.sex.or(patient.sex))
                )
                .trim(),
            ),
            cell(3.0, "", "Seen by", who),
            cell(
                3.0,
                "",
                "Insurance, number",
                format!("{} {}", bill.coverage.payer.name, bill.coverage.member).trim(),
            ),
        ],
    );
}

/// A heading above its rows, on the next page where there is no room.
fn section(text: &str, pages: &mut Pages, right: &str) {
    if !pages.has_room(44.0) {
        pages.begin("Statement of services, continued", right);
    }
    pages.y += 8.0;
    pages.heading(text);
}

fn row(cells: &[Cell], pages: &mut Pages, right: &str) {
    if !pages.has_room(17.0) {
        pages.begin("Statement of services, continued", right);
    }
    pages.row(17.0, cells);
}

fn shown(said: &CodeSaid) -> String {
    said.code.map_or_else(|| said.text.to_string(), |c| c.to_string())
}

fn title(said: &CodeSaid, titles: &BTreeMap<Code, String>) -> String {
    said.code.and_then(|c| titles.get(&c)).cloned().unwrap_or_default()
}

fn diagnoses(claim: &Claim, titles: &BTreeMap<Code, String>, pages: &mut Pages, right: &str) {
    section("Diagnoses", pages, right);
    for (n, diagnosis) in claim.diagnoses.iter().enumerate() {
        let mark = letter(u8::try_from(n + 1).unwrap_or(u8::MAX));
        let cells = [
            cell(0.6, "", "", mark.to_string()),
            cell(1.8, "", "", shown(&diagnosis.code)),
            cell(9.6, "", "", title(&diagnosis.code, titles)),
        ];
        row(&cells, pages, right);
    }
    for procedure in &claim.procedures {
        let cells = [
            cell(0.6, "", "", ""),
            cell(1.8, "", "", shown(&procedure.code)),
            cell(9.6, "", "", title(&procedure.code, titles)),
        ];
        row(&cells, pages, right);
    }
}

/// Shares of the columns of services.
const COLUMNS: [(f32, &str); 6] = [
    (2.4, "Service"),
    (4.6, "Title"),
    (1.8, "Day"),
    (0.9, "Diagnoses"),
    (0.9, "Units"),
    (1.6, "Charge"),
];

fn services(claim: &Claim, titles: &BTreeMap<Code, String>, pages: &mut Pages, right: &str) {
    section("Services", pages, right);
    pages.band(12.0, 0.93);
    let total: f32 = COLUMNS.iter().map(|c| c.0).sum();
    let mut x = LEFT;
    for (share, label) in COLUMNS {
        let y = pages.y + 8.0;
        pages.text(Font::Bold, 6.0, x + 3.0, y, 0.25, label);
        x += WIDTH * share / total;
    }
    pages.y += 12.0;
    for line in &claim.lines {
        row(&columns(line, titles), pages, right);
    }
}

fn columns(line: &ServiceLine, titles: &BTreeMap<Code, String>) -> Vec<Cell> {
    let code = line.code.as_ref().map_or("", |c| &c.text);
    let modifiers: Vec<&str> = line.modifiers.iter().map(|m| &**m).collect();
    let pointers: String = line.pointers.iter().map(|p| letter(*p)).collect();
    vec![
        cell(COLUMNS[0].0, "", "", format!("{code} {}", modifiers.join(" ")).trim()),
        cell(COLUMNS[1].0, "", "", line.code.as_ref().map(|c| title(c, titles)).unwrap_or_default()),
        cell(COLUMNS[2].0, "", "", day(line.from)),
        cell(COLUMNS[3].0, "", "", pointers),
        cell(COLUMNS[4].0, "", "", line.quantity.map(quantity).unwrap_or_default()),
        amount(COLUMNS[5].0, "", "", cents(line.charge)),
    ]
}

fn totals(claim: &Claim, bill: &Bill, pages: &mut Pages) {
    let lines = || claim.lines.iter().filter_map(|l| l.charge).map(|c| c.0);
    let sum = lines().count() > 0;
    let total = claim.charge.or_else(|| sum.then(|| Cents(lines().sum())));
    let due = total.map(|t| Cents(t.0 - bill.patient_paid.map_or(0, |p| p.0)));
    if !pages.has_room(90.0) {
        pages.begin("Statement of services, continued", "");
    }
    pages.y += 6.0;
    pages.row(
        26.0,
        &[
            cell(6.0, "", "", ""),
            amount(2.0, "", "Total", cents(total)),
            amount(2.0, "", "Paid", cents(bill.patient_paid)),
            amount(2.0, "", "Due", cents(due)),
        ],
    );
}

fn sign(pages: &mut Pages) {
    let y = pages.y + 44.0;
    pages.text(
        Font::Sans,
        7.5,
        LEFT,
        y,
        0.35,
        "Signature of the provider ______________________________      Day ______________",
    );
    pages.foot("CPT numbers are those of the American Medical Association; their descriptors are not printed. Titles are the publisher's.");
}
