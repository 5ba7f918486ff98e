//! A code-also note names codes and none of them is reported.
//!
//! *What it checks.* Each reported code whose notes say Code also and name codes: is one of them
//! reported?
//! *Authority.* OCG-I.A.17: two codes may be required to describe a condition fully; the order
//! depends on the visit.
//! *Why it matters.* Half of the picture is lost.
//! *Example.* I26.02 (saddle embolus with acute cor pulmonale) without the associated thrombosis.
//! *What to do.* Add the code where the record names the condition.
//! *Limits.* Information: the note often says if applicable.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Asked, Found, Subject, asks};
use medcode_model::NoteKind;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "code-also",
    id: "OCG-I.A.17",
    family: Family::Conventions,
    severity: Severity::Info,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[Table::Tabular],
    source: include_str!("code_also.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for Asked { dx, code, note } in asks(subject, NoteKind::CodeAlso) {
        if note.soft || subject.reported().any(|o| o.code != Some(code) && note.names(o)) {
            continue;
        }
        let message = format!("{code}: code also {}; none is reported", note.text);
        found.hit(dx.said.code.at, message).codes([code]).cite(note.cited());
    }
}
