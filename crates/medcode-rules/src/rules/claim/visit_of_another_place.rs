//! A visit of a nursing facility or a home is billed for another place.
//!
//! *What it checks.* Nursing facility care (99304-99316) with places 11, 12, 20, 23, 24 or 81; visits at
//! home (99341-99350) with places 11, 20, 21, 23, 24, 31, 32 or 81.
//! *Authority.* Medicare Claims Processing Manual ch. 12, 30.6.13 (nursing facilities) and 30.6.14 (home
//! and residence): the codes are for patients of these places.
//! *Why it matters.* The line is denied.
//! *Example.* 99309 in place 11.
//! *What to do.* Use the visit code of the place, or correct the place.
//! *Limits.* Only places that these visits are never in are judged; telehealth (02, 10) is none of them.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "visit-of-another-place",
    id: "MCPM-12-30.6.13",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("visit_of_another_place.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.is_professional() {
        return;
    }
    for line in &subject.lines {
        let place = subject.place_of(line);
        let (what, id) = match (line.cpt(), place) {
            (Some(99304..=99316), "11" | "12" | "20" | "23" | "24" | "81") => {
                ("nursing facility care", "MCPM-12-30.6.13")
            }
            (Some(99341..=99350), "11" | "20" | "21" | "23" | "24" | "31" | "32" | "81") => {
                ("a visit at home", "MCPM-12-30.6.14")
            }
            _ => continue,
        };
        found.on(line, format!("{what} in place {place}")).under(id);
    }
}
