//! A seventh character stands in the wrong place for want of placeholders.
//!
//! *What it checks.* A diagnosis that does not exist, but does with X between its characters and
//! its last one.
//! *Authority.* OCG-I.A.4 and I.A.5: where a code of fewer than six characters takes a seventh, X
//! fills the empty places.
//! *Why it matters.* The code is invalid as written.
//! *Example.* T78.2A instead of T78.2XXA.
//! *What to do.* Write the placeholders.
//! *Limits.* None: the correction is the only legal reading.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Correction, Found, Subject};
use medcode_model::Code;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "placeholder-missing",
    id: "OCG-I.A.4",
    family: Family::Validity,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Code,
    needs: &[Table::Cm],
    source: include_str!("placeholder_missing.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(release) = subject.releases.cm else { return };
    for dx in subject.dx.iter().filter(|d| d.row.is_none()) {
        let Some(old) = dx.code.filter(|c| (4..7).contains(&c.len())) else { continue };
        let text = old.compact();
        let (stem, last) = text.split_at(text.len() - 1);
        let filled = format!("{stem:X<6}{last}");
        let Ok(new) = Code::cm(&filled) else { continue };
        if release.find(&new).is_some_and(|row| release.is_billable(row)) {
            found
                .hit(dx.said.code.at, format!("{old} lacks placeholders: write {new}"))
                .codes([old])
                .correct(Correction::Replace { old, new });
        }
    }
}
