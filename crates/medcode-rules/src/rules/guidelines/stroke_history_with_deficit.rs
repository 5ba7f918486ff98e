//! History of stroke without deficits beside a deficit of a stroke.
//!
//! *What it checks.* Z86.73 with I69 on one claim.
//! *Authority.* OCG-I.C.9.d.3: Z86.73 is for a patient without neurologic deficits; I69 tells
//! those that are there.
//! *Why it matters.* The codes contradict each other.
//! *Example.* I69.351 and Z86.73.
//! *What to do.* Leave Z86.73 out, unless another stroke left nothing.
//! *Limits.* Two strokes, one with and one without deficits, justify both: a person decides.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "stroke-history-with-deficit",
    id: "OCG-I.C.9.d.3",
    family: Family::Guidelines,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("stroke_history_with_deficit.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(deficit) = subject.reported().find(|d| d.under("I69")).and_then(|d| d.code) else { return };
    for dx in subject.reported().filter(|d| d.under("Z86.73")) {
        let Some(code) = dx.code else { continue };
        found
            .hit(dx.said.code.at, format!("{code} says that no deficit is left; {deficit} is one"))
            .codes([deficit, code]);
    }
}
