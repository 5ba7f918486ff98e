//! A therapy discipline stands on a service that is no therapy.
//!
//! *What it checks.* GN, GO or GP on a visit, anesthesia, imaging or a laboratory test.
//! *Authority.* Medicare Claims Processing Manual ch. 5, 20.1: they say that a service belongs to a
//! therapy plan of care.
//! *Why it matters.* The line counts against the therapy threshold or is returned.
//! *Example.* 99213-GP.
//! *What to do.* Leave it out.
//! *Limits.* The list of services that may be therapy is long; only those that never are, are
//! judged.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::rules::services;
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "therapy-modifier-elsewhere",
    id: "MCPM-5-20.1",
    family: Family::Modifiers,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("therapy_modifier_elsewhere.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for line in &subject.lines {
        if line.has_any(&["GN", "GO", "GP"])
            && (services::is_visit(line)
                || services::is_anesthesia(line)
                || services::is_imaging(line)
                || services::is_laboratory(line))
        {
            found.on(line, "GN, GO and GP are for services of a therapy plan");
        }
    }
}
