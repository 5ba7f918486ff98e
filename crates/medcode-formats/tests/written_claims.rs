//! Is a claim that was written read back as it was?

mod sample;

use medcode_formats::x12::{Interchange, Sink, lacks, read_whole_claims, write_claims};
use medcode_model::{At, Claim, CodeSaid, CodeSystem, Date, Declared, Problem};
use proptest::prelude::*;

#[derive(Default)]
struct All(Vec<Claim>, Vec<Problem>);

impl Sink for All {
    fn claim(&mut self, claim: Claim) {
        self.0.push(claim);
    }
    fn problem(&mut self, problem: Problem) {
        self.1.push(problem);
    }
}

fn written(claims: &[Claim]) -> Vec<u8> {
    let interchange = Interchange::new(Date::new(2026, 5, 20).unwrap(), "0930", 17);
    let mut bytes = Vec::new();
    write_claims(claims, claims[0].kind, &interchange, &mut bytes).unwrap();
    bytes
}

/// Takes away what only a document has: places, and the key made of one.
fn placeless(mut claim: Claim) -> Claim {
    claim.at = At::default();
    claim.patient.key = "".into();
    claim.diagnoses.iter_mut().for_each(|d| d.code.at = At::default());
    claim.procedures.iter_mut().for_each(|p| p.code.at = At::default());
    for npi in claim.billing.iter_mut().chain(&mut claim.rendering) {
        npi.at = At::default();
    }
    for line in &mut claim.lines {
        line.at = At::default();
        line.code.iter_mut().for_each(|c| c.at = At::default());
        line.rendering.iter_mut().for_each(|n| n.at = At::default());
    }
    if let Some(bill) = &mut claim.bill {
        let others = bill.others.iter_mut().filter_map(|o| o.decided.as_mut());
        let claims = others.flat_map(|d| &mut d.adjustments);
        claims.for_each(|a| a.at = At::default());
        bill.decided.iter_mut().flat_map(|d| &mut d.adjustments).for_each(|a| a.at = At::default());
    }
    claim
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn what_was_written_is_read_back(claims in sample::claims()) {
        let bytes = written(&claims);
        let mut all = All::default();
        read_whole_claims(&bytes[..], &mut all).unwrap();
        prop_assert!(all.1.is_empty(), "{:?}", all.1);
        prop_assert_eq!(all.0.len(), claims.len());
        for (read, claim) in all.0.into_iter().zip(&claims) {
            let read = placeless(read);
            prop_assert!(read == *claim, "{}", sample::difference(&read, claim));
            prop_assert!(lacks(&read, read.kind).is_empty(), "{:?}", lacks(&read, read.kind));
        }
    }
}

#[test]
fn rate_codes_are_written_as_such() {
    let stay = include_bytes!("../../../fixtures/claims/stay.837");
    let mut all = All::default();
    read_whole_claims(&stay[..], &mut all).unwrap();
    let line = &mut all.0[0].lines[0];
    line.revenue = Some("0022".into());
    line.code = Some(CodeSaid {
        system: Declared::Known(CodeSystem::Hcpcs),
        text: "KAGD1".into(),
        code: None,
        at: At::default(),
    });
    let text = String::from_utf8(written(&all.0)).unwrap();
    assert!(text.contains("SV2*0022*HP:KAGD1*"), "{text}");
}
