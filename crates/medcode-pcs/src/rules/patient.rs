//! Can the patient have had it? Deliveries are the mother's, not the newborn's; organs of the
//! other sex are somebody else's.

use crate::desk::Case;
use medcode_model::{Sex, WithheldReason};

pub(crate) fn apply(case: &mut Case<'_>) {
    let (age, sex) = (case.stay.age, case.stay.sex);
    let child = age.is_some_and(|a| a < 9.0);
    for draft in case.drafts.iter_mut().filter(|d| d.is_reported()) {
        let mothers = draft.starts("1")
            || ["3E033VJ", "3E0P", "0KQM", "0W8N", "0DQR"].iter().any(|p| draft.starts(p)) && child;
        if mothers && (child || sex == Some(Sex::Male)) {
            let detail = "the mother's, not this patient's".to_owned();
            draft.withhold(WithheldReason::OtherPerson, detail, None);
        }
        let other = (draft.starts("0U") && sex == Some(Sex::Male))
            || (draft.starts("0V") && sex == Some(Sex::Female));
        if other {
            let detail = "not possible with the patient's sex".to_owned();
            draft.withhold(WithheldReason::NotReportable, detail, None);
        }
    }
}
