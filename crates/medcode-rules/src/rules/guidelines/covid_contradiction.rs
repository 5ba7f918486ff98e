//! COVID-19 beside a code that says there is none.
//!
//! *What it checks.* U07.1 with Z20.822 (exposure) or Z11.52 (screening).
//! *Authority.* OCG-I.C.1.g.1.e and I.C.1.g.1.f: exposure and screening codes are for those in
//! whom COVID-19 is not confirmed.
//! *Why it matters.* The codes contradict each other.
//! *Example.* U07.1 and Z20.822.
//! *What to do.* Leave the Z code out.
//! *Limits.* None.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Correction, Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "covid-contradiction",
    id: "OCG-I.C.1.g.1",
    family: Family::Guidelines,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("covid_contradiction.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(covid) = subject.reported().find(|d| d.under("U07.1")).and_then(|d| d.code) else { return };
    for dx in subject.reported().filter(|d| d.under_any(&["Z20.822", "Z11.52"])) {
        let Some(code) = dx.code else { continue };
        found
            .hit(dx.said.code.at, format!("{code} contradicts {covid}; leave it out"))
            .codes([covid, code])
            .correct(Correction::Remove(code));
    }
}
