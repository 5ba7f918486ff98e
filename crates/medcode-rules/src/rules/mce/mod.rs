//! The Medicare Code Editor: inpatient stays, by the version in force on the day of discharge.

pub(crate) mod mce_age_conflict;
pub(crate) mod mce_bilateral_procedure;
pub(crate) mod mce_duplicate_of_principal;
pub(crate) mod mce_external_cause_principal;
pub(crate) mod mce_invalid_age;
pub(crate) mod mce_invalid_code;
pub(crate) mod mce_invalid_discharge_status;
pub(crate) mod mce_invalid_sex;
pub(crate) mod mce_length_of_stay;
pub(crate) mod mce_limited_coverage;
pub(crate) mod mce_manifestation_principal;
pub(crate) mod mce_non_covered_procedure;
pub(crate) mod mce_questionable_admission;
pub(crate) mod mce_sex_conflict;
pub(crate) mod mce_unacceptable_principal;
pub(crate) mod mce_unspecified_code;
pub(crate) mod mce_wrong_procedure;
