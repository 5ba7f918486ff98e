//! An unspecified code beside a specific one of its category.
//!
//! *What it checks.* A code whose title ends in `unspecified`, and another code of the same
//! category whose title does not say it. Chapters 1 to 14 and 18.
//! *Authority.* OCG-I.B.18: unspecified codes are for what is not known; each encounter is coded
//! to the certainty known for it.
//! *Why it matters.* Where the set itself tells the kind, the unspecified code adds nothing, and
//! payers deny unspecified codes.
//! *Example.* I48.91 beside I48.0.
//! *What to do.* Leave the unspecified code out where both mean the same condition.
//! *Limits.* Two conditions of one category are possible: information. Injuries, pregnancy and
//! status codes are not judged; sides have a rule of their own.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "unspecified-beside-specific",
    id: "OCG-I.B.18",
    family: Family::Conventions,
    severity: Severity::Info,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[Table::Cm],
    source: include_str!("unspecified_beside_specific.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(release) = subject.releases.cm else { return };
    for dx in subject.reported() {
        let (Some(row), Some(code)) = (dx.row, dx.code) else { continue };
        let category = code.category();
        if !dx.code.is_some_and(|c| c.compact().starts_with(|l: char| ('A'..='N').contains(&l))) {
            continue;
        }
        let mut others = subject.reported().filter(|o| o.code != dx.code);
        let Some(other) = others.find(|o| o.code.is_some_and(|c| c.category() == category)) else {
            continue;
        };
        let unspecified = |row: u32| says_unspecified(&release.title(row));
        if unspecified(row) && other.row.is_some_and(|r| !unspecified(r)) {
            let message = format!("{code} is unspecified; {} tells the kind", other.said.code.text);
            found.hit(dx.said.code.at, message).codes([code]).codes(other.code);
        }
    }
}

/// `Heart failure, unspecified`, `Unspecified atrial fibrillation`: not of a side.
fn says_unspecified(title: &str) -> bool {
    let title = title.to_ascii_lowercase();
    let sides = ["ear", "eye", "side", "limb", "hand", "foot", "knee", "hip", "shoulder", "elbow"];
    let starts = title
        .strip_prefix("unspecified ")
        .is_some_and(|rest| !sides.iter().any(|s| rest.starts_with(s)));
    starts || title.ends_with(", unspecified")
}
