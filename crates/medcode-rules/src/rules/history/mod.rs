//! What was done for the patient before: new or established, global periods, repeats, frequency.
//!
//! Without the patient's earlier encounters each answers no data for the lines it would judge.

pub(crate) mod established_patient_not_seen;
pub(crate) mod new_patient_seen_before;
pub(crate) mod operation_after_earlier_operation;
pub(crate) mod service_repeated_on_day;
pub(crate) mod service_too_soon;
pub(crate) mod visit_after_earlier_operation;

mod frequency;
mod period;

use crate::subject::{Line, Subject};
use medcode_model::{Date, History};

/// What is missing without records.
const NEEDS: &str = "the patient's earlier encounters";

/// The history, or none where nobody keeps one.
fn of<'a>(subject: &Subject<'a>) -> Result<&'a History, &'static str> {
    subject.history.ok_or(NEEDS)
}

/// The day of a line.
fn day(subject: &Subject<'_>, line: &Line<'_>) -> Option<Date> {
    line.said.from.or(subject.date)
}
