//! What is known of an encounter before it is coded.

use crate::{Date, History};
use std::fmt;

/// Where the patient was seen; decides which guidelines and which systems apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Setting {
    /// Physician office or clinic.
    Office,
    /// Video or telephone visit.
    Telehealth,
    /// Emergency department.
    Ed,
    /// Ambulatory surgery or hospital outpatient procedure.
    OutpatientProcedure,
    /// Acute inpatient stay.
    Inpatient,
    /// Hospital observation.
    Observation,
    /// Nursing facility.
    NursingFacility,
    /// The patient's home.
    Home,
}

impl Setting {
    /// All settings.
    pub const ALL: [Self; 8] = [
        Self::Office,
        Self::Telehealth,
        Self::Ed,
        Self::OutpatientProcedure,
        Self::Inpatient,
        Self::Observation,
        Self::NursingFacility,
        Self::Home,
    ];

    /// The word used in JSON and on the command line.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::Telehealth => "telehealth",
            Self::Ed => "ed",
            Self::OutpatientProcedure => "outpatient_procedure",
            Self::Inpatient => "inpatient",
            Self::Observation => "observation",
            Self::NursingFacility => "nursing_facility",
            Self::Home => "home",
        }
    }

    /// The setting with this [`Setting::id`] (hyphens are read as underscores).
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let plain = text.trim().to_ascii_lowercase().replace('-', "_");
        Self::ALL.into_iter().find(|s| s.id() == plain)
    }

    /// Whether Section II and III of the Official Guidelines apply (uncertain diagnoses
    /// at discharge coded as established) rather than Section IV.
    #[must_use]
    pub const fn is_inpatient(self) -> bool {
        matches!(self, Self::Inpatient)
    }
}

/// The patient's sex as recorded for billing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
}

impl Sex {
    /// Reads `F`, `M`, `female`, `male`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim().to_ascii_lowercase().as_str() {
            "f" | "female" => Some(Self::Female),
            "m" | "male" => Some(Self::Male),
            _ => None,
        }
    }
}

/// Who sends the bill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BillingContext {
    /// The physician or practice.
    Professional,
    /// The hospital or facility.
    Facility,
    /// The equipment supplier.
    Dme,
}

impl BillingContext {
    /// The context with this [`BillingContext::id`].
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let plain = text.trim().to_ascii_lowercase();
        [Self::Professional, Self::Facility, Self::Dme].into_iter().find(|b| b.id() == plain)
    }

    /// The word used in JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Professional => "professional",
            Self::Facility => "facility",
            Self::Dme => "dme",
        }
    }

    /// By default an inpatient stay is billed by the facility, every other setting by the professional.
    #[must_use]
    pub const fn of(setting: Setting) -> Self {
        if setting.is_inpatient() { Self::Facility } else { Self::Professional }
    }
}

/// What `code` is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Mode {
    /// What a coder reports.
    #[default]
    Report,
    /// Every condition and procedure the text mentions, whatever the reporting rules say.
    Mentions,
}

/// A note to be coded, with what is known of the encounter.
#[derive(Clone, PartialEq, Eq)]
pub struct Note {
    /// The caller's name for it.
    pub id: Option<String>,
    /// The text as given; spans count in its bytes.
    pub text: String,
    /// Where the patient was seen.
    pub setting: Option<Setting>,
    /// Age in whole years.
    pub age: Option<u16>,
    /// Sex.
    pub sex: Option<Sex>,
    /// Date of service, where given.
    pub date_of_service: Option<Date>,
    /// Who sends the bill, where given.
    pub billing: Option<BillingContext>,
    /// What was done for the patient before, where it is known.
    pub history: Option<Box<History>>,
}

impl Note {
    /// A note of which only the text is known.
    #[must_use]
    pub fn of_text(text: impl Into<String>) -> Self {
        Self {
            id: None,
            text: text.into(),
            setting: None,
            age: None,
            sex: None,
            date_of_service: None,
            billing: None,
            history: None,
        }
    }
}

/// Patient text never reaches a log: only the length is shown.
impl fmt::Debug for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Note")
            .field("id", &self.id)
            .field("bytes", &self.text.len())
            .field("setting", &self.setting)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_of_a_note_shows_no_patient_text() {
        let shown = format!("{:?}", Note::of_text("Jane has gout"));
        assert!(!shown.contains("gout"), "{shown}");
    }
}
