//! Abuse is reported as confirmed and as suspected.
//!
//! *What it checks.* A code of T74 and one of T76 for the same kind of maltreatment.
//! *Authority.* OCG-I.C.19.f: a case is confirmed (T74) or suspected (T76), as the record says;
//! the first such code goes first.
//! *Why it matters.* One of the two is wrong.
//! *Example.* T74.12XA and T76.12XA.
//! *What to do.* Keep the one that the record bears out.
//! *Limits.* Different kinds may be confirmed and suspected side by side and are not judged.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Dx, Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "abuse-confirmed-and-suspected",
    id: "OCG-I.C.19.f",
    family: Family::Guidelines,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("abuse_confirmed_and_suspected.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let kind = |d: &Dx<'_>| d.code.map(|c| (c.bytes()[3], c.bytes()[4]));
    for dx in subject.reported().filter(|d| d.under("T76")) {
        let same = |o: &&Dx<'_>| o.under("T74") && kind(o) == kind(dx);
        if let Some(confirmed) = subject.reported().find(same) {
            let codes = dx.code.into_iter().chain(confirmed.code);
            found.hit(dx.said.code.at, "the same maltreatment is confirmed and suspected").codes(codes);
        }
    }
}
