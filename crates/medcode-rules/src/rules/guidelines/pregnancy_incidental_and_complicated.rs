//! A pregnancy is called incidental or normal beside a code of pregnancy.
//!
//! *What it checks.* Z33.1 or Z34 with a code of chapter 15.
//! *Authority.* OCG-I.C.15.a.1 (Z33.1 is used in place of any chapter 15 code) and I.C.21.c.11
//! (Z34 is not used with any other code of the chapter).
//! *Why it matters.* The codes contradict each other.
//! *Example.* O21.0 and Z33.1.
//! *What to do.* Leave Z33.1 or Z34 out.
//! *Limits.* None.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Correction, Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "pregnancy-incidental-and-complicated",
    id: "OCG-I.C.15.a.1",
    family: Family::Guidelines,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("pregnancy_incidental_and_complicated.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(other) = subject.reported().find(|d| d.under("O")).and_then(|d| d.code) else { return };
    for dx in subject.reported().filter(|d| d.under_any(&["Z33.1", "Z34"])) {
        let Some(code) = dx.code else { continue };
        found
            .hit(dx.said.code.at, format!("{code} is not reported with {other}; leave it out"))
            .codes([other, code])
            .correct(Correction::Remove(code));
    }
}
