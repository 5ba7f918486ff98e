//! A note asks for an additional code and none of those it names is reported.
//!
//! *What it checks.* Each reported code whose notes say Use additional code and name codes: is
//! one of them reported?
//! *Authority.* OCG-I.A.13 and I.B.7: a secondary code is added where the note asks for it and
//! the record holds it.
//! *Why it matters.* The detail is lost for risk adjustment and statistics; some payers deny the
//! code alone.
//! *Example.* E11.22 without the stage of the chronic kidney disease (N18.-).
//! *What to do.* Add the code where the record names the condition.
//! *Limits.* Information: whether the record holds the detail cannot be told from codes. One note
//! is reported once a code.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Asked, Found, Subject, asks};
use medcode_model::NoteKind;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "use-additional-missing",
    id: "OCG-I.A.13",
    family: Family::Conventions,
    severity: Severity::Info,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[Table::Tabular],
    source: include_str!("use_additional_missing.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for Asked { dx, code, note } in asks(subject, NoteKind::UseAdditional) {
        if note.soft
            || note.is_open()
            || subject.reported().any(|o| o.code != Some(code) && note.names(o))
        {
            continue;
        }
        let text = note.text.trim_end_matches('.');
        let message = format!("{code}: use additional code {text}; none is reported");
        found.hit(dx.said.code.at, message).codes([code]).cite(note.cited());
    }
}
