//! Looking at a body part on the way to treating it is not coded apart (B3.11a); of several
//! parts looked at in one tubular system the last one is (B3.11b).

use crate::desk::Case;
use crate::draft::Draft;
use medcode_model::WithheldReason;

pub(crate) fn apply(case: &mut Case<'_>) {
    // Bleeding stopped through the only scope there was lies where that scope went.
    let upper = case.drafts.iter().any(|d| d.inspection && d.starts("0DJ0"));
    let region = |d: &Draft| {
        if d.starts("0W3P8") && !upper { Some(Region::LowerTract) } else { region(d) }
    };
    let treated: Vec<(Region, bool)> = case
        .drafts
        .iter()
        .filter(|d| d.is_reported() && !d.inspection)
        .filter_map(|d| Some((region(d)?, open(d))))
        .collect();
    let mut seen: Vec<Region> = Vec::new();
    for draft in case.drafts.iter_mut().filter(|d| d.is_reported() && d.inspection) {
        let Some(own) = region(draft) else { continue };
        // A look through a scope before an open operation is another way in (B3.11c).
        let part = treated.iter().any(|(r, other)| *r == own && *other == open(draft));
        if part || seen.contains(&own) {
            let detail = "looking is part of what was done there".to_owned();
            draft.withhold(WithheldReason::Integral, detail, Some("OCG-PCS B3.11a"));
        } else {
            seen.push(own);
        }
    }
}

fn open(draft: &Draft) -> bool {
    draft.code[4] == b'0'
}

/// What one look goes over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Region {
    Throat,
    UpperTract,
    LowerTract,
    Airway,
    Urinary,
    Womb,
    Chest,
    Abdomen,
    Joint(u8, u8),
}

fn region(draft: &Draft) -> Option<Region> {
    let code = &draft.code;
    let scope = matches!(code[4], b'7' | b'8');
    Some(match (code[0], code[1]) {
        // A gastrostomy is placed under the eye of the scope.
        (b'0', b'D') if code[2] == b'H' && code[3] == b'6' && code[4] == b'3' => Region::UpperTract,
        (b'0', b'C') if scope => Region::Throat,
        (b'0', b'D') if scope => match code[3] {
            b'1'..=b'9' | b'0' => Region::UpperTract,
            _ => Region::LowerTract,
        },
        (b'0', b'6') if scope => Region::UpperTract,
        (b'0', b'F') if scope => Region::UpperTract,
        (b'0', b'W') if code[3] == b'P' && scope => Region::UpperTract,
        (b'0', b'W') if code[3] == b'R' => Region::Urinary,
        (b'0', b'B') if scope => Region::Airway,
        (b'3', b'E') if code[3] == b'1' => Region::Airway,
        (b'3', b'E') if code[3] == b'L' => Region::Chest,
        (b'0', b'T' | b'V') if scope => Region::Urinary,
        (b'0', b'U') if scope => Region::Womb,
        (b'0', b'B') => Region::Chest,
        (b'0', b'W') if matches!(code[3], b'9' | b'B' | b'C' | b'Q') => Region::Chest,
        (b'0', b'D' | b'F' | b'T' | b'U') => Region::Abdomen,
        (b'0', b'W') if matches!(code[3], b'G' | b'H' | b'J' | b'P' | b'F') => Region::Abdomen,
        (b'0', b'7') if code[3] == b'P' => Region::Abdomen,
        (b'0', b'R' | b'S') => Region::Joint(code[1], code[3]),
        _ => return None,
    })
}
