//! A visit within the global period of an operation on the same claim.
//!
//! *What it checks.* Visits of the same provider in the 10 or 90 days after an operation of the
//! claim, without 24.
//! *Authority.* Medicare physician fee schedule, global days; Medicare Claims Processing Manual,
//! chapter 12, section 40.
//! *Why it matters.* Care after the operation is paid with it: the visit is denied.
//! *Example.* A visit a week after an operation with 90 global days.
//! *What to do.* Leave the visit out, or add 24 where it was for something else.
//! *Limits.* Only operations on the same claim are seen; those of earlier encounters have a rule of
//! their own, and so have visits of the same day. Staged procedures, 55 and 79 are not judged.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::rules::services;
use crate::subject::{Found, Line, Subject};
use medcode_model::Date;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "visit-in-global-period",
    id: "PFS-global.after",
    family: Family::Ncci,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Outpatient,
    stage: Stage::Line,
    needs: &[Table::FeeSchedule],
    source: include_str!("visit_in_global_period.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(procedures) = subject.releases.procedures else { return };
    if !subject.is_professional() || !subject.lines.iter().any(services::is_visit) {
        return;
    }
    let npi = |l: &Line<'_>| l.said.rendering.as_ref().map(|n| n.text.clone());
    let period = |l: &Line<'_>| {
        if l.has_any(&["55", "56", "80", "81", "82", "AS"]) {
            return None;
        }
        let days: u32 = match procedures.pfs(&l.code?)?.global() {
            "010" => 10,
            "090" => 90,
            _ => return None,
        };
        Some((l.said.to.or(l.said.from)?.days(), days))
    };
    let visits = |l: &&Line<'_>| services::is_visit(l) && !l.has_any(&["24", "57"]);
    for visit in subject.lines.iter().filter(visits) {
        let Some(day) = visit.said.from.map(Date::days) else { continue };
        let within = |l: &&Line<'_>| {
            npi(l) == npi(visit)
                && period(l).is_some_and(|(done, days)| done < day && day <= done + days)
        };
        if let Some(operation) = subject.lines.iter().find(within) {
            let message = format!("within the global period of {}, without 24", operation.number());
            found.on(visit, message).codes(operation.code);
        }
    }
}
