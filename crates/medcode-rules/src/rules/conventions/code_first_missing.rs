//! A code-first note asks for an underlying condition that is not reported.
//!
//! *What it checks.* Each reported code whose notes say Code first and name codes: is one of them
//! reported?
//! *Authority.* OCG-I.A.13: the underlying condition is sequenced first, if applicable, followed
//! by the manifestation.
//! *Why it matters.* The pair tells etiology and manifestation together; one half alone is denied
//! or queried.
//! *Example.* K31.84 gastroparesis of a diabetic without the diabetes.
//! *What to do.* Add the underlying condition where the record names it; otherwise query the
//! provider.
//! *Limits.* A note that says if known or such as is information only, and only where the code stands
//! first or is a manifestation by its title: elsewhere what stands before it may be the condition. One that says if applicable or any
//! asks for nothing that must be there; notes without codes are not judged.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Asked, Dx, Found, Subject, asks};
use medcode_model::NoteKind;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "code-first-missing",
    id: "OCG-I.A.13",
    family: Family::Conventions,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[Table::Tabular],
    source: include_str!("code_first_missing.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for Asked { dx, code, note } in asks(subject, NoteKind::CodeFirst) {
        if subject.reported().any(|o| o.code != Some(code) && note.names(o)) {
            continue;
        }
        // OCG I.C.21.c.11 has the weeks beside every code of pregnancy and delivery and a supervised normal
        // pregnancy; the note at Z3A leaves out those of labor (O61-O79).
        if dx.under("Z3A") && subject.reported().any(has_weeks) {
            continue;
        }
        let first = || subject.principal().is_some_and(|p| p.code == dx.code);
        let manifestation = note.at_code && dx.facts.as_ref().is_some_and(|f| f.is_manifestation);
        if note.soft && !manifestation && (note.is_optional() || !first()) {
            continue;
        }
        let message = format!("{code}: code first {}; none of those is reported", note.text);
        let hit = found.hit(dx.said.code.at, message);
        hit.codes([code]).cite(note.cited());
        if note.soft {
            hit.weigh(Severity::Info);
        }
    }
}

/// A pregnancy of which the weeks are told: not one with an abortive outcome (O00-O08).
fn has_weeks(dx: &Dx<'_>) -> bool {
    dx.under_any(&["Z34", "O09"]) || dx.under("O") && !dx.under("O0")
}
