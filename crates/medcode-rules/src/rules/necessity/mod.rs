//! Medical necessity: services and diagnoses by coverage policies.

pub(crate) mod diagnosis_not_covered;
