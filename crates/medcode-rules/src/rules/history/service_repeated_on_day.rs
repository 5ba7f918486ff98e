//! The same service on the same day stands in another chart of the patient.
//!
//! *What it checks.* Operations, imaging, laboratory and visits that another signed-off chart of the
//! patient has on that day, where neither is marked as a repeat (76, 77, 91) or distinct (59, XE, XP,
//! XS, XU) and the sides and components (LT, RT, 26, TC) do not tell them apart; of visits only
//! those of the same practitioner, or of the same specialty of the group.
//! *Authority.* Medicare Claims Processing Manual, chapter 1, section 120, and of visits chapter
//! 12, section 30.6.5; CPT, modifiers 76, 77 and 91.
//! *Why it matters.* The second is denied as a duplicate.
//! *Example.* 71046 in two charts of one day.
//! *What to do.* See whether it was done once; if twice, mark the second.
//! *Limits.* Drugs, supplies and timed therapy are not judged: their units may be split between charts.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::rules::services;
use crate::subject::{Found, Line, Subject};
use medcode_model::{Clinician, PastService};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "service-repeated-on-day",
    id: "MCPM-1-120.history",
    family: Family::History,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::History,
    needs: &[],
    source: include_str!("service_repeated_on_day.rs"),
    check,
};

const MARKS: [&str; 8] = ["76", "77", "91", "59", "XE", "XP", "XS", "XU"];
const PARTS: [&str; 4] = ["LT", "RT", "26", "TC"];

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.is_professional() {
        return;
    }
    let judged = |l: &Line<'_>| {
        services::is_visit(l)
            || services::is_operation(l)
            || services::is_imaging(l)
            || services::is_laboratory(l)
    };
    for line in subject.lines.iter().filter(|l| judged(l) && !l.has_any(&MARKS)) {
        let Some(day) = super::day(subject, line) else { continue };
        let history = match super::of(subject) {
            Ok(history) => history,
            Err(needs) => {
                found.no_data(line.at(), needs);
                continue;
            }
        };
        let same = |s: &&PastService| s.date == day && is_same(line, s, &history.by);
        if history.services.iter().any(|s| same(&s)) {
            found.on(line, "stands on the same day in another chart of the patient, unmarked");
        }
    }
}

fn is_same(line: &Line<'_>, past: &PastService, by: &Clinician) -> bool {
    let alike = PARTS.iter().all(|part| line.has(part) == past.has_any(&[part]));
    let who = !services::is_visit(line) || by.is_same(&past.by) == Some(true);
    line.code == Some(past.code) && !past.of_facility && !past.has_any(&MARKS) && alike && who
}
