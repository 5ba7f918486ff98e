//! Claims in FHIR, JSON and tables, and what is written of them.

use medcode_formats::fhir::{Along, write_again, write_claims};
use medcode_formats::{Format, Reading, Sink, claim_json as json, csv, paper, read_claims};
use medcode_model::{Claim, Problem};
use std::collections::BTreeMap;

#[derive(Default)]
struct All {
    claims: Vec<Claim>,
    problems: Vec<Problem>,
}

impl Sink for All {
    fn claim(&mut self, claim: Claim) {
        self.claims.push(claim);
    }

    fn problem(&mut self, problem: Problem) {
        self.problems.push(problem);
    }
}

fn read(bytes: &[u8], format: Format) -> Vec<Claim> {
    let mut all = All::default();
    read_claims(bytes, format, &Reading { whole: true, ..Reading::default() }, &mut all).expect("bytes in memory are read");
    for problem in &all.problems {
        assert!(problem.position.byte <= bytes.len() as u64, "a problem past the end");
    }
    for claim in &all.claims {
        let codes = claim.diagnoses.iter().map(|d| d.code.at).chain([claim.at]);
        for at in codes {
            assert!(at.byte <= bytes.len() as u64, "a place past the end");
            assert!(claim.place_of(at).is_some(), "a place that is not kept");
        }
    }
    all.claims
}

/// FHIR: read, and written again where it is text.
pub fn fhir(bytes: &[u8]) {
    let claims = read(bytes, Format::Fhir);
    let along = Along { recorded: "2026-05-12T09:30:00Z".into(), ..Along::default() };
    let mut out = Vec::new();
    write_claims(&claims, &along, &mut out).expect("memory is written");
    assert_eq!(read(&out, Format::Fhir).len(), claims.len());
    if let Ok(text) = std::str::from_utf8(bytes) {
        write_again(text, &claims, &along, &mut Vec::new());
    }
}

/// medcode JSON: what is written is read again as the same claims.
pub fn claim_json(bytes: &[u8]) {
    let claims = read(bytes, Format::Json);
    let mut out = Vec::new();
    json::write_claims(&claims, &mut out).expect("memory is written");
    let again = read(&out, Format::Json);
    assert_eq!(again.len(), claims.len());
}

/// Tables, and the pages of their claims.
pub fn claim_table(bytes: &[u8]) {
    let claims = read(bytes, Format::Csv);
    csv::write_claims(&claims, &mut Vec::new()).expect("memory is written");
    let few = &claims[..claims.len().min(4)];
    for printed in [paper::cms1500(few), paper::ub04(few), paper::superbill(few, &BTreeMap::new())] {
        assert!(printed.pdf.starts_with(b"%PDF"));
    }
}
