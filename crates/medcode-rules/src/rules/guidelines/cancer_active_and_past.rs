//! A cancer that is reported as active and as history.
//!
//! *What it checks.* A code of C00 to C96 with the history code of the same organ (Z85), or with the
//! follow-up after completed treatment (Z08).
//! *Authority.* OCG-I.C.2.d and I.C.2.m: history is for a primary that was excised or eradicated
//! with no further treatment and no evidence of it. OCG-I.C.21.c.8: what recurred is coded in place of
//! the follow-up.
//! *Why it matters.* The codes contradict each other; risk adjustment counts one of them.
//! *Example.* C50.911 and Z85.3.
//! *What to do.* Keep the one the record supports.
//! *Limits.* A second primary in the same organ justifies both: a person decides. Skin is not judged:
//! its history codes name no site, and a new tumor after others is common.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Dx, Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "cancer-active-and-past",
    id: "OCG-I.C.2.d",
    family: Family::Guidelines,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("cancer_active_and_past.rs"),
    check,
};

/// A history and the category it is the history of.
const PAIRS: &[(&str, &[&str])] = &[
    ("Z85.3", &["C50"]),
    ("Z85.46", &["C61"]),
    ("Z85.118", &["C34"]),
    ("Z85.038", &["C18"]),
    ("Z85.048", &["C19", "C20", "C21"]),
    ("Z85.51", &["C67"]),
    ("Z85.528", &["C64"]),
    ("Z85.850", &["C73"]),
    ("Z85.42", &["C54", "C55"]),
    ("Z85.43", &["C56"]),
    ("Z85.41", &["C53"]),
    ("Z85.47", &["C62"]),
    ("Z85.07", &["C25"]),
    ("Z85.01", &["C15"]),
    ("Z85.028", &["C16"]),
];

fn check(subject: &Subject<'_>, found: &mut Found) {
    followed_up(subject, found);
    for (history, active) in PAIRS {
        let Some(cancer) = subject.reported().find(|d| d.under_any(active)).and_then(|d| d.code) else {
            continue;
        };
        for dx in subject.reported().filter(|d| d.under(history)) {
            let Some(code) = dx.code else { continue };
            found
                .hit(dx.said.code.at, format!("{code} says that {cancer} is past"))
                .codes([cancer, code]);
        }
    }
}

/// Follow-up says that treatment is over and the disease gone.
fn followed_up(subject: &Subject<'_>, found: &mut Found) {
    let Some(follow) = subject.reported().find(|d| d.under("Z08")) else { return };
    let active = |d: &&Dx<'_>| d.under("C") && !d.under_any(&["C43", "C44"]);
    let cancer = subject.reported().find(active).and_then(|d| d.code);
    let (Some(code), Some(cancer)) = (follow.code, cancer) else { return };
    let message = format!("{code} says that the disease is gone; {cancer} that it is there");
    found.hit(follow.said.code.at, message).codes([cancer, code]).under("OCG-I.C.21.c.8");
}
