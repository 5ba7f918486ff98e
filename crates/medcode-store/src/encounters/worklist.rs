//! What a worklist is asked, and its rows.

use std::fmt;

use medcode_model::{BillingContext, Date, Setting};

use super::Status;
use crate::words::words;
use crate::{EncounterId, Millis, PatientId, UserId};

words! {
    /// How a worklist is sorted.
    Order {
        /// Priority, then due, then the time it came.
        Urgency = "urgency",
        /// The newest first.
        Newest = "newest",
    }
}

/// Which encounters are wanted; what is empty or `None` does not matter.
#[derive(Clone, Debug, Default)]
pub struct WorklistFilter {
    /// One of these; none means all but deleted.
    pub statuses: Vec<Status>,
    /// Whose.
    pub assignee: Option<UserId>,
    /// Nobody's.
    pub unassigned: bool,
    /// Due before.
    pub due_before: Option<Millis>,
    /// Seen there.
    pub setting: Option<Setting>,
    /// Of this patient.
    pub patient: Option<PatientId>,
    /// Date of service from this day.
    pub service_from: Option<Date>,
    /// Date of service to this day.
    pub service_to: Option<Date>,
    /// Words in its title or external id, or the patient's name or number, whatever the case.
    pub text: Option<String>,
}

/// One page of a worklist.
#[derive(Clone, Debug)]
pub struct WorklistQuery {
    /// Which.
    pub filter: WorklistFilter,
    /// In which order.
    pub order: Order,
    /// After this row: [`Page::next`] of the page before.
    pub after: Option<Cursor>,
    /// At most so many; 1 to 500.
    pub limit: i64,
}

impl Default for WorklistQuery {
    fn default() -> Self {
        Self { filter: WorklistFilter::default(), order: Order::Urgency, after: None, limit: 50 }
    }
}

/// A place in a sorted list. Its text is for the wire; only what [`Cursor::parse`] takes is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub(crate) priority: i64,
    pub(crate) due: i64,
    pub(crate) created: Millis,
    pub(crate) id: String,
}

impl Cursor {
    /// Reads what [`fmt::Display`] wrote.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(4, '.');
        let mut number = || parts.next()?.parse().ok();
        let (priority, due, created) = (number()?, number()?, number()?);
        let id = parts.next().filter(|id| !id.is_empty() && id.len() <= 64)?.to_owned();
        Some(Self { priority, due, created, id })
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}.{}", self.priority, self.due, self.created, self.id)
    }
}

/// Some rows, and where the next begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// Where the next page begins; `None` at the end.
    pub next: Option<Cursor>,
}

/// An encounter as a worklist shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct WorklistRow {
    /// Identifier.
    pub id: EncounterId,
    /// Its number where it came from.
    pub external_id: Option<String>,
    /// A label people recognise it by.
    pub title: String,
    /// The patient.
    pub patient: Option<PatientId>,
    /// `Family, Given`, when known.
    pub patient_name: Option<String>,
    /// The patient's number, when known.
    pub mrn: Option<String>,
    /// First date of service.
    pub from: Option<Date>,
    /// Last date of service.
    pub to: Option<Date>,
    /// Where the patient was seen.
    pub setting: Option<Setting>,
    /// Who bills.
    pub billing: Option<BillingContext>,
    /// Where it stands.
    pub status: Status,
    /// 1 is the most urgent.
    pub priority: i64,
    /// When it should be done.
    pub due: Option<Millis>,
    /// Who has it.
    pub assignee: Option<UserId>,
    /// The name of who has it.
    pub assignee_name: Option<String>,
    /// Why it is held.
    pub hold_reason: Option<String>,
    /// When it came.
    pub created: Millis,
    /// When its own fields last changed.
    pub updated: Millis,
    /// Its version.
    pub version: i64,
    /// Sequence of its latest code set; 0 when there is none.
    pub code_set: i64,
}

/// Shows nothing of a patient.
impl fmt::Debug for WorklistRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WorklistRow")
            .field("id", &self.id)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

/// How many encounters stand there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatusCount {
    /// Where.
    pub status: Status,
    /// How many.
    pub count: i64,
}

#[cfg(test)]
mod tests {
    use super::Cursor;

    #[test]
    fn a_cursor_reads_back_as_it_is_written_and_nothing_else_does() {
        let at = Cursor { priority: 5, due: i64::MAX, created: -3, id: "0190-a".to_owned() };
        assert_eq!(Cursor::parse(&at.to_string()), Some(at));
        for wrong in ["", "1", "1.2.3", "1.2.3.", "a.2.3.x", "1.2.99999999999999999999.x"] {
            assert_eq!(Cursor::parse(wrong), None, "{wrong}");
        }
    }
}
