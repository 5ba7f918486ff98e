//! Loop 2320: other coverages and what their payers decided.

use super::claim::on;
use super::out::Out;
use super::parties;
use medcode_model::{Adjustment, Bill, Coverage};

/// One other coverage.
pub(super) fn other(coverage: &Coverage, bill: &Bill, out: &mut Out) {
    out.segment("SBR")
        .letter(coverage.order)
        .text(&coverage.relation)
        .text(&coverage.group)
        .text(if coverage.group.is_empty() { &coverage.plan } else { "" })
        .text(&coverage.medicare_secondary)
        .blank(3)
        .text(&coverage.filing)
        .end();
    let decided = coverage.decided.as_ref();
    if let Some(decided) = decided {
        adjustments(&decided.adjustments, out);
        if decided.paid.is_some() {
            out.segment("AMT").text("D").amount(decided.paid).end();
        }
        if decided.patient_owes.is_some() {
            out.segment("AMT").text("EAF").amount(decided.patient_owes).end();
        }
    }
    out.segment("OI").blank(2).letter(bill.benefits_assigned).blank(2).letter(bill.release).end();
    parties::named("IL", &coverage.subscriber.name, "MI", &coverage.member, out);
    parties::address(coverage.subscriber.address.as_ref(), out);
    let payer = &coverage.payer;
    out.segment("NM1").text("PR").text("2").text(&payer.name).blank(4).text("PI").text(&payer.id).end();
    parties::address(payer.address.as_ref(), out);
    on("573", decided.and_then(|d| d.on), out);
}

/// CAS: a group at a time, in the order they first stand, up to six adjustments in a segment.
pub(super) fn adjustments(all: &[Adjustment], out: &mut Out) {
    let mut groups: Vec<&str> = Vec::new();
    for a in all {
        if !groups.contains(&&*a.group) {
            groups.push(&a.group);
        }
    }
    for group in groups {
        let of: Vec<&Adjustment> = all.iter().filter(|a| &*a.group == group).collect();
        for chunk in of.chunks(6) {
            let mut seg = out.segment("CAS").text(group);
            for a in chunk {
                seg = seg.text(&a.reason).amount(Some(a.amount)).quantity(a.quantity);
            }
            seg.end();
        }
    }
}
