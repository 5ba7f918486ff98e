//! A diagnosis of a stay without its present-on-admission indicator.
//!
//! *What it checks.* Inpatient, institutional: every diagnosis that is not exempt has Y, N, U or
//! W.
//! *Authority.* OCG Appendix I; CMS list of exempt codes of the fiscal year.
//! *Why it matters.* The claim is returned to the provider.
//! *Example.* A41.9 without an indicator.
//! *What to do.* Give the indicator from the record.
//! *Limits.* Exempt codes take none (rule poa-on-exempt-code).

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Found, Subject};
use medcode_kb::tables::codes::POA_EXEMPT;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "poa-missing",
    id: "OCG-Appendix-I",
    family: Family::Validity,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Inpatient,
    stage: Stage::Code,
    needs: &[Table::Cm, Table::PoaExempt],
    source: include_str!("poa_missing.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(release) = subject.releases.cm else { return };
    if subject.claim.elsewhere.poa {
        return found
            .no_data(subject.claim.at, "present on admission, which an Encounter of FHIR does not say");
    }
    for dx in subject.reported() {
        let (Some(row), Some(code)) = (dx.row, dx.code) else { continue };
        if dx.said.poa.is_none() && !release.has(row, POA_EXEMPT) {
            found
                .hit(dx.said.code.at, format!("{code} has no present-on-admission indicator"))
                .codes([code]);
        }
    }
}
