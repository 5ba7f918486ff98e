//! Two codes that an Excludes2 note keeps apart, which may both be reported.
//!
//! *What it checks.* For every reported diagnosis the Excludes2 notes of the code and of those
//! above it: is a named code reported? What stands at a chapter or block is left aside.
//! *Authority.* OCG-I.A.12.b: the excluded condition is not part of the condition, but a patient
//! may have both.
//! *Why it matters.* Some payers treat the pair as Excludes1; the authority for keeping both is
//! this note.
//! *Example.* J44.9 and J45.909 where the record names both.
//! *What to do.* Nothing, where the record names both conditions.
//! *Limits.* Information only; never blocks.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Asked, Found, Subject, asks};
use medcode_model::NoteKind;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "excludes2-pair",
    id: "OCG-I.A.12.b",
    family: Family::Conventions,
    severity: Severity::Info,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[Table::Tabular],
    source: include_str!("excludes2_pair.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for Asked { dx, code, note, .. } in asks(subject, NoteKind::Excludes2) {
        // What stands at a chapter or block sorts diseases, it does not speak of two.
        if note.soft {
            continue;
        }
        for other in subject.reported().filter(|o| o.code != Some(code) && note.names(o)) {
            let Some(b) = other.code else { continue };
            if found.hits.iter().any(|h| h.codes == [b, code]) {
                continue;
            }
            let message = format!("{code} and {b} may both be reported where the record names both");
            found.hit(dx.said.code.at, message).codes([code, b]).cite(note.cited());
        }
    }
}
