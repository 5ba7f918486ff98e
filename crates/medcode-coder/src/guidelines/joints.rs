//! Pain, effusion and stiffness of a joint are part of its arthritis, and of its fracture,
//! dislocation or sprain (OCG I.B.5).

use crate::case::{Case, Draft};
use medcode_model::WithheldReason;

/// Arthritis by joint and the fifth character of M25 for that joint.
const JOINTS: &[(&str, char)] =
    &[("M17", '6'), ("M16", '5'), ("M19.01", '1'), ("M19.02", '2'), ("M19.03", '3'), ("M19.07", '7')];

/// Injuries by joint, and the fifth character of M25 for that joint.
const INJURED: &[(&[&str], char)] = &[
    (&["S42.0", "S42.1", "S42.2", "S43", "S46.0"], '1'),
    (&["S42.4", "S52.0", "S52.1", "S53"], '2'),
    (&["S52.5", "S52.6", "S62.0", "S62.1", "S63.0", "S63.5"], '3'),
    (&["S62.2", "S62.3", "S62.5", "S62.6", "S63.1", "S63.2", "S63.6"], '4'),
    (&["S32.4", "S72.0", "S72.1", "S72.2", "S73"], '5'),
    (&["S72.4", "S82.0", "S82.1", "S83"], '6'),
    (&["S82.5", "S82.6", "S82.8", "S92", "S93"], '7'),
];

pub(crate) fn apply(case: &mut Case<'_>) {
    beside_injury(case);
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

/// Withholds the pain of a joint that is injured, on the side where it is.
fn beside_injury(case: &mut Case<'_>) {
    for (injuries, joint) in INJURED {
        let hurt = |d: &&Draft| injuries.iter().any(|i| d.under(i)) && !d.code.compact().ends_with('S');
        let sides: Vec<String> = case.reported().filter(hurt).map(|d| side(case, d.row)).collect();
        for at in 0..case.drafts.len() {
            let draft = &case.drafts[at];
            let sign = ["M25.4", "M25.5"].iter().any(|p| draft.under(p));
            if !draft.is_reported() || !sign || draft.code.bytes().get(4) != Some(&(*joint as u8)) {
                continue;
            }
            let own = side(case, draft.row);
            if sides.iter().any(|s| *s == own || s.is_empty() || own.is_empty()) {
                let detail = "part of the injury of that joint";
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
