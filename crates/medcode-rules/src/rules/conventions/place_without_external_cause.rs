//! A place, activity or status of an external cause stands without the cause.
//!
//! *What it checks.* Y92, Y93 and Y99 without a code of V00 to Y38, Y62 to Y84.
//! *Authority.* OCG-I.C.20.b, I.C.20.c and I.C.20.k: they are used with an external cause code,
//! at the initial encounter only.
//! *Why it matters.* They say where and not what.
//! *Example.* S93.401A with Y92.830 alone.
//! *What to do.* Add the cause where the record tells it.
//! *Limits.* Information: an unknown cause is a valid record.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Dx, Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "place-without-external-cause",
    id: "OCG-I.C.20.b",
    family: Family::Conventions,
    severity: Severity::Info,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("place_without_external_cause.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let about = |d: &Dx<'_>| d.under_any(&["Y92", "Y93", "Y99"]);
    let cause = |d: &Dx<'_>| d.under_any(&["V", "W", "X", "Y"]) && !about(d) && !d.under("Y9");
    if subject.reported().any(cause) {
        return;
    }
    if let Some(dx) = subject.reported().find(|d| about(d)) {
        let code = dx.code;
        found.hit(dx.said.code.at, "the external cause itself is not reported").codes(code);
    }
}
