//! A code of unspecified side stands beside one of a stated side.
//!
//! *What it checks.* Pairs of reported codes that differ only in the character of the side, one
//! of them unspecified.
//! *Authority.* OCG-I.B.13: the side is reported where it is known; unspecified is for a record
//! that does not tell.
//! *Why it matters.* The two contradict each other: payers deny the unspecified one.
//! *Example.* M17.11 (right knee) with M17.9 is another matter; M25.561 (right) with M25.569
//! (unspecified) is this one.
//! *What to do.* Leave the unspecified code out, or give it its side.
//! *Limits.* The side is read from the titles: right, left, bilateral, unspecified, all else
//! alike.

use super::sides::{self, Side};
use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Correction, Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "unspecified-side",
    id: "OCG-I.B.13",
    family: Family::Conventions,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[Table::Cm],
    source: include_str!("unspecified_side.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(release) = subject.releases.cm else { return };
    let titled: Vec<_> = subject
        .reported()
        .filter_map(|d| Some((d, d.code?, sides::cut(&release.title(d.row?)))))
        .collect();
    for (dx, code, unsided) in &titled {
        if unsided.side != Some(Side::Unspecified) {
            continue;
        }
        let twin = titled.iter().find(|(_, other, t)| {
            other != code && t.rest == unsided.rest && !matches!(t.side, None | Some(Side::Unspecified))
        });
        if let Some((_, other, _)) = twin {
            found
                .hit(
                    dx.said.code.at,
                    format!("{code} is of unspecified side beside {other}; leave it out"),
                )
                .codes([*code, *other])
                .correct(Correction::Remove(*code));
        }
    }
}
