//! An ICD-10-PCS code stands on a professional claim.
//!
//! *What it checks.* Professional claims: procedures in HI, and seven-character codes on lines.
//! *Authority.* 45 CFR 162.1002: ICD-10-PCS is for procedures of hospital inpatients, reported by
//! hospitals.
//! *Why it matters.* The claim is rejected.
//! *Example.* 0DTJ4ZZ on an 837P.
//! *What to do.* Report the CPT number.
//! *Limits.* HCPCS and CPT codes have five characters; others are judged by their shape.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Line, Subject};
use medcode_model::Declared;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "pcs-on-professional-claim",
    id: "45-CFR-162.1002.pcs",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("pcs_on_professional_claim.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.is_professional() {
        return;
    }
    let message = "ICD-10-PCS is for hospital stays; a professional claim takes CPT or HCPCS";
    for px in &subject.px {
        found.hit(px.said.code.at, message).codes(px.code);
    }
    let looks = |text: &str| text.len() == 7 && text.bytes().all(|b| b.is_ascii_alphanumeric());
    let known = |l: &Line<'_>| matches!(&l.said.code, Some(c) if matches!(c.system, Declared::Known(_)));
    for line in subject.lines.iter().filter(|l| known(l) && looks(l.number())) {
        found.on(line, message);
    }
}
