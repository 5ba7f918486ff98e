//! Every rule, one line each, in the order of the book.

use crate::rule::Rule;
use crate::rules::{claim, conventions, guidelines, history, mce, modifiers, ncci, necessity, validity};

/// The rules.
pub const ALL: &[&Rule] = &[
    &validity::code_does_not_exist::RULE,
    &validity::code_not_complete::RULE,
    &conventions::excludes1_conflict::RULE,
    &claim::total_does_not_balance::RULE,
    &conventions::manifestation_first::RULE,
    &conventions::code_first_missing::RULE,
    &conventions::code_first_order::RULE,
    &conventions::use_additional_missing::RULE,
    &conventions::use_additional_order::RULE,
    &conventions::code_also::RULE,
    &conventions::excludes2_pair::RULE,
    &conventions::duplicate_diagnosis::RULE,
    &conventions::unspecified_side::RULE,
    &conventions::both_sides_by_parts::RULE,
    &conventions::only_first_listed::RULE,
    &conventions::never_first::RULE,
    &conventions::bmi_without_weight_diagnosis::RULE,
    &conventions::bmi_and_age::RULE,
    &conventions::exam_and_age::RULE,
    &conventions::sequela_first::RULE,
    &conventions::episodes_of_care_differ::RULE,
    &conventions::place_without_external_cause::RULE,
    &conventions::sex_and_code::RULE,
    &guidelines::hypertension_with_heart_failure::RULE,
    &guidelines::hypertension_with_kidney_disease::RULE,
    &guidelines::hypertensive_heart_and_kidney::RULE,
    &guidelines::kidney_stage_missing::RULE,
    &guidelines::elevated_reading_with_hypertension::RULE,
    &guidelines::sepsis_severity_without_infection::RULE,
    &guidelines::severe_sepsis_without_dysfunction::RULE,
    &guidelines::sepsis_after_local_infection::RULE,
    &guidelines::shock_and_severe_sepsis::RULE,
    &guidelines::hiv_stated_twice::RULE,
    &guidelines::diabetes_without_complication_beside_one::RULE,
    &guidelines::insulin_with_gestational_diabetes::RULE,
    &guidelines::obstetrics_not_first::RULE,
    &guidelines::pregnancy_incidental_and_complicated::RULE,
    &guidelines::weeks_of_gestation_missing::RULE,
    &guidelines::trimester_and_weeks::RULE,
    &guidelines::normal_delivery_with_complication::RULE,
    &guidelines::birth_record::RULE,
    &guidelines::mother_and_newborn_mixed::RULE,
    &guidelines::poisoning_not_first::RULE,
    &guidelines::adverse_effect_first::RULE,
    &guidelines::covid_contradiction::RULE,
    &guidelines::covid_pneumonia_order::RULE,
    &guidelines::later_infarction_alone::RULE,
    &guidelines::stroke_history_with_deficit::RULE,
    &guidelines::cancer_active_and_past::RULE,
    &guidelines::cancer_anemia_first::RULE,
    &guidelines::treatment_without_cancer::RULE,
    &guidelines::dialysis_and_stage_five::RULE,
    &guidelines::use_abuse_dependence::RULE,
    &guidelines::coma_scale_incomplete::RULE,
    &guidelines::aftercare_of_an_injury::RULE,
    &guidelines::burn_extent_missing::RULE,
    &guidelines::pressure_ulcer_twice::RULE,
    &guidelines::integral_hypoxemia::RULE,
    &validity::procedure_does_not_exist::RULE,
    &validity::hcpcs_does_not_exist::RULE,
    &validity::placeholder_missing::RULE,
    &validity::code_has_no_shape::RULE,
    &validity::poa_missing::RULE,
    &validity::poa_on_exempt_code::RULE,
    &validity::poa_invalid::RULE,
    &claim::pointer_out_of_range::RULE,
    &claim::pointer_missing::RULE,
    &claim::pointer_to_external_cause::RULE,
    &claim::too_many_pointers::RULE,
    &claim::too_many_modifiers::RULE,
    &claim::too_many_diagnoses::RULE,
    &claim::too_many_lines::RULE,
    &claim::too_many_procedures::RULE,
    &claim::no_diagnosis::RULE,
    &claim::no_line::RULE,
    &claim::line_without_code::RULE,
    &claim::line_without_charge::RULE,
    &claim::negative_charge::RULE,
    &claim::line_without_units::RULE,
    &claim::date_missing::RULE,
    &claim::date_reversed::RULE,
    &claim::line_outside_statement::RULE,
    &claim::service_after_claim::RULE,
    &claim::born_after_service::RULE,
    &claim::birth_date_missing::RULE,
    &claim::sex_missing::RULE,
    &claim::npi_check_digit::RULE,
    &claim::npi_missing::RULE,
    &claim::admission_date_missing::RULE,
    &claim::admitting_diagnosis_missing::RULE,
    &claim::revenue_code_missing::RULE,
    &claim::revenue_code_shape::RULE,
    &claim::frequency_unknown::RULE,
    &claim::procedure_date_missing::RULE,
    &claim::procedure_outside_stay::RULE,
    &claim::timely_filing::RULE,
    &claim::place_unknown::RULE,
    &claim::office_visit_in_hospital::RULE,
    &claim::emergency_visit_elsewhere::RULE,
    &claim::hospital_care_in_office::RULE,
    &claim::telehealth_modifier_missing::RULE,
    &claim::telehealth_modifier_in_office::RULE,
    &claim::pcs_on_professional_claim::RULE,
    &claim::duplicate_line::RULE,
    &modifiers::modifier_shape::RULE,
    &modifiers::modifier_unknown::RULE,
    &modifiers::modifier_twice::RULE,
    &modifiers::components_together::RULE,
    &modifiers::sides_together::RULE,
    &modifiers::bilateral_and_side::RULE,
    &modifiers::notices_contradict::RULE,
    &modifiers::rented_and_bought::RULE,
    &modifiers::assistants_contradict::RULE,
    &modifiers::distinct_modifiers_together::RULE,
    &modifiers::telehealth_modes_together::RULE,
    &modifiers::drug_waste_contradicts::RULE,
    &modifiers::stopped_before_and_after::RULE,
    &modifiers::visit_modifier_on_procedure::RULE,
    &modifiers::distinct_modifier_on_visit::RULE,
    &modifiers::repeat_modifier_on_visit::RULE,
    &modifiers::surgery_modifier_on_visit::RULE,
    &modifiers::component_modifier_on_visit::RULE,
    &modifiers::anesthesia_modifier_elsewhere::RULE,
    &modifiers::physical_status_elsewhere::RULE,
    &modifiers::therapy_modifier_elsewhere::RULE,
    &modifiers::laboratory_repeat_elsewhere::RULE,
    &modifiers::drug_waste_on_service::RULE,
    &modifiers::anesthesia_modifier_missing::RULE,
    &modifiers::anesthesia_minutes_missing::RULE,
    &modifiers::bilateral_units::RULE,
    &ncci::mue_exceeded::RULE,
    &ncci::ptp_conflict::RULE,
    &ncci::add_on_without_primary::RULE,
    &ncci::bilateral_not_allowed::RULE,
    &ncci::component_not_split::RULE,
    &ncci::assistant_not_paid::RULE,
    &ncci::co_surgeons_not_paid::RULE,
    &ncci::team_not_paid::RULE,
    &ncci::split_care_without_global_period::RULE,
    &ncci::status_not_paid::RULE,
    &ncci::visit_with_procedure_unmarked::RULE,
    &validity::cpt_number_not_listed::RULE,
    &mce::mce_invalid_code::RULE,
    &mce::mce_external_cause_principal::RULE,
    &mce::mce_duplicate_of_principal::RULE,
    &mce::mce_age_conflict::RULE,
    &mce::mce_sex_conflict::RULE,
    &mce::mce_manifestation_principal::RULE,
    &mce::mce_questionable_admission::RULE,
    &mce::mce_unacceptable_principal::RULE,
    &mce::mce_non_covered_procedure::RULE,
    &mce::mce_limited_coverage::RULE,
    &mce::mce_bilateral_procedure::RULE,
    &mce::mce_invalid_age::RULE,
    &mce::mce_invalid_sex::RULE,
    &mce::mce_invalid_discharge_status::RULE,
    &mce::mce_wrong_procedure::RULE,
    &mce::mce_length_of_stay::RULE,
    &mce::mce_unspecified_code::RULE,
    &necessity::diagnosis_not_covered::RULE,
    &conventions::combination_code_available::RULE,
    &conventions::age_and_code::RULE,
    &conventions::unspecified_beside_specific::RULE,
    &conventions::sequela_alone::RULE,
    &guidelines::hiv_in_pregnancy::RULE,
    &guidelines::burn_of_lesser_degree_first::RULE,
    &guidelines::burn_degrees_of_one_site::RULE,
    &guidelines::superficial_beside_severe_injury::RULE,
    &guidelines::diabetes_drug_without_diabetes::RULE,
    &guidelines::abuse_confirmed_and_suspected::RULE,
    &guidelines::outcome_of_delivery_missing::RULE,
    &guidelines::treatment_of_cancer_not_first::RULE,
    &guidelines::status_beside_its_complication::RULE,
    &guidelines::circumstance_after_first_encounter::RULE,
    &modifiers::side_of_line_and_diagnosis::RULE,
    &modifiers::drug_waste_alone::RULE,
    &modifiers::timed_therapy_in_minutes::RULE,
    &modifiers::fractional_units::RULE,
    &ncci::visit_in_global_period::RULE,
    &claim::bill_type_unknown::RULE,
    &claim::reason_for_visit_missing::RULE,
    &claim::revenue_code_needs_code::RULE,
    &claim::original_number_missing::RULE,
    &claim::admitted_after_discharge::RULE,
    &claim::interim_bill_and_status::RULE,
    &claim::duplicate_claim::RULE,
    &claim::claim_number_twice::RULE,
    &history::new_patient_seen_before::RULE,
    &history::established_patient_not_seen::RULE,
    &history::visit_after_earlier_operation::RULE,
    &history::operation_after_earlier_operation::RULE,
    &history::service_repeated_on_day::RULE,
    &history::service_too_soon::RULE,
];

/// The rule of a name or of an authority's number.
#[must_use]
pub fn find(name: &str) -> Option<&'static Rule> {
    ALL.iter()
        .copied()
        .find(|r| r.name.eq_ignore_ascii_case(name))
        .or_else(|| ALL.iter().copied().find(|r| r.id.eq_ignore_ascii_case(name)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Page;
    use std::collections::HashSet;

    #[test]
    fn names_stand_once() {
        let names: HashSet<_> = ALL.iter().map(|r| r.name).collect();
        assert_eq!(names.len(), ALL.len());
    }

    #[test]
    fn every_rule_says_all_of_itself() {
        for rule in ALL {
            let page = Page::of(rule);
            assert!(!page.title.is_empty(), "{}: no title", rule.name);
            for (heading, text) in page.sections {
                assert!(!text.is_empty(), "{}: nothing under `{heading}`", rule.name);
            }
        }
    }

    #[test]
    fn a_rule_is_found_by_name_and_by_number() {
        assert_eq!(find("Excludes1-Conflict").map(|r| r.name), Some("excludes1-conflict"));
        assert_eq!(find("OCG-I.A.12.a").map(|r| r.name), Some("excludes1-conflict"));
        assert!(find("no such rule").is_none());
    }
}
