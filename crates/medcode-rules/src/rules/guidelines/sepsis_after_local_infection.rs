//! A local infection stands before the sepsis that was there on admission.
//!
//! *What it checks.* Inpatient: the principal diagnosis is a local infection, and a sepsis with
//! POA Y is secondary.
//! *Authority.* OCG-I.C.1.d.4: where both are present on admission the systemic infection comes
//! first.
//! *Why it matters.* The principal diagnosis decides the payment group.
//! *Example.* J18.9 first, A41.9 (POA Y) second.
//! *What to do.* List the sepsis first, unless it developed after admission.
//! *Limits.* Obstetric, newborn and postprocedural sepsis have orders of their own and are not
//! judged.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Correction, Dx, Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "sepsis-after-local-infection",
    id: "OCG-I.C.1.d.4",
    family: Family::Guidelines,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Inpatient,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("sepsis_after_local_infection.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let local = [
        "J09", "J1", "J20", "J69.0", "N10", "N30", "N39.0", "L03", "L02", "K65", "K81", "K83.0", "K57",
        "K35",
    ];
    let Some(first) = subject.principal().filter(|d| d.under_any(&local)) else { return };
    let sepsis = |d: &&Dx<'_>| d.under_any(&["A40", "A41"]) && matches!(d.said.poa, Some('Y'));
    let Some(dx) = subject.reported().skip(1).find(sepsis) else { return };
    let (Some(code), Some(before)) = (dx.code, first.code) else { return };
    found
        .hit(dx.said.code.at, format!("{code} was present on admission: list it before {before}"))
        .codes([code, before])
        .correct(Correction::First(code));
}
