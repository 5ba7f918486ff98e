//! The conventions of the Tabular List (OCG section I.A and I.B).

pub(crate) mod age_and_code;
pub(crate) mod bmi_and_age;
pub(crate) mod bmi_without_weight_diagnosis;
pub(crate) mod both_sides_by_parts;
pub(crate) mod code_also;
pub(crate) mod code_first_missing;
pub(crate) mod code_first_order;
pub(crate) mod combination_code_available;
pub(crate) mod duplicate_diagnosis;
pub(crate) mod episodes_of_care_differ;
pub(crate) mod exam_and_age;
pub(crate) mod excludes1_conflict;
pub(crate) mod excludes2_pair;
pub(crate) mod manifestation_first;
pub(crate) mod never_first;
pub(crate) mod only_first_listed;
pub(crate) mod place_without_external_cause;
pub(crate) mod sequela_alone;
pub(crate) mod sequela_first;
pub(crate) mod sex_and_code;
pub(crate) mod unspecified_beside_specific;
pub(crate) mod unspecified_side;
pub(crate) mod use_additional_missing;
pub(crate) mod use_additional_order;
