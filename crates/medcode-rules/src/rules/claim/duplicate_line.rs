//! A service is billed twice on the claim.
//!
//! *What it checks.* Two lines with the same code, modifiers, dates, place, provider and drug, none
//! of them with 59, 76, 77, 91 or XE, XP, XS, XU.
//! *Authority.* Medicare Claims Processing Manual ch. 1, 120.2: an exact duplicate is denied.
//! *Why it matters.* The second line is denied as a duplicate.
//! *Example.* 93000 twice on one day.
//! *What to do.* Raise the units, leave one out, or add the modifier that says why it was repeated.
//! *Limits.* Lines without a code are not judged.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Line, Subject};
use medcode_model::ServiceLine;
use std::collections::HashMap;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "duplicate-line",
    id: "MCPM-1-120.2",
    family: Family::Claim,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("duplicate_line.rs"),
    check,
};

/// What tells a repeated service from a duplicate.
const APART: &[&str] = &["59", "76", "77", "91", "XE", "XP", "XS", "XU"];

fn same(a: &ServiceLine, b: &ServiceLine) -> bool {
    let sorted = |l: &ServiceLine| {
        let mut all = l.modifiers.clone();
        all.sort();
        all
    };
    (a.from, a.to, &a.place, &a.revenue, &a.ndc) == (b.from, b.to, &b.place, &b.revenue, &b.ndc)
        && a.rendering.as_ref().map(|n| &n.text) == b.rendering.as_ref().map(|n| &n.text)
        && sorted(a) == sorted(b)
}

fn check(subject: &Subject<'_>, found: &mut Found) {
    let mut seen: HashMap<&str, Vec<&Line<'_>>> = HashMap::new();
    for line in &subject.lines {
        if line.number().is_empty() || line.has_any(APART) {
            continue;
        }
        let earlier = seen.entry(line.number()).or_default();
        if let Some(first) = earlier.iter().find(|e| same(e.said, line.said)) {
            found.on(line, format!("the same as line {}", first.said.number));
        } else {
            earlier.push(line);
        }
    }
}
