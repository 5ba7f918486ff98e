//! A present-on-admission indicator that is none.
//!
//! *What it checks.* Indicators other than Y, N, U, W and 1.
//! *Authority.* OCG Appendix I: Y, N, U, W; 1 for exempt in older formats.
//! *Why it matters.* The claim is returned.
//! *Example.* A41.9 with P.
//! *What to do.* Give one of the values.
//! *Limits.* None.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "poa-invalid",
    id: "OCG-Appendix-I",
    family: Family::Validity,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Code,
    needs: &[],
    source: include_str!("poa_invalid.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for dx in &subject.dx {
        if dx.said.poa.is_some_and(|p| !matches!(p, 'Y' | 'N' | 'U' | 'W' | '1')) {
            let code = dx.code;
            found
                .hit(dx.said.code.at, "the present-on-admission indicator is none of Y, N, U, W")
                .codes(code);
        }
    }
}
