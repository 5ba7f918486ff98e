//! A burn of a lesser degree is listed before one of a higher.
//!
//! *What it checks.* The first burn of T20 to T25 on the claim against the others.
//! *Authority.* OCG-I.C.19.d.1: with several burns the code of the highest degree is sequenced
//! first.
//! *Why it matters.* The first burn decides how the encounter is grouped.
//! *Example.* T22.111A before T21.31XA.
//! *What to do.* List the burn of the highest degree first.
//! *Limits.* Burns and corrosions of the skin only; later encounters and sequelae are not told
//! apart.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Correction, Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "burn-of-lesser-degree-first",
    id: "OCG-I.C.19.d.1",
    family: Family::Guidelines,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("burn_of_lesser_degree_first.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let mut burns = subject.reported().filter_map(|d| Some((d, d.burn_degree()?)));
    let Some((first, lesser)) = burns.next() else { return };
    if let Some((higher, _)) = burns.find(|(_, degree)| *degree > lesser) {
        let (Some(a), Some(b)) = (first.code, higher.code) else { return };
        let message = format!("{b} is of a higher degree than {a}, which is listed before it");
        found.hit(first.said.code.at, message).codes([a, b]).correct(Correction::First(b));
    }
}
