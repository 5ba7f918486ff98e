//! A physician bills the technical part of a service in a hospital.
//!
//! *What it checks.* Professional lines with place 19, 21, 22 or 23: TC, or neither 26 nor TC, on a service that
//! has both parts (PC/TC indicator 1); a number that is the technical part (3) or the whole (4) of a
//! test.
//! *Authority.* Medicare physician fee schedule, PC/TC indicator; Medicare Claims Processing Manual ch. 13,
//! 20.2.1: for patients of a hospital the technical part is paid to the hospital.
//! *Why it matters.* The line is denied, or paid and taken back.
//! *Example.* 71046 without 26 in place 21.
//! *What to do.* Add 26; with indicators 3 and 4 use the number of the professional part (93010 for
//! 93000).
//! *Limits.* Payers other than Medicare may differ, so may a physician's own equipment under arrangement: a
//! warning. The schedule is that of the date.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "technical-part-in-hospital",
    id: "MCPM-13-20.2.1",
    family: Family::Ncci,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[Table::FeeSchedule],
    source: include_str!("technical_part_in_hospital.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.is_professional() {
        return;
    }
    for line in &subject.lines {
        let Some(row) = line.fee() else { continue };
        let place = subject.place_of(line);
        if !matches!(place, "19" | "21" | "22" | "23") || line.has("26") {
            continue;
        }
        let why = match row.pc_tc {
            b'1' if line.has("TC") => "the hospital bills the technical part",
            b'1' => "26 is missing: the hospital bills the technical part",
            b'3' => "the number is the technical part, which the hospital bills",
            b'4' => "the number is the whole test; the professional part has one of its own",
            _ => continue,
        };
        found.on(line, format!("place {place}: {why}"));
    }
}
