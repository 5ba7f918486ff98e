//! A transplant status beside the complication of the transplant.
//!
//! *What it checks.* A code of Z94 and the code of T86 for the same organ.
//! *Authority.* OCG-I.C.21.c.3: a status code is not used with a code of a body system chapter
//! that includes the same information; Z94.1 is not used with T86.2.
//! *Why it matters.* The status says what the complication says already.
//! *Example.* T86.11 and Z94.0.
//! *What to do.* Leave the status out.
//! *Limits.* Organs that T86 and Z94 both name.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Correction, Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "status-beside-its-complication",
    id: "OCG-I.C.21.c.3",
    family: Family::Guidelines,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("status_beside_its_complication.rs"),
    check,
};

const ORGANS: [(&str, &str); 12] = [
    ("T86.1", "Z94.0"),
    ("T86.2", "Z94.1"),
    ("T86.81", "Z94.2"),
    ("T86.3", "Z94.3"),
    ("T86.4", "Z94.4"),
    ("T86.82", "Z94.5"),
    ("T86.83", "Z94.6"),
    ("T86.84", "Z94.7"),
    ("T86.0", "Z94.81"),
    ("T86.85", "Z94.82"),
    ("T86.89", "Z94.83"),
    ("T86.5", "Z94.84"),
];

fn check(subject: &Subject<'_>, found: &mut Found) {
    for dx in subject.reported().filter(|d| d.under("Z94")) {
        let Some(code) = dx.code else { continue };
        let organ = ORGANS.iter().find(|(_, status)| dx.under(status));
        let beside = organ.and_then(|(t86, _)| subject.reported().find(|d| d.under(t86)));
        if let Some(other) = beside {
            let message = format!("{code} is said by {} already", other.said.code.text);
            let hit = found.hit(dx.said.code.at, message);
            hit.codes([code]).codes(other.code).correct(Correction::Remove(code));
        }
    }
}
