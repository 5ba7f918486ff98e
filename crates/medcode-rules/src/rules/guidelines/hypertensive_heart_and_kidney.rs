//! Hypertensive heart and kidney disease are reported apart.
//!
//! *What it checks.* I11 with N18, I12 with heart failure or other heart disease of hypertension
//! (I50, I51.4 to I51.7, I51.89, I51.9), or I11 with I12 on one claim.
//! *Authority.* OCG-I.C.9.a.3: where hypertension stands with both heart and kidney disease, I13 is
//! reported, with the type of heart failure and the stage after it.
//! *Why it matters.* I11 and I12 each say that the other organ is sound; risk groups differ.
//! *Example.* I11.0, I50.9 and N18.30 instead of I13.0, I50.9 and N18.30.
//! *What to do.* Report I13.0 (heart failure), I13.10, I13.11 (stage 5, end stage) or I13.2 (both).
//! *Limits.* The codes cannot say that the provider called heart or kidney disease unrelated.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Correction, Found, Subject};
use medcode_model::Code;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "hypertensive-heart-and-kidney",
    id: "OCG-I.C.9.a.3",
    family: Family::Guidelines,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("hypertensive_heart_and_kidney.rs"),
    check,
};

/// Heart disease that hypertension is taken to be the cause of (OCG-I.C.9.a.1).
const HEART: [&str; 7] = ["I50", "I51.4", "I51.5", "I51.6", "I51.7", "I51.89", "I51.9"];

fn check(subject: &Subject<'_>, found: &mut Found) {
    let first = |under: &[&str]| subject.reported().find(|d| d.under_any(under));
    let (heart, kidney) = (first(&["I11"]), first(&["I12"]));
    let (dx, other) = match (heart, kidney) {
        (Some(heart), Some(kidney)) => (heart, Some(kidney)),
        (Some(heart), None) => (heart, first(&["N18"])),
        (None, Some(kidney)) => (kidney, first(&HEART)),
        (None, None) => return,
    };
    let (Some(code), Some(with)) = (dx.code, other.and_then(|d| d.code)) else { return };
    let fails = first(&["I11.0", "I50"]).is_some();
    let end = first(&["I12.0", "N18.5", "N18.6"]).is_some();
    let new = match (fails, end) {
        (true, false) => "I13.0",
        (true, true) => "I13.2",
        (false, false) => "I13.10",
        (false, true) => "I13.11",
    };
    let message = format!("{code} with {with}: report {new} for heart and kidney disease");
    let hit = found.hit(dx.said.code.at, message);
    hit.codes([code, with]);
    if (heart.is_none() || kidney.is_none())
        && let Ok(new) = Code::cm(new)
    {
        hit.correct(Correction::Replace { old: code, new });
    }
}
