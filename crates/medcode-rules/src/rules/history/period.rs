//! Global periods of earlier operations.

use super::NEEDS;
use crate::subject::{Found, Line, Subject};
use medcode_kb::query::Procedures;
use medcode_model::{Code, Date, PastService};

/// An earlier operation in whose global period a line falls.
pub(super) struct Within {
    pub(super) code: Code,
    pub(super) date: Date,
    pub(super) days: u32,
}

/// The earlier operation in whose days a line falls; what cannot be told is said.
pub(super) fn of(subject: &Subject<'_>, line: &Line<'_>, found: &mut Found) -> Option<Within> {
    let procedures = subject.releases.procedures?;
    let day = super::day(subject, line)?;
    let Some(history) = subject.history else {
        found.no_data(line.at(), NEEDS);
        return None;
    };
    let mut untold = false;
    let mut last: Option<Within> = None;
    for past in history.services.iter().filter(|s| !s.of_facility && s.date < day) {
        let Some(days) = days_of(procedures, past) else { continue };
        if day.days() > past.date.days() + days {
            continue;
        }
        match history.by.is_same(&past.by) {
            Some(true) if last.as_ref().is_none_or(|l| l.date < past.date) => {
                last = Some(Within { code: past.code, date: past.date, days });
            }
            Some(_) => {}
            None => untold = true,
        }
    }
    if last.is_none() && untold {
        found.no_data(line.at(), "group and specialty of the providers, now and then");
    }
    last
}

/// The days of care that are paid with an operation; who only assisted, or gave only the care after
/// it, has none.
fn days_of(procedures: &Procedures<'_>, past: &PastService) -> Option<u32> {
    if past.has_any(&["55", "56", "80", "81", "82", "AS"]) {
        return None;
    }
    match procedures.pfs(&past.code)?.global() {
        "010" => Some(10),
        "090" => Some(90),
        _ => None,
    }
}
