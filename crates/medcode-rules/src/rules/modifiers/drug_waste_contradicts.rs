//! A line says both that drug was and was not discarded.
//!
//! *What it checks.* JW and JZ on the same line, or on two lines of one drug, provider and day.
//! *Authority.* Medicare Claims Processing Manual ch. 17, 40: JW for the amount discarded, JZ where
//! nothing was.
//! *Why it matters.* The line is returned or denied.
//! *Example.* J1885-JW-JZ.
//! *What to do.* JW on a line of its own for what was discarded; JZ where nothing was.
//! *Limits.* Two visits of a day to one provider, of which one left a rest, look the same; that is rare.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Line, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "drug-waste-contradicts",
    id: "MCPM-17-40",
    family: Family::Modifiers,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("drug_waste_contradicts.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for line in &subject.lines {
        if line.has("JW") && line.has("JZ") {
            found.on(line, "JW says that drug was discarded, JZ that none was");
        } else if line.has("JZ") && subject.lines.iter().any(|o| is_rest_of(subject, o, line)) {
            found.on(line, "JZ says that no drug was discarded, another line has some with JW");
        }
    }
}

/// A line of what was discarded of the same drug on the same day by the same provider.
fn is_rest_of(subject: &Subject<'_>, rest: &Line<'_>, line: &Line<'_>) -> bool {
    rest.has("JW")
        && rest.code.is_some()
        && rest.code == line.code
        && rest.said.from == line.said.from
        && subject.provider_of(rest) == subject.provider_of(line)
}
