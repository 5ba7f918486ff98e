//! A delivery without its outcome.
//!
//! *What it checks.* O80 or O82, or a delivery by ICD-10-PCS (10D, 10E), without a code of Z37.
//! *Authority.* OCG-I.C.15.b.5: Z37 is included on every maternal record when a delivery has
//! occurred.
//! *Why it matters.* The record lacks how many were born, and alive; registries and payers ask
//! back.
//! *Example.* O80 alone.
//! *What to do.* Add Z37.-.
//! *Limits.* Never on the record of the newborn. Products of an abortion are taken out by other
//! codes.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::Px;
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "outcome-of-delivery-missing",
    id: "OCG-I.C.15.b.5",
    family: Family::Guidelines,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("outcome_of_delivery_missing.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if subject.reports("Z37") {
        return;
    }
    let dx = subject.reported().find(|d| d.under_any(&["O80", "O82"]));
    let delivered = |p: &&Px<'_>| p.code.is_some_and(|c| matches!(&c.compact()[..3], "10D" | "10E"));
    let px = subject.px.iter().filter(|p| p.code.is_some_and(|c| c.len() == 7)).find(delivered);
    // 10D1: products that were retained or never viable; 10D2: those of an ectopic pregnancy.
    let px = px.filter(|p| !p.code.is_some_and(|c| matches!(&c.compact()[..4], "10D1" | "10D2")));
    let at = dx.map(|d| (d.said.code.at, d.code)).or(px.map(|p| (p.said.code.at, p.code)));
    if let Some((at, code)) = at {
        found.hit(at, "a delivery is reported without its outcome (Z37)").codes(code);
    }
}
