//! Do the pages hold what the claims say, and does what finds no room there get a message?

mod common;

use common::{fixture, read};
use medcode_formats::paper::{Printed, cms1500, superbill, ub04};
use medcode_formats::{Format, Reading, read_claims};
use medcode_model::{Claim, Code};
use std::collections::BTreeMap;

fn whole(name: &str) -> Vec<Claim> {
    let mut all = common::All::default();
    let reading = Reading { whole: true, ..Reading::default() };
    read_claims(fixture(name).as_slice(), Format::X12, &reading, &mut all).unwrap();
    all.claims
}

/// The text of a PDF, by a reader that is not the writer.
fn text(printed: &Printed) -> String {
    pdf_extract::extract_text_from_mem(&printed.pdf).unwrap()
}

#[test]
fn six_lines_make_a_page_and_the_total_stands_on_the_last() {
    let mut claims = read(&fixture("claims.json"), Format::Json).claims;
    claims.truncate(1);
    let line = claims[0].lines[0].clone();
    claims[0].lines = vec![line; 13];
    let printed = cms1500(&claims);
    let text = text(&printed);
    assert!(text.contains("page 3 of 3"), "{text}");
    assert_eq!(text.matches("continued").count(), 2);
    assert_eq!(text.matches("115.00").count(), 1);
    assert_eq!(text.matches("100.00").count(), 13);
    assert!(text.contains("E11.22"));
    assert!(printed.messages.is_empty());
}

#[test]
fn more_diagnoses_than_the_form_holds_are_said() {
    let mut claims = read(&fixture("claims.json"), Format::Json).claims;
    claims.truncate(1);
    let one = claims[0].diagnoses[0].clone();
    claims[0].diagnoses = vec![one; 13];
    let printed = cms1500(&claims);
    assert_eq!(printed.messages.len(), 1);
    assert!(printed.messages[0].contains("13 diagnoses"));
}

#[test]
fn a_claim_of_837_is_printed_with_its_bill() {
    for (name, stay) in [("visits.837", false), ("stay.837", true)] {
        let claims = whole(name);
        let printed = if stay { ub04(&claims) } else { cms1500(&claims) };
        let text = text(&printed);
        for claim in &claims {
            let bill = claim.bill.as_deref().unwrap();
            let total = claim.charge.unwrap().to_string();
            for wanted in [&*claim.id, &*bill.coverage.member, &*bill.coverage.payer.name, &total] {
                assert!(text.contains(wanted), "{name}: {wanted} in\n{text}");
            }
        }
    }
}

#[test]
fn a_superbill_names_codes_and_what_is_due() {
    let mut claims = read(&fixture("claims.json"), Format::Json).claims;
    claims.truncate(1);
    let titles: BTreeMap<Code, String> =
        [(Code::cm("E11.22").unwrap(), "Diabetes with kidneys".to_owned())].into();
    let text = text(&superbill(&claims, &titles));
    for wanted in ["Diabetes with kidneys", "99213 25", "115.00", "N18.32"] {
        assert!(text.contains(wanted), "{wanted} in\n{text}");
    }
    assert!(superbill(&[], &titles).pdf.starts_with(b"%PDF"));
}
