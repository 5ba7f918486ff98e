//! Hypertensive kidney disease without its stage, or heart failure without its type.
//!
//! *What it checks.* I12 and I13 without N18; I11.0, I13.0 and I13.2 without I50.
//! *Authority.* OCG-I.C.9.a.1 to I.C.9.a.3; Tabular I11.0, I12, I13: use additional code to
//! identify.
//! *Why it matters.* The combination code alone does not tell how bad it is.
//! *Example.* I12.9 alone.
//! *What to do.* Add N18.- or I50.- as the record states; N18.9 and I50.9 where it does not.
//! *Limits.* None.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "kidney-stage-missing",
    id: "OCG-I.C.9.a.2",
    family: Family::Guidelines,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("kidney_stage_missing.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let owed = [
        (&["I12", "I13"][..], "N18", "the stage of the kidney disease", "OCG-I.C.9.a.2"),
        (&["I11.0", "I13.0", "I13.2"][..], "I50", "the type of heart failure", "OCG-I.C.9.a.1"),
    ];
    for (owners, needs, what, id) in owed {
        if subject.reports(needs) {
            continue;
        }
        for dx in subject.reported().filter(|d| d.under_any(owners)) {
            let Some(code) = dx.code else { continue };
            let message = format!("{code} needs {needs}.- beside it: {what}");
            found.hit(dx.said.code.at, message).codes([code]).under(id);
        }
    }
}
