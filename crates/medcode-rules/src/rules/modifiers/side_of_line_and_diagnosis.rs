//! The side of a line is not that of its diagnoses.
//!
//! *What it checks.* A line with LT or RT all of whose diagnoses that name a side name the other
//! one.
//! *Authority.* HCPCS Level II modifiers LT and RT: left and right side of the body; OCG-I.B.13
//! for the side of a diagnosis.
//! *Why it matters.* The line is denied, or the wrong side is on record.
//! *Example.* 20610 RT for M17.12.
//! *What to do.* Correct the modifier or the diagnosis by the record.
//! *Limits.* Diagnoses without a side, and bilateral ones, agree with both. Lines without
//! pointers are not judged.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::Side;
use crate::subject::{Dx, Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "side-of-line-and-diagnosis",
    id: "HCPCS-LT-RT",
    family: Family::Modifiers,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[Table::Cm],
    source: include_str!("side_of_line_and_diagnosis.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for line in &subject.lines {
        let (wanted, other) = match (line.has("RT"), line.has("LT")) {
            (true, false) => (Side::Right, Side::Left),
            (false, true) => (Side::Left, Side::Right),
            _ => continue,
        };
        let at = |p: &u8| subject.dx.get(usize::from(*p).checked_sub(1)?);
        let side = |d: &&Dx<'_>| d.facts.as_ref().and_then(|f| f.title.side);
        let mut pointed = line
            .said
            .pointers
            .iter()
            .filter_map(at)
            .filter(|d| matches!(side(d), Some(Side::Left | Side::Right | Side::Bilateral)));
        let Some(first) = pointed.next() else { continue };
        let all_other = side(&first) == Some(other) && pointed.all(|d| side(&d) == Some(other));
        if all_other {
            let word = if wanted == Side::Right { "right" } else { "left" };
            let message = format!("the line says {word}; its diagnoses name the other side");
            found.on(line, message).codes(first.code);
        }
    }
}
