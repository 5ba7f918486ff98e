//! Do both databases keep the same promises? Each contract is a function over a store; every one runs
//! on SQLite, and on PostgreSQL where `MEDCODE_TEST_POSTGRES` names a database (in CI it must).

mod audit;
mod charts;
mod coding;
mod continuing;
mod exams;
mod finding;
mod learning;
mod people;
mod people_who_sign_in;
mod place;
mod upkeep;
mod work;

/// Makes a test of each contract for each database.
macro_rules! contracts {
    ($($subject:ident: $($contract:ident)+;)+) => {
        mod sqlite {
            $(mod $subject {$(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $contract() {
                    let place = crate::place::Place::sqlite();
                    crate::$subject::$contract(&place.open().await).await;
                    place.remove().await;
                }
            )+})+
        }
        mod postgres {
            $(mod $subject {$(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $contract() {
                    if let Some(place) = crate::place::Place::postgres().await {
                        crate::$subject::$contract(&place.open().await).await;
                        place.remove().await;
                    }
                }
            )+})+
        }
    };
}

contracts! {
    people_who_sign_in:
        a_user_is_kept_as_given
        a_login_is_unique_whatever_its_case
        two_changes_of_one_user_do_not_overwrite_each_other
        the_last_administrator_stays
        wrong_passwords_are_counted_and_a_right_one_clears_them
        an_invitation_works_once
        the_first_person_ends_all_other_links
        an_invitation_that_fails_can_be_used_again
        a_session_ends_when_it_expires_or_its_user_goes
        rotating_a_session_ends_the_old_cookie
        all_sessions_but_one_can_be_ended
        a_key_works_until_it_is_revoked_or_expires
        a_text_with_a_nul_is_refused_alike;
    charts:
        an_encounter_is_kept_as_given
        an_external_id_is_unique
        two_changes_of_one_encounter_do_not_overwrite_each_other
        unknown_references_are_refused
        status_follows_its_rules
        the_worklist_is_sorted_filtered_and_paged
        many_tasks_never_take_the_same_chart
        the_next_chart_is_mine_before_it_is_new
        assigning_passes_over_what_is_closed
        who_has_a_chart_open_is_seen_until_they_leave
        an_import_makes_each_chart_once
        history_gives_earlier_encounters_with_their_codes
        the_first_day_of_the_records_is_told;
    coding:
        notes_are_versions_that_nobody_changes
        the_original_of_a_note_is_kept_byte_for_byte
        code_sets_follow_one_another
        of_two_writers_exactly_one_wins
        a_code_set_that_fails_leaves_nothing
        decisions_are_logged_in_order
        codes_in_use_are_counted_by_chart;
    audit:
        every_change_has_its_entry
        a_change_that_fails_has_no_entry
        entries_are_found_by_what_they_say
        the_chain_holds_under_many_writers
        counts_and_health_are_told;
    people:
        a_patient_is_kept_as_given
        a_patient_changes_at_the_version_read
        the_worklist_shows_and_finds_patients
        coverages_pay_in_their_order
        payers_and_providers_are_unique_by_their_numbers
        a_charge_is_found_by_code_modifier_and_day
        favourites_are_ones_own_or_shared;
    work:
        a_job_goes_from_the_queue_to_its_end
        a_job_whose_server_died_is_failed
        many_servers_never_take_the_same_job
        a_request_that_comes_twice_acts_once
        of_the_same_request_at_once_one_is_new;
    learning:
        a_graded_chart_is_kept_as_given
        an_item_counts_once_a_day
        a_card_comes_back_to_the_last_digit
        a_cohort_changes_at_the_version_read
        assignments_reach_the_members_of_their_cohort
        a_cohort_goes_and_what_was_practised_stays;
    finding:
        words_are_found_in_the_latest_notes
        codes_are_found_in_the_latest_code_sets
        a_search_gives_no_more_than_asked_the_newest_first
        policies_are_set_and_read
        retention_erases_what_is_closed_and_old
        jobs_that_are_over_go_with_their_time
        an_erased_patient_leaves_no_words_but_the_log;
    exams:
        an_exam_is_kept_as_it_was_drawn
        answers_are_kept_as_they_are_given
        many_answers_at_once_are_all_kept
        nothing_is_answered_when_the_time_is_over
        a_pause_moves_the_deadline
        an_exam_ends_once
        one_exam_runs_at_a_time
        outcomes_are_counted_over_everybody;
    continuing:
        a_credential_is_held_once_and_changed_at_the_version_read
        units_are_kept_and_changed_at_the_version_read
        papers_are_kept_byte_for_byte_and_go_with_their_units;
    upkeep:
        a_changed_byte_of_the_log_is_found_where_it_is
        a_missing_a_moved_and_a_forged_entry_are_found
        a_database_opens_again_with_all_it_had;
}
