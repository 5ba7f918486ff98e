//! Is what payers say read as it stands, with its places and its sums?

use medcode_formats::x12::{Imbalance, Remit, Sink, Sum, imbalances, read_remittances};
use medcode_model::*;
use std::path::{Path, PathBuf};

#[derive(Default)]
struct All {
    claims: Vec<Claim>,
    paid: Vec<PaidClaim>,
    payments: Vec<(Payment, usize, Option<Imbalance>)>,
    statuses: Vec<ClaimStatus>,
    acknowledged: Vec<Acknowledged>,
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

impl Remit for All {
    fn paid(&mut self, _: &Payment, claim: PaidClaim) {
        self.paid.push(claim);
    }
    fn payment(&mut self, payment: &Payment, others: &[ProviderAdjustment], wrong: Option<Imbalance>) {
        self.payments.push((payment.clone(), others.len(), wrong));
    }
    fn status(&mut self, status: ClaimStatus) {
        self.statuses.push(status);
    }
    fn acknowledged(&mut self, said: Acknowledged) {
        self.acknowledged.push(said);
    }
}

fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/claims").join(name);
    std::fs::read_to_string(path).unwrap()
}

fn read(text: &str) -> All {
    let mut all = All::default();
    read_remittances(text.as_bytes(), &mut all).unwrap();
    all
}

#[test]
fn a_payment_is_read_to_its_lines_and_balances() {
    let text = fixture("era.835");
    let all = read(&text);
    assert!(all.problems.is_empty(), "{:?}", all.problems);
    let (payment, others, wrong) = &all.payments[0];
    assert_eq!((&*payment.payer, &*payment.trace, *others), ("EXAMPLE HEALTH PLAN", "EFT0001", 2));
    assert_eq!((payment.total, *wrong), (Some(Cents(14660)), None));
    assert_eq!(all.paid.len(), 3);
    let first = &all.paid[0];
    assert!(imbalances(first).is_empty());
    let line = &first.lines[1];
    assert_eq!((&*line.code, &*line.control, line.quantity), ("J1885", "2", Some(4000)));
    let adjustment = &line.adjustments[0];
    assert_eq!((&*adjustment.group, &*adjustment.reason, adjustment.amount), ("CO", "97", Cents(10000)));
    assert!(text[adjustment.at.byte as usize..].starts_with("97*100"));
    assert_eq!(&*line.remarks[0].code, "M15");
    assert_eq!(&*all.paid[1].remarks[0].code, "N211");
    let both = &all.paid[2].lines[0].adjustments;
    assert_eq!(both.iter().map(|a| &*a.reason).collect::<Vec<_>>(), ["45", "253"]);
}

#[test]
fn sums_that_differ_are_found_where_they_stand() {
    let text = fixture("era.835").replace("*90**1~", "*91**1~");
    let all = read(&text);
    let found = imbalances(&all.paid[0]);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].sum, found[0].line, found[0].said), (Sum::Line, 1, Cents(9100)));
    assert!(text[found[0].at.byte as usize..].starts_with("SVC*HC:G0439"));

    let text = fixture("era.835").replace("CLP*CLAIM-3*1*75*56.6*", "CLP*CLAIM-3*1*75*60*");
    let all = read(&text);
    assert_eq!(imbalances(&all.paid[2]).iter().map(|i| i.sum).collect::<Vec<_>>(), [Sum::Claim]);
    let wrong = all.payments[0].2.unwrap();
    assert_eq!((wrong.sum, wrong.summed, wrong.said), (Sum::Payment, Cents(15000), Cents(14660)));

    let text = fixture("era.835").replace("*250*90*20*12", "*260*90*25*12");
    let sums: Vec<_> = imbalances(&read(&text).paid[0]).iter().map(|i| i.sum).collect();
    assert_eq!(sums, [Sum::Charges, Sum::Claim, Sum::Patient]);
}

