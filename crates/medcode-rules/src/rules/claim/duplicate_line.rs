//! A service is billed twice on the claim.
//!
//! *What it checks.* Two lines with the same code, modifiers, dates, place, provider and drug, none
//! of them with 59, 76, 77, 91 or XE, XP, XS, XU.
//! *Authority.* Medicare Claims Processing Manual ch. 1, 120.2: an exact duplicate is denied.
//! *Why it matters.* The second line is denied as a duplicate.
//! *Example.* 93000 twice on one day.
//! *What to do.* Raise the units, leave one out, or add the modifier that says why it was repeated.
//! *Limits.* Lines without a code are not judged. Lines that are all the same are told at once.

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
    let mut seen: HashMap<&str, Vec<usize>> = HashMap::new();
    // A line and those that are the same.
    let mut groups: Vec<(&Line<'_>, Vec<&Line<'_>>)> = Vec::new();
    for line in &subject.lines {
        if line.number().is_empty() || line.has_any(APART) {
            continue;
        }
        let earlier = seen.entry(line.number()).or_default();
        if let Some(group) = earlier.iter().find(|g| same(groups[**g].0.said, line.said)) {
            groups[*group].1.push(line);
        } else {
            earlier.push(groups.len());
            groups.push((line, Vec::new()));
        }
    }
    for (first, others) in groups {
        if let Some(line) = others.first() {
            found.on(line, told(first, &others));
        }
    }
}

/// Which lines are the same as the first one; of many the first.
fn told(first: &Line<'_>, others: &[&Line<'_>]) -> String {
    const SHOWN: usize = 6;
    let first = first.said.number;
    if let [_] = others {
        return format!("the same as line {first}");
    }
    let shown: Vec<String> = others.iter().take(SHOWN).map(|l| l.said.number.to_string()).collect();
    let more = match others.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("lines {}{more} are the same as line {first}", shown.join(", "))
}
