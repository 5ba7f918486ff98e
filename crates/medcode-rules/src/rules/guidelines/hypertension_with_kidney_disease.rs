//! Essential hypertension beside chronic kidney disease, without the combination.
//!
//! *What it checks.* I10 with N18 on one claim.
//! *Authority.* OCG-I.C.9.a.2: hypertension with chronic kidney disease is coded to I12, with the
//! stage after it.
//! *Why it matters.* The pair is an error in every audit.
//! *Example.* I10 and N18.31 instead of I12.9 and N18.31.
//! *What to do.* Report I12.0 (stage 5, end stage) or I12.9, and the stage; I13 where heart
//! failure is there too.
//! *Limits.* The codes cannot say that the provider called the two unrelated.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Correction, Found, Subject};
use medcode_model::Code;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "hypertension-with-kidney-disease",
    id: "OCG-I.C.9.a.2",
    family: Family::Guidelines,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("hypertension_with_kidney_disease.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(kidney) = subject.reported().find(|d| d.under("N18")) else { return };
    for dx in subject.reported().filter(|d| d.under("I10")) {
        let (Some(code), Some(other)) = (dx.code, kidney.code) else { continue };
        let message =
            format!("{code} with {other}: report I12.- before it, unless documented as unrelated");
        let hit = found.hit(dx.said.code.at, message);
        hit.codes([code, other]);
        if !subject.reports("I50") {
            let new = if kidney.under_any(&["N18.5", "N18.6"]) { "I12.0" } else { "I12.9" };
            if let Ok(new) = Code::cm(new) {
                hit.correct(Correction::Replace { old: code, new });
            }
        }
    }
}
