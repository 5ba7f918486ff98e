//! An infection stands before the complication of care that it is.
//!
//! *What it checks.* Stays: the principal diagnosis is a local infection, and an infection due to a procedure, a
//! device or an infusion (T80.2, T81.4, T82.6, T82.7, T83.5, T83.6, T84.5 to T84.7, T85.7; seventh character A)
//! is secondary and was present on admission.
//! *Authority.* OCG-II.G: where the admission is for a complication of surgery or other medical care, its
//! code is principal; the code of the infection adds what it is.
//! *Why it matters.* The stay is grouped by the infection alone; the complication is not seen.
//! *Example.* N39.0 principal, T83.511A after it.
//! *What to do.* List the complication first, where the infection is the one that it names.
//! *Limits.* Two infections may stand side by side: a person decides.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Dx, Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "complication-not-first",
    id: "OCG-II.G",
    family: Family::Guidelines,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Inpatient,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("complication_not_first.rs"),
    check,
};

/// Infections of one place.
const LOCAL: &[&str] =
    &["I33", "J95.851", "K65", "L02", "L03", "M00", "M46.2", "M46.4", "M86", "N10", "N30", "N39.0"];

/// Infections due to care.
const COMPLICATIONS: &[&str] =
    &["T80.2", "T81.4", "T82.6", "T82.7", "T83.5", "T83.6", "T84.5", "T84.6", "T84.7", "T85.7"];

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(first) = subject.principal().filter(|d| d.under_any(LOCAL)) else { return };
    let present = |d: &&Dx<'_>| {
        let initial = d.code.is_some_and(|c| c.bytes()[6] == b'A');
        d.under_any(COMPLICATIONS) && initial && d.said.poa == Some('Y')
    };
    let complication = subject.reported().skip(1).find(present);
    let (Some(code), Some(dx)) = (first.code, complication) else { return };
    if let Some(due) = dx.code {
        let message = format!("list {due} before {code} where it is the infection that {due} names");
        found.hit(first.said.code.at, message).codes([due, code]);
    }
}
