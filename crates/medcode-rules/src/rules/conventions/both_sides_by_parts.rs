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

use super::sides::{self, Side};
use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Correction, Found, Subject};

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
    let titled: Vec<_> = subject
        .reported()
        .filter_map(|d| Some((d, d.code?, d.row?, sides::cut(&release.title(d.row?)))))
        .collect();
    for (dx, right, row, title) in &titled {
        if title.side != Some(Side::Right) {
            continue;
        }
        let left = titled.iter().find(|(.., t)| t.side == Some(Side::Left) && t.rest == title.rest);
        let Some((_, left, ..)) = left else { continue };
        if let Some(both) = sides::bilateral(release, *row, &title.rest) {
            let message = format!("{right} and {left}: report {both} for both sides");
            found
                .hit(dx.said.code.at, message)
                .codes([*right, *left])
                .correct(Correction::Value(format!("replace {right} and {left} by {both}")));
        }
    }
}
