//! Every rule, one line each, in the order of the book.

use crate::rule::Rule;
use crate::rules::{claim, conventions, guidelines, validity};

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
