//! A subsequent myocardial infarction without the first one.
//!
//! *What it checks.* I22 without I21.
//! *Authority.* OCG-I.C.9.e.4: a code of I22 is used with a code of I21.
//! *Why it matters.* A subsequent infarction follows another within four weeks.
//! *Example.* I22.1 alone.
//! *What to do.* Add the first infarction (I21.-), or report I21.- alone where there was no
//! other.
//! *Limits.* None.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "later-infarction-alone",
    id: "OCG-I.C.9.e.4",
    family: Family::Guidelines,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("later_infarction_alone.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if subject.reports("I21") {
        return;
    }
    for dx in subject.reported().filter(|d| d.under("I22")) {
        let Some(code) = dx.code else { continue };
        found.hit(dx.said.code.at, format!("{code} is used with I21.-")).codes([code]);
    }
}
