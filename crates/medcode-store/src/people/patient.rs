//! Patients and what covers them.

use std::fmt;

use medcode_model::{Date, Sex};

use crate::{CoverageId, Millis, PatientId, PayerId};

/// A patient.
#[derive(Clone, PartialEq, Eq)]
pub struct Patient {
    /// Identifier.
    pub id: PatientId,
    /// What is known of the patient; empty once erased.
    pub about: NewPatient,
    /// When the record was made.
    pub created: Millis,
    /// Counts the changes, to be given back with the next one.
    pub version: i64,
    /// When it was erased.
    pub erased: Option<Millis>,
}

/// Shows the identifier only.
impl fmt::Debug for Patient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Patient")
            .field("id", &self.id)
            .field("version", &self.version)
            .finish_non_exhaustive()
    }
}

/// What is known of a patient.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct NewPatient {
    /// The number the practice knows the patient by; unique when given.
    pub mrn: Option<String>,
    /// Family name.
    pub family: String,
    /// Given names.
    pub given: String,
    /// Date of birth.
    pub birth: Option<Date>,
    /// Sex as recorded for billing.
    pub sex: Option<Sex>,
    /// Address and telecom: JSON, opaque here.
    pub address: String,
}

/// Shows nothing.
impl fmt::Debug for NewPatient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewPatient").finish_non_exhaustive()
    }
}

/// One coverage of a patient.
#[derive(Clone, PartialEq, Eq)]
pub struct Coverage {
    /// Identifier.
    pub id: CoverageId,
    /// The patient.
    pub patient: PatientId,
    /// 1 pays first.
    pub position: i64,
    /// What is known of it.
    pub about: NewCoverage,
}

/// Shows identifiers only.
impl fmt::Debug for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Coverage")
            .field("id", &self.id)
            .field("position", &self.position)
            .finish_non_exhaustive()
    }
}

/// What is known of a coverage.
#[derive(Clone, PartialEq, Eq)]
pub struct NewCoverage {
    /// Who pays.
    pub payer: PayerId,
    /// The member's number.
    pub member: String,
    /// The group's number.
    pub group: Option<String>,
    /// What the patient is to the subscriber: `self`, `spouse`, `child`, `other`.
    pub relation: String,
    /// The subscriber, where it is not the patient: JSON, opaque here.
    pub subscriber: String,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

/// Shows the payer only.
impl fmt::Debug for NewCoverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewCoverage").field("payer", &self.payer).finish_non_exhaustive()
    }
}
