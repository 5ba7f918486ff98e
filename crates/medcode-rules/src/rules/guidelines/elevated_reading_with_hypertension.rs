//! An elevated reading beside diagnosed hypertension.
//!
//! *What it checks.* R03.0 with I10 to I16 on one claim.
//! *Authority.* OCG-I.C.9.a.7: R03.0 is for a reading without a diagnosis of hypertension.
//! *Why it matters.* A symptom beside its diagnosis is denied as integral.
//! *Example.* I10 and R03.0.
//! *What to do.* Leave R03.0 out.
//! *Limits.* None.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Correction, Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "elevated-reading-with-hypertension",
    id: "OCG-I.C.9.a.7",
    family: Family::Guidelines,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("elevated_reading_with_hypertension.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let diagnosed = ["I10", "I11", "I12", "I13", "I15", "I16", "I1A", "O10"];
    let Some(other) = subject.reported().find(|d| d.under_any(&diagnosed)).and_then(|d| d.code) else {
        return;
    };
    for dx in subject.reported().filter(|d| d.under("R03.0")) {
        let Some(code) = dx.code else { continue };
        found
            .hit(dx.said.code.at, format!("{code} is part of {other}; leave it out"))
            .codes([code, other])
            .correct(Correction::Remove(code));
    }
}
