//! A service again before the time that is allowed between two.
//!
//! *What it checks.* Screenings and preventive services of Medicare, and services that are reported
//! once a month or once in so many days, against the last one in the records.
//! *Authority.* 42 CFR 410.15 to 410.56 and the National Coverage Determinations of chapter 210, as
//! the hit cites them; Medicare Claims Processing Manual, chapter 18; CPT for monthly services.
//! *Why it matters.* The service is denied; the patient may have to be told beforehand.
//! *Example.* G0439 ten months after the last.
//! *What to do.* Wait, or see what the payer allows: its own frequencies prevail.
//! *Limits.* The shortest interval that is allowed to anybody is taken: where low risk means a longer
//! one, that is not judged. Services given elsewhere are not seen.

use super::frequency::ALL;
use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Line, Subject};
use medcode_model::History;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "service-too-soon",
    id: "MCPM-18-1.2",
    family: Family::History,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::History,
    needs: &[],
    source: include_str!("service_too_soon.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for line in &subject.lines {
        if !ALL.iter().any(|f| f.of.contains(&line.number())) {
            continue;
        }
        match super::of(subject) {
            Ok(history) => judge(subject, line, history, found),
            Err(needs) => found.no_data(line.at(), needs),
        }
    }
}

fn judge(subject: &Subject<'_>, line: &Line<'_>, history: &History, found: &mut Found) {
    let Some(day) = super::day(subject, line) else { return };
    for frequency in ALL.iter().filter(|f| f.of.contains(&line.number())) {
        let counts = |code: &str| frequency.counts.contains(&code);
        // What another chart has on the same day is a repeat, not one too soon.
        let before = history.services.iter().filter(|s| s.date < day && counts(s.code.compact()));
        let Some(last) = before.max_by_key(|s| s.date) else { continue };
        if frequency.again.is_too_soon(last.date, day) {
            let message = format!("too soon: {} on {}", last.code, last.date);
            found.on(line, message).codes([last.code]).cite(frequency.citation);
            return;
        }
    }
}
