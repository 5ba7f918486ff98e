//! Are claims read back from JSON and CSV as they were written?

mod common;
mod sample;

use common::read;
use medcode_formats::{Format, claim_json, csv};
use medcode_model::{At, Claim};
use proptest::prelude::*;

/// A claim without the places of its document, and without what the format does not carry.
fn bare(claim: &Claim) -> Claim {
    let mut claim = claim.clone();
    claim.bill = None;
    claim.places.clear();
    claim.at = At::default();
    claim.diagnoses.iter_mut().for_each(|d| d.code.at = At::default());
    claim.procedures.iter_mut().for_each(|p| p.code.at = At::default());
    for npi in [&mut claim.billing, &mut claim.rendering].into_iter().flatten() {
        npi.at = At::default();
    }
    for line in &mut claim.lines {
        line.at = At::default();
        line.code.iter_mut().for_each(|c| c.at = At::default());
        line.rendering.iter_mut().for_each(|n| n.at = At::default());
    }
    claim
}

/// Diagnoses in the order of the columns of a table.
fn in_columns(mut claim: Claim) -> Claim {
    claim.diagnoses.sort_by_key(|d| d.role);
    claim
}

fn same(read: &[Claim], written: &[Claim]) -> Result<(), TestCaseError> {
    prop_assert_eq!(read.len(), written.len());
    for (a, b) in read.iter().zip(written) {
        prop_assert!(a == b, "{}", sample::difference(a, b));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn json_gives_back_every_field(claims in sample::claims()) {
        let mut out = Vec::new();
        claim_json::write_claims(&claims, &mut out).unwrap();
        let all = read(&out, Format::Json);
        prop_assert!(all.problems.is_empty(), "{:?}", all.problems);
        let bare_of = |claims: &[Claim]| claims.iter().map(bare).collect::<Vec<_>>();
        same(&bare_of(&all.claims), &bare_of(&claims))?;
    }

    #[test]
    fn csv_gives_back_every_field(claims in sample::claims()) {
        // Rows with the same number that stand together are one claim.
        prop_assume!(claims.windows(2).all(|w| w[0].id != w[1].id));
        let mut out = Vec::new();
        csv::write_claims(&claims, &mut out).unwrap();
        let all = read(&out, Format::Csv);
        prop_assert!(all.problems.is_empty(), "{:?}", all.problems);
        let bare_of = |claims: &[Claim]| claims.iter().map(|c| in_columns(bare(c))).collect::<Vec<_>>();
        same(&bare_of(&all.claims), &bare_of(&claims))?;
    }

    #[test]
    fn any_text_is_read_without_panic(text in "[\\[\\]{}\":,a-z0-9\\\\ \n]{0,200}") {
        for format in [Format::Json, Format::Fhir, Format::Csv] {
            read(text.as_bytes(), format);
        }
    }
}
