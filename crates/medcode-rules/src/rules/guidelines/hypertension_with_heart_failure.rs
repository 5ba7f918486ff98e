//! Essential hypertension beside heart failure, without the combination.
//!
//! *What it checks.* I10 with I50 or I51.4 to I51.7, I51.89, I51.9 on one claim.
//! *Authority.* OCG-I.C.9.a and I.C.9.a.1: a relationship is presumed; I11 is reported with the
//! heart failure after it.
//! *Why it matters.* I10 with I50 is an error in every audit, and weighs less in risk adjustment.
//! *Example.* I10 and I50.9 instead of I11.0 and I50.9.
//! *What to do.* Report I11.0 before the heart failure (I13 where chronic kidney disease is there
//! too), unless the record says the two are unrelated.
//! *Limits.* The codes cannot say that the provider called the two unrelated; beside rheumatic heart
//! failure (I09.81), which names another cause, the finding is a warning.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "hypertension-with-heart-failure",
    id: "OCG-I.C.9.a.1",
    family: Family::Guidelines,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("hypertension_with_heart_failure.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let heart = ["I50", "I51.4", "I51.5", "I51.7", "I51.89", "I51.9"];
    let Some(failure) = subject.reported().find(|d| d.under_any(&heart)) else { return };
    for dx in subject.reported().filter(|d| d.under("I10")) {
        let (Some(code), Some(other)) = (dx.code, failure.code) else { continue };
        let both = if subject.reports("N18") { "I13.-" } else { "I11.-" };
        let message =
            format!("{code} with {other}: report {both} before it, unless documented as unrelated");
        let hit = found.hit(dx.said.code.at, message);
        hit.codes([code, other]);
        if subject.reports("I09.81") {
            hit.weigh(Severity::Warning);
        }
    }
}
