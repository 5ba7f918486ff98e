//! "Postoperative ileus, a complication of the operation": what the complication is, is coded; the
//! unspecified complication of a procedure says nothing beside it (OCG I.B.2, I.B.16).

use crate::case::Case;
use medcode_model::WithheldReason;

const NAMED: &[&str] = &[
    "K91", "K68.11", "J95", "I97", "N99", "G97", "H59", "H95", "E89", "D78", "L76", "M96", "T81.0",
    "T81.1", "T81.3", "T81.4", "T81.5", "T81.6", "T81.7", "T82", "T83", "T84", "T85", "T86", "T87",
];

pub(crate) fn apply(case: &mut Case<'_>) {
    let Some(code) =
        case.reported().find(|d| NAMED.iter().any(|c| d.under(c))).map(|d| d.code.to_string())
    else {
        return;
    };
    for draft in case.drafts.iter_mut().filter(|d| d.under("T81.9") || d.under("T88.9")) {
        let detail = format!("{code} says which");
        draft.withhold(WithheldReason::LessSpecific, detail, Some("OCG-I.B.2"));
    }
}
