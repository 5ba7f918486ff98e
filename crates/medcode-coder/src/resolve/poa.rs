//! Present on admission (OCG Appendix I), for inpatients.

use crate::case::Case;
use medcode_kb::tables::codes::POA_EXEMPT;

/// Y for what the patient came with; exempt codes by the installed list.
pub(super) fn assign(case: &mut Case<'_>) {
    if !case.facts.setting.is_inpatient() {
        return;
    }
    for draft in &mut case.drafts {
        draft.poa = Some(if case.release.has(draft.row, POA_EXEMPT) { "exempt" } else { "Y" });
    }
}
