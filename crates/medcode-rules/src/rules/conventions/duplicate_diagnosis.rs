//! The same diagnosis code is reported twice.
//!
//! *What it checks.* Whether a code stands more than once among the reported diagnoses.
//! *Authority.* OCG-I.B.12: each unique ICD-10-CM code is reported only once for an encounter.
//! *Why it matters.* Medicare returns the claim where a secondary repeats the principal (MCE:
//! duplicate of principal).
//! *Example.* M54.50 listed twice for two episodes of the same pain.
//! *What to do.* Leave the second one out.
//! *Limits.* Admitting diagnosis and reason for visit may repeat a reported code and are not
//! judged.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Correction, Dx, Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "duplicate-diagnosis",
    id: "OCG-I.B.12",
    family: Family::Conventions,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("duplicate_diagnosis.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let all: Vec<&Dx<'_>> = subject.reported().collect();
    for (n, dx) in all.iter().enumerate() {
        let Some(code) = dx.code else { continue };
        if all[..n].iter().any(|o| o.code == Some(code)) {
            found
                .hit(dx.said.code.at, format!("{code} is reported twice; leave one out"))
                .codes([code])
                .correct(Correction::Remove(code));
        }
    }
}
