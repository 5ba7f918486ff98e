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
//! *Limits.* Only the first place is judged: among secondary codes the order is the coder's. Organisms,
//! the stage of kidney disease, the type of heart failure, resistance and receptors are details of
//! another code. What a note names besides may be what brought the patient (OCG-IV.G): that is
//! information, and lists of drugs, habits and company are passed over. Where the first code itself
//! says what is coded before it, the rule on that note speaks.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Asked, Correction, Dx, Found, Subject, asks};
use medcode_model::{Code, NoteKind};

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
    needs: &[Table::Tabular],
    source: include_str!("use_additional_order.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(first) = subject.principal() else { return };
    let Some(first_code) = first.code else { return };
    for Asked { code, note, .. } in asks(subject, NoteKind::UseAdditional) {
        if code == first_code
            || !note.names(first)
            || note.is_open()
            || is_told(subject, &first_code, &code)
        {
            continue;
        }
        if first.under_any(DETAILS) {
            let message = format!("list {code} before {first_code}, which is additional to it");
            let hit = found.hit(first.said.code.at, message);
            hit.codes([code, first_code]).cite(note.cited()).correct(Correction::First(code));
        } else if !postpancreatectomy(first, &code) {
            let message = format!(
                "{first_code} is additional to {code} by its note: list {code} first where it is what \
                 brought the patient"
            );
            let hit = found.hit(first.said.code.at, message);
            hit.codes([code, first_code]).cite(note.cited()).weigh(Severity::Info);
        }
    }
}

/// Details of other codes: organisms, stages, types, resistance, receptors.
const DETAILS: &[&str] = &["B95", "B96", "B97", "N18", "I50", "Z16", "Z17"];

/// Whether a note of the first code names the other as what is coded before it.
fn is_told(subject: &Subject<'_>, first: &Code, other: &Code) -> bool {
    asks(subject, NoteKind::CodeFirst).any(|a| a.code == *first && a.note.names_code(other))
}

/// OCG-I.C.4.a.6.b.i lists the diabetes before what the removed pancreas is coded to.
fn postpancreatectomy(first: &Dx<'_>, other: &Code) -> bool {
    first.under("E13") && ["E89.1", "Z90.41"].iter().any(|p| other.to_string().starts_with(p))
}
