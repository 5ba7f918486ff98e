//! Outpatient surgery is coded to what is known when the bill is made: a pathology report in
//! the note confirms the diagnosis (OCG IV.N, IV.K).

use crate::case::{Case, Tier};
use medcode_model::Presence;
use medcode_note::SectionKind;

/// Takes neoplasms in an addendum or pathology section as assessed.
pub(super) fn apply(case: &mut Case<'_>) {
    if case.facts.setting.is_inpatient() {
        return;
    }
    for draft in &mut case.drafts {
        let section = draft.context.section;
        let reported = matches!(section, SectionKind::Addendum | SectionKind::Pathology);
        let neoplasm =
            draft.under("C") || draft.code.bytes()[0] == b'D' && draft.code.bytes()[1] <= b'4';
        if reported && neoplasm && draft.context.assertion.presence == Presence::Present {
            draft.tier = Tier::Assessed;
        }
    }
}
