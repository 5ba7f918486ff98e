//! A body mass index stands without a diagnosis it belongs to.
//!
//! *What it checks.* Whether Z68 is reported without overweight, obesity, malnutrition, an eating
//! disorder or another weight diagnosis.
//! *Authority.* OCG-I.B.14 and I.C.21.c.3: BMI codes are assigned only with an associated
//! diagnosis of the provider.
//! *Why it matters.* Auditors remove the code; risk adjustment takes it back.
//! *Example.* Z68.41 with I10 alone.
//! *What to do.* Add the weight diagnosis where the provider states it; otherwise leave the BMI
//! out or query.
//! *Limits.* Which diagnoses are associated is the provider's to say; the list here holds the
//! usual ones.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "bmi-without-weight-diagnosis",
    id: "OCG-I.B.14",
    family: Family::Conventions,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("bmi_without_weight_diagnosis.rs"),
    check,
};

/// Diagnoses that a body mass index belongs to.
const WEIGHT: &[&str] = &[
    "E40", "E41", "E42", "E43", "E44", "E45", "E46", "E64.0", "E65", "E66", "E67", "E68", "E88.A",
    "F50", "R62.51", "R63.3", "R63.4", "R63.5", "R63.6", "R63.8", "R64", "O99.21", "O99.84", "P05",
    "P92",
];

fn check(subject: &Subject<'_>, found: &mut Found) {
    if subject.reported().any(|d| d.under_any(WEIGHT)) {
        return;
    }
    for dx in subject.reported().filter(|d| d.under("Z68")) {
        let Some(code) = dx.code else { continue };
        found
            .hit(dx.said.code.at, format!("{code} needs a weight diagnosis of the provider beside it"))
            .codes([code]);
    }
}
