//! The trimester of a code contradicts the weeks of gestation.
//!
//! *What it checks.* Codes of chapter 15 whose titles name a trimester against Z3A.
//! *Authority.* Head of chapter 15: first trimester less than 14 weeks 0 days, second 14 weeks 0
//! days to less than 28 weeks 0 days, third 28 weeks 0 days until delivery; OCG-I.C.15.a.3.
//! *Why it matters.* The claim is returned: both cannot be true.
//! *Example.* O99.511 (first trimester) with Z3A.30.
//! *What to do.* Correct the character of the trimester or the weeks.
//! *Limits.* Where several weeks are reported for a long stay, the first counts.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "trimester-and-weeks",
    id: "OCG-I.C.15.a.3",
    family: Family::Guidelines,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[Table::Cm],
    source: include_str!("trimester_and_weeks.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let weeks = subject.reported().find(|d| d.under("Z3A")).and_then(|d| d.code);
    let Some(weeks) = weeks else { return };
    let Ok(n) = weeks.compact()[3..].parse::<u32>() else { return };
    if n < 8 {
        return;
    }
    let trimester = if n < 14 {
        "first"
    } else if n < 28 {
        "second"
    } else {
        "third"
    };
    for dx in subject.reported().filter(|d| d.under("O")) {
        let (Some(facts), Some(code)) = (&dx.facts, dx.code) else { continue };
        if facts.trimester.is_some_and(|said| said != trimester) {
            found
                .hit(dx.said.code.at, format!("{code} is of another trimester than {weeks}"))
                .codes([code, weeks]);
        }
    }
}
