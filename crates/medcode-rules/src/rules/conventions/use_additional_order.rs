//! An additional code stands before the code whose note asks for it.
//!
//! *What it checks.* Each reported code whose notes say Use additional code: does a named code
//! stand first on the claim instead of it?
//! *Authority.* OCG-I.A.13: the code that the note stands under comes first, the additional code
//! after it.
//! *Why it matters.* An organism, a stage or a cause listed first hides the condition that was
//! treated.
//! *Example.* B96.20 (Escherichia coli) listed first, N39.0 after it.
//! *What to do.* List the condition first.
//! *Limits.* Only the first place is judged: among secondary codes the order is the coder's.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Asked, Correction, Found, Subject, asks};
use medcode_model::NoteKind;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "use-additional-order",
    id: "OCG-I.A.13",
    family: Family::Conventions,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[Table::Cm],
    source: include_str!("use_additional_order.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(first) = subject.principal() else { return };
    let Some(first_code) = first.code else { return };
    for Asked { code, note, .. } in asks(subject, NoteKind::UseAdditional) {
        if code == first_code || !note.names(first) {
            continue;
        }
        let message = format!("{first_code} is additional to {code}, which is listed before it");
        found
            .hit(first.said.code.at, message)
            .codes([code, first_code])
            .cite(note.cited())
            .correct(Correction::First(code));
    }
}
