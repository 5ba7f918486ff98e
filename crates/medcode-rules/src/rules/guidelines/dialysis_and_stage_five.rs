//! Dialysis beside chronic kidney disease that is not end stage.
//!
//! *What it checks.* Z99.2 with N18.1 to N18.5 or N18.9; with acute kidney failure and no chronic one.
//! *Authority.* OCG-I.C.14.a.1; Tabular N18.5 (excludes requiring chronic dialysis) and N18.6
//! (chronic kidney disease requiring chronic dialysis).
//! *Why it matters.* The stage is wrong, and with it the payment.
//! *Example.* N18.5 and Z99.2.
//! *What to do.* Report N18.6 and Z99.2.
//! *Limits.* Dialysis for acute kidney injury is no lasting dependence (Z99.2): leave that out instead; the
//! finding is then a warning.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Correction, Found, Subject};
use medcode_model::Code;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "dialysis-and-stage-five",
    id: "OCG-I.C.14.a.1",
    family: Family::Guidelines,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("dialysis_and_stage_five.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.reports("Z99.2") {
        return;
    }
    let acute = subject.reported().find(|d| d.under("N17")).and_then(|d| d.code);
    if let Some(acute) = acute.filter(|_| !subject.reports("N18")) {
        for dx in subject.reported().filter(|d| d.under("Z99.2")) {
            let Some(code) = dx.code else { continue };
            let message = format!("{code} is lasting dependence on dialysis; {acute} alone gives none");
            found.hit(dx.said.code.at, message).codes([acute, code]).weigh(Severity::Warning);
        }
    }
    let early = ["N18.1", "N18.2", "N18.3", "N18.4", "N18.5", "N18.9"];
    for dx in subject.reported().filter(|d| d.under_any(&early)) {
        let Some(code) = dx.code else { continue };
        let hit = found.hit(
            dx.said.code.at,
            format!("{code} with dialysis status: N18.6 is the stage on dialysis"),
        );
        hit.codes([code]);
        if let (true, Ok(new)) = (dx.under("N18.5"), Code::cm("N18.6")) {
            hit.correct(Correction::Replace { old: code, new });
        }
    }
}
