//! A fracture beside osteoporosis that is said to have none.
//!
//! *What it checks.* M81 with a fracture of the trunk or limbs at its initial encounter, or with a
//! pathological fracture of no named cause (M84.4).
//! *Authority.* OCG-I.C.13.d.2: M80, not a traumatic fracture, is reported for a patient with known
//! osteoporosis, even after a minor fall, where that would not break a healthy bone.
//! *Why it matters.* M81 says that no fracture is there; treatment and measures of osteoporosis follow
//! M80.
//! *Example.* S72.001A, M81.0 and W19.XXXA instead of M80.051A.
//! *What to do.* Report M80 with the site, or keep both where the force would break any bone.
//! *Limits.* How great the force was the codes cannot tell; an accident in traffic (V) is not judged.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Dx, Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "osteoporosis-and-fracture",
    id: "OCG-I.C.13.d.2",
    family: Family::Guidelines,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("osteoporosis_and_fracture.rs"),
    check,
};

/// Fractures of the spine, trunk and limbs.
const FRACTURES: &[&str] = &["S12", "S22", "S32", "S42", "S52", "S62", "S72", "S82", "S92"];

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(bone) = subject.reported().find(|d| d.under("M81")).and_then(|d| d.code) else { return };
    if subject.reports("V") {
        return;
    }
    let fresh = |d: &Dx<'_>| d.code.is_some_and(|c| matches!(c.bytes()[6], b'A' | b'B' | b'C'));
    let broken = |d: &&Dx<'_>| d.under_any(FRACTURES) && fresh(d) || d.under("M84.4");
    for dx in subject.reported().filter(broken) {
        let Some(code) = dx.code else { continue };
        let message = format!(
            "{bone} says that no fracture is there: M80 in place of {code} and it, unless \
             the force would break a healthy bone"
        );
        found.hit(dx.said.code.at, message).codes([bone, code]);
    }
}
