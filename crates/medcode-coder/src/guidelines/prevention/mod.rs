//! Reasons for a visit that are no illness (OCG I.C.21).

mod contraception;
mod examination;
mod exposure;
mod immunization;
mod screening;
mod social;

use crate::case::{Case, Tier};
use std::ops::Range;

/// Examinations, vaccines, contraception, exposure, social circumstances.
pub(super) fn apply(case: &mut Case<'_>) {
    examination::apply(case);
    immunization::apply(case);
    contraception::apply(case);
    exposure::apply(case);
    social::apply(case);
    screening::apply(case);
}

/// States a factor on words that count wherever they stand.
fn state(
    case: &mut Case<'_>,
    code: &str,
    words: Range<usize>,
    reason: &str,
    authority: &'static str,
) -> bool {
    let stated = case.state(code, words, reason, authority);
    if stated && let Some(draft) = case.drafts.last_mut() {
        draft.tier = draft.tier.max(Tier::Discussed);
    }
    stated
}
