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
//! *Limits.* The codes cannot tell whether two conditions are unrelated: a person decides.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Dx, Found, Subject};
use medcode_kb::query::Release;
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
    needs: &[Table::Cm],
    source: include_str!("excludes1_conflict.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(release) = subject.releases.cm else { return };
    let reported: Vec<&Dx<'_>> = subject.reported().filter(|d| d.row.is_some()).collect();
    for owner in &reported {
        let Some(row) = owner.row else { continue };
        for other in &reported {
            if let Some((text, from)) = excluded(release, row, owner, other) {
                let (Some(a), Some(b)) = (owner.code, other.code) else { continue };
                let message = format!(
                    "{a} and {b} are not reported together: Excludes1 at {from}. Keep the one the \
                     record supports, or both where it says that they are unrelated"
                );
                found.hit(other.said.code.at, message).codes([a, b]).cite(text);
            }
        }
    }
}

/// The Excludes1 note of one that names the other: its words, and where it stands.
fn excluded(release: &Release, row: u32, owner: &Dx<'_>, other: &Dx<'_>) -> Option<(String, String)> {
    let (a, b) = (owner.code?, other.code?);
    if a == b {
        return None;
    }
    release.note_owners(row).into_iter().find_map(|at| {
        release.note_rows(at).iter().filter(|n| n.kind() == NoteKind::Excludes1).find_map(|note| {
            let named = release.note_targets(note).iter().any(|t| t.target().matches(&b));
            // A note that names both says nothing about the two.
            let itself = release.note_targets(note).iter().any(|t| t.target().matches(&a));
            (named && !itself).then(|| {
                let note = release.note_at(at, note);
                (note.text, note.from.to_string())
            })
        })
    })
}
