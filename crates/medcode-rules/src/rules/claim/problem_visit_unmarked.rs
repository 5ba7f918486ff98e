//! A visit for a problem beside a preventive one is not marked as separate.
//!
//! *What it checks.* 99202-99215 without 25 beside a preventive visit (99381-99397, G0402, G0438, G0439) of the
//! same day and provider.
//! *Authority.* Medicare Claims Processing Manual ch. 12, 30.6.2: a medically necessary visit on the
//! occasion of a preventive service is reported with 25.
//! *Why it matters.* One of the two is denied as part of the other.
//! *Example.* 99396 and 99213.
//! *What to do.* Add 25 to the visit for the problem, where it was significant and separate.
//! *Limits.* Lines of one claim only.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::rules::services;
use crate::subject::{Found, Line, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "problem-visit-unmarked",
    id: "MCPM-12-30.6.2",
    family: Family::Claim,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("problem_visit_unmarked.rs"),
    check,
};

fn is_preventive(line: &Line<'_>) -> bool {
    matches!(line.cpt(), Some(99381..=99397)) || matches!(line.number(), "G0402" | "G0438" | "G0439")
}

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.is_professional() || !subject.lines.iter().any(is_preventive) {
        return;
    }
    for line in subject.lines.iter().filter(|l| services::is_office_visit(l) && !l.has("25")) {
        let beside = |o: &&Line<'_>| {
            is_preventive(o)
                && o.said.from == line.said.from
                && subject.provider_of(o) == subject.provider_of(line)
        };
        if let Some(other) = subject.lines.iter().find(beside) {
            let message = format!("a visit for a problem beside {}, without 25", other.number());
            found.on(line, message).codes(other.code);
        }
    }
}
