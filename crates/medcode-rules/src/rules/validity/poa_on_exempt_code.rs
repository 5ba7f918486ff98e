//! A present-on-admission indicator on a code that is exempt.
//!
//! *What it checks.* Inpatient, institutional: Y, N, U or W on a code of the exempt list.
//! *Authority.* OCG Appendix I, categories and codes exempt; on 5010 the indicator of an exempt
//! code is left blank.
//! *Why it matters.* Some payers return the claim.
//! *Example.* Z79.4 with Y.
//! *What to do.* Leave the indicator out.
//! *Limits.* The value 1 of older formats is tolerated.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Found, Subject};
use medcode_kb::tables::codes::POA_EXEMPT;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "poa-on-exempt-code",
    id: "OCG-Appendix-I",
    family: Family::Validity,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Inpatient,
    stage: Stage::Code,
    needs: &[Table::Cm, Table::PoaExempt],
    source: include_str!("poa_on_exempt_code.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(release) = subject.releases.cm else { return };
    for dx in subject.reported() {
        let (Some(row), Some(code)) = (dx.row, dx.code) else { continue };
        if matches!(dx.said.poa, Some('Y' | 'N' | 'U' | 'W')) && release.has(row, POA_EXEMPT) {
            found
                .hit(dx.said.code.at, format!("{code} is exempt: leave the indicator out"))
                .codes([code]);
        }
    }
}
