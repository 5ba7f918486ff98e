//! The state after COVID-19 is listed before the symptom it left.
//!
//! *What it checks.* U09.9 first, and a symptom (R) or postviral fatigue after it.
//! *Authority.* OCG-I.C.1.g.1.m; Tabular U09.9: code first the specific condition related to COVID-19, if
//! known.
//! *Why it matters.* The claim does not tell what the patient came for.
//! *Example.* U09.9 first, R53.83 after it.
//! *What to do.* List the symptom or condition first, U09.9 after it.
//! *Limits.* Only symptoms and postviral fatigue: other conditions may have been there before. Those that
//! the note names are told by the rule on its order.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Asked, Dx, Found, Subject, asks};
use medcode_model::NoteKind;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "post-covid-first",
    id: "OCG-I.C.1.g.1.m",
    family: Family::Guidelines,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[Table::Cm],
    source: include_str!("post_covid_first.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(first) = subject.principal().filter(|d| d.under("U09.9")) else { return };
    let Some(code) = first.code else { return };
    let is_told = |dx: &Dx<'_>| {
        let mut notes = asks(subject, NoteKind::CodeFirst);
        notes.any(|Asked { code: c, note, .. }| c == code && note.names(dx))
    };
    let left = |d: &&Dx<'_>| d.under_any(&["R", "G93.3"]) && !is_told(d);
    if let Some(other) = subject.reported().find(left).and_then(|d| d.code) {
        let message = format!("list {other} before {code} where it is what COVID-19 left");
        found.hit(first.said.code.at, message).codes([other, code]);
    }
}
