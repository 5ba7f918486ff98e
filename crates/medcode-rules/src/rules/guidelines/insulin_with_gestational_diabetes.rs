//! Long-term drug use beside gestational diabetes, whose code tells the treatment.
//!
//! *What it checks.* O24.4 with Z79.4, Z79.84 or Z79.85.
//! *Authority.* OCG-I.C.15.i: the codes of O24.4 tell the control; Z79.4 and Z79.84 are not
//! assigned with them.
//! *Why it matters.* Denied as duplicate information.
//! *Example.* O24.414 and Z79.4.
//! *What to do.* Leave the Z79 code out.
//! *Limits.* None.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Correction, Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "insulin-with-gestational-diabetes",
    id: "OCG-I.C.15.i",
    family: Family::Guidelines,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("insulin_with_gestational_diabetes.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(owner) = subject.reported().find(|d| d.under("O24.4")).and_then(|d| d.code) else { return };
    for dx in subject.reported().filter(|d| d.under_any(&["Z79.4", "Z79.84", "Z79.85"])) {
        let Some(code) = dx.code else { continue };
        found
            .hit(dx.said.code.at, format!("{code} is not assigned with {owner}; leave it out"))
            .codes([owner, code])
            .correct(Correction::Remove(code));
    }
}
