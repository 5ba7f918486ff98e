//! Two diagnoses that the Tabular List keeps apart.
//!
//! *What it checks.* For every reported diagnosis the Excludes1 notes of the code, of every code
//! above it, its block and its chapter: does another reported diagnosis stand in one of them?
//! *Authority.* OCG-I.A.12.a: an Excludes1 note says "not coded here"; the two are never used
//! together, with the exception of two conditions that are unrelated to each other.
//! *Why it matters.* Payers deny the pair; the more specific of two views of one condition is lost.
//! *Example.* E10.9 and E11.9: type 1 and type 2 diabetes exclude each other.
//! *What to do.* Keep the code the record supports. Where the two conditions are unrelated, the
//! record must say so; keep both and note the exception.
//! *Limits.* The codes cannot tell whether two conditions are unrelated: a person decides. A note that
//! names most of the book (T88.7: specified adverse effects) or sends to a chapter (Z36: fetal
//! conditions) says where else a thing is coded; it is no pair.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Asked, Found, Subject, asks};
use medcode_model::NoteKind;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "excludes1-conflict",
    id: "OCG-I.A.12.a",
    family: Family::Conventions,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[Table::Tabular],
    source: include_str!("excludes1_conflict.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for Asked { code, note, .. } in asks(subject, NoteKind::Excludes1) {
        // A note that names both says nothing about the two.
        if note.is_sweeping || !note.names_any(subject.letters) || note.names_code(&code) {
            continue;
        }
        for other in subject.reported().filter(|o| o.row.is_some() && note.names(o)) {
            let Some(b) = other.code.filter(|b| *b != code) else { continue };
            // The two may exclude each other, and each be named at several levels.
            if found.hits.iter().any(|h| h.codes == [code, b] || h.codes == [b, code]) {
                continue;
            }
            let message = format!(
                "{code} and {b} are not reported together: Excludes1 at {}. Keep the one the record \
                 supports, or both where it says that they are unrelated",
                note.from
            );
            found.hit(other.said.code.at, message).codes([code, b]).cite(&*note.text);
        }
    }
}
