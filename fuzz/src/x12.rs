//! X12: claims, written again; what payers say.

use medcode_formats::x12::{
    Imbalance, Interchange, Remit, Sink, Tokens, imbalances, lacks, read_claims, read_remittances,
    read_whole_claims, write_claims,
};
use medcode_model::{
    Acknowledged, Claim, ClaimStatus, Date, PaidClaim, Payment, Problem, ProviderAdjustment,
};

#[derive(Default)]
struct Taken {
    claims: Vec<Claim>,
    paid: usize,
}

impl Sink for Taken {
    fn claim(&mut self, claim: Claim) {
        self.claims.push(claim);
    }
    fn problem(&mut self, problem: Problem) {
        problem.to_string();
    }
}

impl Remit for Taken {
    fn paid(&mut self, _: &Payment, claim: PaidClaim) {
        self.paid += 1;
        for wrong in imbalances(&claim) {
            wrong.to_string();
        }
    }
    fn payment(&mut self, _: &Payment, _: &[ProviderAdjustment], wrong: Option<Imbalance>) {
        wrong.map(|w| w.to_string());
    }
    fn status(&mut self, _: ClaimStatus) {}
    fn acknowledged(&mut self, _: Acknowledged) {}
}

/// Claims are as many with and without their bills, and as many again once they were written.
pub fn claims(bytes: &[u8]) {
    let (mut plain, mut whole) = (Taken::default(), Taken::default());
    read_claims(bytes, &mut plain).unwrap();
    read_whole_claims(bytes, &mut whole).unwrap();
    assert_eq!(plain.claims.len(), whole.claims.len());
    let Some(kind) = whole.claims.first().map(|c| c.kind) else { return };
    lacks(&whole.claims[0], kind);
    let interchange = Interchange::new(Date::new(2026, 5, 12).unwrap(), "0930", 1);
    let mut written = Vec::new();
    write_claims(&whole.claims, kind, &interchange, &mut written).unwrap();
    let mut again = Taken::default();
    read_whole_claims(&written[..], &mut again).unwrap();
    assert_eq!(again.claims.len(), whole.claims.len());
}

/// What payers say; segments and what lies between them are the document.
pub fn remittances(bytes: &[u8]) {
    let mut taken = Taken::default();
    read_remittances(bytes, &mut taken).unwrap();
    let mut at = 0;
    for segment in Tokens::of(bytes) {
        let start = segment.byte as usize;
        assert!(start >= at && &bytes[start..start + segment.bytes.len()] == segment.bytes);
        at = start + segment.bytes.len();
    }
}
