//! More units than the medically unlikely edit allows.
//!
//! *What it checks.* Units of a line (adjudication indicator 1) or of all lines of a code, provider and
//! day (2, 3) against the table of the claim: practitioners (professional), suppliers (professional,
//! nothing but supplies and equipment), outpatient hospitals (institutional).
//! *Authority.* NCCI medically unlikely edits; NCCI Policy Manual ch. 1, V.
//! *Why it matters.* All units of the line, or of the day, are denied.
//! *Example.* Two units of 11042 on one day.
//! *What to do.* Correct the units. Where indicator 3 is exceeded and the record bears it out,
//! appeal; 2 is not overturned.
//! *Limits.* Supplies and equipment beside services are not judged, nor anesthesia in minutes. Lines
//! of several days are judged by their daily average. Lines of one claim only are added up.
//! An edit of 0 says what Medicare does not pay at all: for information, as another payer may.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Found, Line, Subject};
use medcode_kb::tables::mue::MueSetting;
use medcode_model::{Code, Date};

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

fn check(subject: &Subject<'_>, found: &mut Found) {
    let setting = subject.mue_setting();
    // A hospital is one provider.
    let provider = |line| subject.provider_of(line).filter(|_| setting != MueSetting::Outpatient);
    let mut days: Vec<(Code, Option<Date>, Option<&str>, i64)> = Vec::new();
    for line in &subject.lines {
        let minutes = line.said.unit.as_deref() == Some("MJ");
        let Some(code) = line.code.filter(|_| !minutes) else { continue };
        // Beside services the table of suppliers does not judge, nor does the other.
        if setting == MueSetting::Practitioner && line.is_supply() {
            continue;
        }
        let Some((most, indicator)) = line.most_units(setting) else { continue };
        let most = i64::from(most);
        if most == 0 {
            // It says what Medicare does not pay; another payer may.
            found.on(line, "Medicare pays no unit of it (the edit is 0)").weigh(Severity::Info);
            continue;
        }
        if indicator == 1 {
            if daily(line) > most {
                found.on(line, format!("{} units; the edit allows {most} on a line", daily(line)));
            }
            continue;
        }
        let whose = (code, line.said.from, provider(line));
        let at = days.iter().position(|(c, d, p, _)| (*c, *d, *p) == whose);
        let at = at.unwrap_or_else(|| {
            days.push((whose.0, whose.1, whose.2, 0));
            days.len() - 1
        });
        let before = days[at].3;
        let sum = before + daily(line);
        days[at].3 = sum;
        if before <= most && sum > most {
            let message = format!(
                "{sum} units; the edit allows {most} on a day (adjudication indicator {})",
                indicator
            );
            found.on(line, message);
        }
    }
}
