//! A code stands before the one that its note says to code first.
//!
//! *What it checks.* Each reported code whose notes say Code first: does the named condition,
//! where reported, stand before it?
//! *Authority.* OCG-I.A.13 and I.B.7: the sequence that the note gives is followed.
//! *Why it matters.* The order tells which condition causes the other; payers deny the wrong one.
//! *Example.* F02.80 listed before G30.9.
//! *What to do.* List the named condition first.
//! *Limits.* Where several named conditions are reported, one before the code is enough. A list of
//! what may be the cause (`such as`) only warns, unless the code is a manifestation by its title; one of what may
//! be there at all (`if applicable, ... such as`) is information. Adverse effects and underdosing follow.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Asked, Correction, Dx, Found, Subject, asks};
use medcode_model::NoteKind;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "code-first-order",
    id: "OCG-I.A.13",
    family: Family::Conventions,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[Table::Tabular],
    source: include_str!("code_first_order.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let place = |code| subject.reported().position(|d| d.code == Some(code));
    for Asked { dx, code, note, .. } in asks(subject, NoteKind::CodeFirst) {
        // What a drug did stands before the drug (OCG-I.C.19.e.5.a).
        let named = |o: &&Dx<'_>| o.code != Some(code) && note.names(o) && !o.is_drug_effect();
        let first = subject.reported().filter(named).filter_map(|o| o.code).min_by_key(|c| place(*c));
        let Some(first) = first else { continue };
        if place(first) > place(code) {
            let message = format!("list {first} before {code}: code first {}", note.text);
            let hit = found.hit(dx.said.code.at, message);
            hit.codes([first, code]).cite(note.cited());
            // A list of what may be the cause does not say that this one is.
            let manifestation = dx.facts.as_ref().is_some_and(|f| f.is_manifestation);
            if note.soft && !(manifestation && note.at_code) {
                let says = note.at_code && !note.is_guess();
                hit.weigh(if says { Severity::Warning } else { Severity::Info });
            } else {
                hit.correct(Correction::First(first));
            }
        }
    }
}
