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

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Correction, Cut, Found, Side, Subject};

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
    let titled = || subject.reported().filter_map(|d| Some((d, d.code?, &d.facts.as_ref()?.title)));
    for (dx, code, unsided) in titled().filter(|(.., t)| t.side == Some(Side::Unspecified)) {
        let stated = |t: &Cut| !matches!(t.side, None | Some(Side::Unspecified));
        let twin = titled().find(|(_, other, t)| *other != code && stated(t) && t.rest == unsided.rest);
        if let Some((_, other, _)) = twin {
            found
                .hit(
                    dx.said.code.at,
                    format!("{code} is of unspecified side beside {other}; leave it out"),
                )
                .codes([code, other])
                .correct(Correction::Remove(code));
        }
    }
}
