//! A revenue code that needs a procedure code has none.
//!
//! *What it checks.* Lines of outpatient hospital bills (13, 14, 85) in laboratory, imaging,
//! surgery, therapy, emergency, clinic and detailed drug revenue codes without CPT or HCPCS.
//! *Authority.* Medicare Claims Processing Manual, chapter 4, section 20.1: services under the
//! outpatient prospective payment system are reported by HCPCS.
//! *Why it matters.* The line is returned or not paid.
//! *Example.* 0636 without the drug.
//! *What to do.* Add the code of the service or drug.
//! *Limits.* Revenue codes that may stand alone (supplies, pharmacy 025X, recovery) are not
//! judged.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "revenue-code-needs-code",
    id: "MCPM-4-20.1",
    family: Family::Claim,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("revenue_code_needs_code.rs"),
    check,
};

/// The first three digits of codes that need one.
const NEEDS: &[&str] = &[
    "030", "031", "032", "033", "034", "035", "036", "040", "042", "043", "044", "045", "048", "051",
    "061", "073", "074", "092",
];

fn check(subject: &Subject<'_>, found: &mut Found) {
    let asked = subject.is_institutional() && matches!(&*subject.claim.place, "13" | "14" | "85");
    if !asked || !subject.is_billed() {
        return;
    }
    for line in subject.lines.iter().filter(|l| l.said.code.is_none()) {
        let revenue = line.said.revenue.as_deref().unwrap_or_default();
        if revenue == "0636" || NEEDS.iter().any(|n| revenue.starts_with(n)) {
            found.on(line, format!("revenue code {revenue} needs the code of the service"));
        }
    }
}