#[test]
fn statuses_are_read_by_file_provider_claim_and_line() {
    let all = read(&fixture("accepted.277"));
    assert!(all.problems.is_empty(), "{:?}", all.problems);
    let said: Vec<_> = all.statuses.iter().map(|s| (s.level, &*s.id, s.accepted)).collect();
    use StatusLevel as L;
    assert_eq!(
        said,
        [
            (L::Receiver, "2001", Some(true)),
            (L::Provider, "0", Some(true)),
            (L::Claim, "CLAIM-1", Some(true)),
            (L::Claim, "CLAIM-2", Some(false)),
            (L::Line, "CLAIM-2", Some(false)),
        ]
    );
    let rejected = &all.statuses[3];
    assert_eq!(rejected.statuses.iter().map(|s| &*s.code).collect::<Vec<_>>(), ["562", "128"]);
    assert_eq!((&*all.statuses[4].code, &*all.statuses[4].line_control), ("G0439", "1"));
    assert_eq!(&*all.statuses[2].control, "PAYER0001");
}

#[test]
fn an_acknowledgement_names_segment_and_element() {
    let all = read(&fixture("received.999"));
    assert!(all.problems.is_empty(), "{:?}", all.problems);
    let [first, second, group] = all.acknowledged.as_slice() else { panic!("{:?}", all.acknowledged) };
    assert!(first.accepted() && !second.accepted() && group.accepted());
    let faults: Vec<_> =
        second.faults.iter().map(|f| (&*f.segment, f.position, f.element, &*f.code)).collect();
    assert_eq!(
        faults,
        [
            ("NM1", Some(12), Some(9), "1"),
            ("NM1", Some(12), Some(3), "7"),
            ("SV1", Some(31), Some(2), "6"),
        ]
    );
    assert_eq!((&*group.control, group.counts), ("2001", [Some(2), Some(2), Some(1)]));
}

#[test]
fn files_in_one_stream_are_told_apart_whatever_their_separators() {
    let other = fixture("visits.837").replace('*', "|").replace("~\n", "'");
    let text = format!("{}{other}{}", fixture("era.835"), fixture("received.999"));
    let all = read(&text);
    assert!(all.problems.is_empty(), "{:?}", all.problems);
    assert_eq!((all.paid.len(), all.claims.len(), all.acknowledged.len()), (3, 3, 3));
    assert_eq!(all.claims[0].lines[1].control.as_deref(), Some("2"));
    assert!(text[all.claims[0].at.byte as usize..].starts_with("CLM|CLAIM-1"));
}

#[test]
fn an_unknown_version_is_read_with_a_notice() {
    let text = fixture("era.835").replace("005010X221A1", "004010X091A1");
    let all = read(&text);
    assert_eq!(all.paid.len(), 3);
    assert!(all.problems[0].message.contains("version"), "{:?}", all.problems);
    for known in ["005010X221", "005010X221A1", "005010X221A2", "005010X221A3"] {
        let all = read(&fixture("era.835").replace("005010X221A1", known));
        assert!(all.problems.is_empty(), "{known}: {:?}", all.problems);
    }
}

#[test]
fn every_shared_remittance_is_read_and_its_sums_are_known() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = here.ancestors().map(|a| a.join("shared/claims/835_005010X221A1")).find(|f| f.is_dir());
    let Some(folder) = folder else {
        eprintln!("not checked: the examples are not beside the project");
        return;
    };
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    for file in files {
        let all = read(&std::fs::read_to_string(&file).unwrap());
        // Some part components otherwise than their header says: that is told, and nothing else.
        let parted = |p: &medcode_model::Problem| p.message.contains("components are parted");
        assert!(all.problems.iter().all(parted), "{}: {:?}", file.display(), all.problems);
        assert!(!all.paid.is_empty(), "{}", file.display());
        // One of them puts the code of its line where the charge belongs.
        let wrong: usize = all.paid.iter().map(|c| imbalances(c).len()).sum();
        let expected = if file.ends_with("tertiary-payment.835") { 2 } else { 0 };
        assert_eq!(wrong, expected, "{}", file.display());
        assert!(all.payments.iter().all(|p| p.2.is_none()), "{}", file.display());
    }
}
