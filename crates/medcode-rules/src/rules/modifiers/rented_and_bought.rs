//! Equipment is both rented and bought, or both new and used.
//!
//! *What it checks.* More than one of NU, RR, UE on the same line.
//! *Authority.* Medicare Claims Processing Manual ch. 20, 30: NU new, UE used, RR rental.
//! *Why it matters.* The line is returned or denied.
//! *Example.* E0601-NU-RR.
//! *What to do.* Keep the one that is true.
//! *Limits.* Only the modifiers of one line are judged.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "rented-and-bought",
    id: "MCPM-20-30",
    family: Family::Modifiers,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("rented_and_bought.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for line in &subject.lines {
        if ["NU", "RR", "UE"].iter().filter(|m| line.has(m)).count() > 1 {
            found.on(line, "NU, RR and UE exclude each other");
        }
    }
}
