//! HIV disease beside a code that says there is none.
//!
//! *What it checks.* B20 with Z21 or R75; Z21 with R75.
//! *Authority.* OCG-I.C.1.a.2: once a patient has had an HIV-related illness B20 is reported ever
//! after, never R75 or Z21.
//! *Why it matters.* The codes contradict each other; the patient's record follows them.
//! *Example.* B20 and Z21.
//! *What to do.* Keep B20; keep Z21 over R75.
//! *Limits.* None.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Correction, Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "hiv-stated-twice",
    id: "OCG-I.C.1.a.2",
    family: Family::Guidelines,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("hiv_stated_twice.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for (keeps, wrong) in [("B20", &["Z21", "R75"][..]), ("Z21", &["R75"][..])] {
        let Some(kept) = subject.reported().find(|d| d.under(keeps)).and_then(|d| d.code) else {
            continue;
        };
        for dx in subject.reported().filter(|d| d.under_any(wrong)) {
            let Some(code) = dx.code else { continue };
            found
                .hit(dx.said.code.at, format!("{code} contradicts {kept}; leave it out"))
                .codes([kept, code])
                .correct(Correction::Remove(code));
        }
    }
}
