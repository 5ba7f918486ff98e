//! More units than the medically unlikely edit allows.
//!
//! *What it checks.* Units of a line (adjudication indicator 1) or of all lines of a code on a day
//! (2, 3) against the practitioner table (professional) or the outpatient hospital table
//! (institutional).
//! *Authority.* NCCI medically unlikely edits; NCCI Policy Manual ch. 1, V.
//! *Why it matters.* All units of the line, or of the day, are denied.
//! *Example.* Two units of 11042 on one day.
//! *What to do.* Correct the units. Where indicator 3 is exceeded and the record bears it out,
//! appeal; 2 is not overturned.
//! *Limits.* Supplies and equipment on professional claims have a table of their own (DME) and are
//! not judged, nor anesthesia in minutes. Lines of several days are judged by their daily average.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Found, Line, Subject};
use medcode_model::{Code, Date};
use std::collections::HashMap;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "mue-exceeded",
    id: "NCCI-MUE",
    family: Family::Ncci,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Outpatient,
    stage: Stage::Line,
    needs: &[Table::Mue],
    source: include_str!("mue_exceeded.rs"),
    check,
};

/// Units of a line for each of its days.
fn daily(line: &Line<'_>) -> i64 {
    let days = line.said.from.zip(line.said.to).filter(|(f, t)| f < t);
    let days = days.map_or(1, |(f, t)| i64::from(t.days() - f.days()) + 1);
    (line.units() + days / 2) / days
}

/// Whether suppliers bill it: their table is another.
fn is_supply(number: &str) -> bool {
    number.starts_with(['A', 'B', 'E', 'K', 'L', 'V'])
}

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(procedures) = subject.releases.procedures else { return };
    let mut days: HashMap<(Code, Option<Date>), i64> = HashMap::new();
    for line in &subject.lines {
        let minutes = line.said.unit.as_deref() == Some("MJ");
        let Some(code) = line.code.filter(|_| !minutes) else { continue };
        if subject.is_professional() && is_supply(line.number()) {
            continue;
        }
        let Some(edit) = procedures.mue_row(&code, subject.mue_setting()) else { continue };
        let most = i64::from(edit.value.get());
        if edit.indicator == 1 {
            if daily(line) > most {
                found.on(line, format!("{} units; the edit allows {most} on a line", daily(line)));
            }
            continue;
        }
        let sum = days.entry((code, line.said.from)).or_default();
        let before = *sum;
        *sum += daily(line);
        if before <= most && *sum > most {
            let message = format!(
                "{sum} units; the edit allows {most} on a day (adjudication indicator {})",
                edit.indicator
            );
            found.on(line, message);
        }
    }
}
