//! The order of the codes: the first-listed or principal diagnosis first, etiology before
//! manifestation, external causes last (OCG II, IV.G, I.A.13, I.C.20.a.5).

use crate::case::{Case, Draft, Tier};
use medcode_note::SectionKind;

/// Gives every draft its place.
pub(super) fn order(case: &mut Case<'_>) {
    let pump = case.reports("T38.3X6") && case.drafts.iter().any(|d| d.is_reported() && is_pump(d));
    let listed = case.drafts.iter().any(|d| d.is_reported() && is_final(d));
    for draft in &mut case.drafts {
        let class: i64 = if draft.is_external_cause() {
            4
        } else if is_poisoning(draft) || pump && is_pump(draft) {
            -1
        } else if draft.under("Z79") || draft.under("Z9") || draft.under("Z8") {
            3
        } else if draft.tier != Tier::Assessed {
            2
        } else {
            // The list of final diagnoses names the principal one first (OCG II).
            i64::from(listed && !is_final(draft))
        };
        draft.order += class << 32;
    }
    case.drafts.sort_by_key(|d| (d.order, d.row));
}

fn is_final(draft: &Draft) -> bool {
    draft.context.section == SectionKind::FinalDiagnosis
}

/// Poisoning stands before its manifestations (OCG I.C.19.e.5.b).
fn is_poisoning(draft: &Draft) -> bool {
    let code = draft.code.bytes();
    let drug = code[0] == b'T' && matches!(&code[1..3], [b'3', b'6'..=b'9'] | [b'4', _] | [b'5', b'0']);
    drug && matches!(code[5], b'1'..=b'4') && code[6] == b'A'
}

/// The failure of an insulin pump stands before the diabetes it upsets (OCG I.C.4.a.5.a).
fn is_pump(draft: &Draft) -> bool {
    draft.under("T85.61") || draft.under("T85.69")
}
