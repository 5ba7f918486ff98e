//! An aftercare Z code stands beside the injury it is aftercare of.
//!
//! *What it checks.* Z47.8, Z47.9, Z48.0 or Z48.8 beside a fracture or injury with a seventh
//! character of its aftercare.
//! *Authority.* OCG-I.C.21.c.7: aftercare Z codes are not used for injuries; the injury with its
//! seventh character is.
//! *Why it matters.* The aftercare is told twice.
//! *Example.* S82.101D and Z47.89.
//! *What to do.* Leave the Z code out.
//! *Limits.* Aftercare of another condition on the same day justifies both: a person decides.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Dx, Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "aftercare-of-an-injury",
    id: "OCG-I.C.21.c.7",
    family: Family::Guidelines,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("aftercare_of_an_injury.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let healing = |d: &&Dx<'_>| {
        d.under_any(&["S", "T0", "T1", "T2", "T3", "M80", "M84.4", "M84.5", "M84.6"])
            && d.code.is_some_and(|c| {
                c.compact().ends_with(['D', 'E', 'F', 'G', 'H', 'J', 'K', 'M', 'N', 'P', 'Q', 'R'])
                    && c.len() == 7
            })
    };
    let Some(injury) = subject.reported().find(healing).and_then(|d| d.code) else { return };
    for dx in subject.reported().filter(|d| d.under_any(&["Z47.8", "Z48.0", "Z48.8", "Z51.89"])) {
        let Some(code) = dx.code else { continue };
        found
            .hit(dx.said.code.at, format!("{code} is told by the seventh character of {injury}"))
            .codes([injury, code]);
    }
}
