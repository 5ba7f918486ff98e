//! A code says that a wrong procedure was performed.
//!
//! *What it checks.* Whether Y65.51, Y65.52 or Y65.53 is reported: wrong procedure on the right
//! patient, procedure on the wrong patient, on the wrong side or site.
//! *Authority.* Definitions of Medicare Code Edits, edit 18; Medicare Claims Processing Manual,
//! chapter 3, 20.2.1. National coverage determinations 140.6 to 140.8.
//! *Why it matters.* Medicare does not pay for the stay in which it happened, as far as it is
//! related.
//! *Example.* Y65.53 beside a hip replacement.
//! *What to do.* Bill the services that are not covered apart (type of bill 110), as the manual
//! says.
//! *Limits.* Only the three codes.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "mce-wrong-procedure",
    id: "MCE-18",
    family: Family::Mce,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Inpatient,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("mce_wrong_procedure.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for dx in subject.reported().filter(|d| d.under_any(&["Y65.51", "Y65.52", "Y65.53"])) {
        let Some(code) = dx.code else { continue };
        found.hit(dx.said.code.at, format!("{code}: wrong procedure performed")).codes([code]);
    }
}
