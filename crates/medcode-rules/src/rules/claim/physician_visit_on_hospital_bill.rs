//! A physician's visit stands on an outpatient bill of a hospital.
//!
//! *What it checks.* Type of bill 013x, lines that are not professional fees (revenue codes 096X to 098X): hospital
//! care (99221-99239), nursing facility care (99304-99316) and visits at home (99341-99350); for information
//! office visits (99202-99215).
//! *Authority.* Medicare Claims Processing Manual ch. 4, 160: hospitals report clinic visits by G0463 and
//! emergency visits by 99281-99285; 290: observation by G0378.
//! *Why it matters.* The line is returned or not paid: the number is of the physician's work.
//! *Example.* 99223 on type of bill 0131.
//! *What to do.* Use G0463, the emergency visit, or G0378 for hours of observation.
//! *Limits.* Payers other than Medicare may take office visits of hospitals: information. Critical access
//! hospitals (085x) are not judged.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::rules::services;
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "physician-visit-on-hospital-bill",
    id: "MCPM-4-160",
    family: Family::Claim,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Outpatient,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("physician_visit_on_hospital_bill.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.is_institutional() || &*subject.claim.place != "13" || !subject.is_billed() {
        return;
    }
    for line in &subject.lines {
        let revenue = line.said.revenue.as_deref().unwrap_or_default();
        if ["096", "097", "098"].iter().any(|fees| revenue.starts_with(fees)) {
            continue;
        }
        if matches!(line.cpt(), Some(99221..=99239 | 99304..=99316 | 99341..=99350)) {
            let message = format!("{} is the work of a physician, not of a hospital", line.number());
            found.on(line, message);
        } else if services::is_office_visit(line) {
            let message = format!("Medicare takes G0463 in place of {} from a hospital", line.number());
            found.on(line, message).weigh(Severity::Info);
        }
    }
}
