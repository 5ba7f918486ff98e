//! A timed therapy service is billed in minutes.
//!
//! *What it checks.* Services of therapy that are counted in units of 15 minutes, with minutes as
//! their unit.
//! *Authority.* Medicare Claims Processing Manual, chapter 5, section 20.2: timed codes are
//! reported in units of 15 minutes, rounded by the total of the day (one unit from 8 minutes on).
//! *Why it matters.* The line is denied, or paid for far too many units.
//! *Example.* 97110 with 45 minutes: 3 units.
//! *What to do.* Count the units: 8 to 22 minutes one, 23 to 37 two, 38 to 52 three, and so on.
//! *Limits.* Only the timed services of physical, occupational and speech therapy.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Correction, Found, Line, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "timed-therapy-in-minutes",
    id: "MCPM-5-20.2.units",
    family: Family::Modifiers,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("timed_therapy_in_minutes.rs"),
    check,
};

/// Services counted in units of 15 minutes.
fn is_timed(line: &Line<'_>) -> bool {
    matches!(
        line.cpt(),
        Some(
            97032
                ..=97036
                    | 97110
                    | 97112
                    | 97113
                    | 97116
                    | 97124
                    | 97140
                    | 97530
                    | 97533
                    | 97535
                    | 97537
                    | 97542
                    | 97750
                    | 97755
                    | 97760
                    | 97761
                    | 97763
        )
    )
}

fn check(subject: &Subject<'_>, found: &mut Found) {
    for line in subject.lines.iter().filter(|l| l.said.unit.as_deref() == Some("MJ") && is_timed(l)) {
        let minutes = line.units();
        // 8 minutes make a unit, and each 15 more another one.
        let units = (minutes + 7) / 15;
        found
            .on(line, format!("{minutes} minutes of a service that is counted in units of 15"))
            .correct(Correction::Value(format!("{units} units (UN)")));
    }
}
