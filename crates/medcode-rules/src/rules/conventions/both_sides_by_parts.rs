//! Right and left are reported apart where one code holds both.
//!
//! *What it checks.* Pairs of reported codes that differ only in right and left, where the code
//! set has a bilateral code.
//! *Authority.* OCG-I.B.13: where a bilateral code exists and the condition is on both sides, it
//! is reported.
//! *Why it matters.* Two codes for one bilateral condition are denied as duplicates.
//! *Example.* M17.11 and M17.12 instead of M17.0.
//! *What to do.* Report the bilateral code, unless one side was treated before and is gone.
//! *Limits.* The bilateral code is looked for among the neighbours of the pair by its title.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Correction, Facts, Found, Side, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "both-sides-by-parts",
    id: "OCG-I.B.13",
    family: Family::Conventions,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[Table::Cm],
    source: include_str!("both_sides_by_parts.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(release) = subject.releases.cm else { return };
    let titled = || subject.reported().filter_map(|d| Some((d, d.code?, d.facts.as_ref()?)));
    for (dx, right, facts) in titled().filter(|(.., f)| f.title.side == Some(Side::Right)) {
        let twin = |f: &Facts| f.title.side == Some(Side::Left) && f.title.rest == facts.title.rest;
        let Some((_, left, _)) = titled().find(|(.., f)| twin(f)) else { continue };
        if let Some(both) = facts.both_sides(release) {
            let message = format!("{right} and {left}: report {both} for both sides");
            found
                .hit(dx.said.code.at, message)
                .codes([right, left])
                .correct(Correction::Value(format!("replace {right} and {left} by {both}")));
        }
    }
}
