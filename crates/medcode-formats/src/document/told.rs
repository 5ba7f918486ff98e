//! What does a document's own header say of the encounter?

use medcode_model::{Date, Setting, Sex};

/// What the header of a C-CDA or HL7 v2 document says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The id of the message or document.
    pub id: Option<String>,
    /// Date of birth.
    pub born: Option<Date>,
    /// Sex.
    pub sex: Option<Sex>,
    /// Date of service.
    pub date_of_service: Option<Date>,
    /// Where the patient was seen.
    pub setting: Option<Setting>,
}

impl Told {
    /// Age in whole years on a day, by the date of birth; none before it.
    #[must_use]
    pub fn age_on(&self, day: Date) -> Option<u16> {
        let born = self.born.filter(|b| *b <= day)?;
        let ((year, month, on), (birth_year, birth_month, birthday)) = (day.parts(), born.parts());
        let years = year - birth_year;
        Some(if (month, on) >= (birth_month, birthday) { years } else { years.saturating_sub(1) })
    }
}

/// The day of an HL7 time stamp: `YYYYMMDD` and whatever follows.
pub(super) fn day(stamp: &str) -> Option<Date> {
    Date::from_compact(stamp.trim().get(..8)?)
}
