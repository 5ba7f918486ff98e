//! Pain, effusion and stiffness of a joint are part of its arthritis (OCG I.B.5).

use crate::case::Case;
use medcode_model::WithheldReason;

/// Arthritis by joint and the fifth character of M25 for that joint.
const JOINTS: &[(&str, char)] =
    &[("M17", '6'), ("M16", '5'), ("M19.01", '1'), ("M19.02", '2'), ("M19.03", '3'), ("M19.07", '7')];

pub(crate) fn apply(case: &mut Case<'_>) {
    for (arthritis, joint) in JOINTS {
        let arthritic: Vec<String> =
            case.reported().filter(|d| d.under(arthritis)).map(|d| side(case, d.row)).collect();
        for at in 0..case.drafts.len() {
            let draft = &case.drafts[at];
            let sign = ["M25.4", "M25.5", "M25.6"].iter().any(|p| draft.under(p));
            if !draft.is_reported() || !sign || draft.code.bytes()[4] as char != *joint {
                continue;
            }
            let own = side(case, draft.row);
            if arthritic.iter().any(|s| *s == own || s == "bilateral" || own.is_empty()) {
                let detail = "part of the arthritis of that joint";
                case.drafts[at].withhold(WithheldReason::Integral, detail, Some("OCG-I.B.5"));
            }
        }
    }
}

/// The side that a title gives; empty where it gives none.
fn side(case: &Case<'_>, row: u32) -> String {
    let title = case.title(row);
    let found = title.lower.split([' ', ',']).find(|w| matches!(*w, "left" | "right" | "bilateral"));
    found.unwrap_or_default().to_owned()
}
