//! A bone that was set or nailed and is not named beside it is the one that the stay's diagnoses say is broken,
//! where they say one only.

use crate::desk::Case;

/// Fractures by the first characters of their code; the bone's body system, its part on the right and left.
const BONES: &[(&[&str], u8, [u8; 2])] = &[
    (&["S720", "S721", "S722"], b'Q', [b'6', b'7']),
    (&["S723"], b'Q', [b'8', b'9']),
    (&["S724"], b'Q', [b'B', b'C']),
    (&["S820"], b'Q', [b'D', b'F']),
    (&["S821", "S822", "S823"], b'Q', [b'G', b'H']),
    (&["S422"], b'P', [b'C', b'D']),
    (&["S423"], b'P', [b'F', b'G']),
    (&["S525", "S523"], b'P', [b'H', b'J']),
    (&["S520", "S522"], b'P', [b'K', b'L']),
    (&["S420"], b'P', [b'9', b'B']),
];

pub(crate) fn apply(case: &mut Case<'_>) {
    let open = |d: &crate::draft::Draft| {
        d.is_reported() && d.code[0] == b'0' && d.code[2] == b'S' && d.code[3] == 0
    };
    if !case.drafts.iter().any(open) {
        return;
    }
    let Some((system, part)) = broken(case) else { return };
    for n in 0..case.drafts.len() {
        let draft = &case.drafts[n];
        if !open(draft) {
            continue;
        }
        let procedure = &case.tables.procedures[draft.row];
        let Some(pattern) = procedure.patterns.iter().find(|p| p[1] == system) else { continue };
        let mut pattern = *pattern;
        pattern[3] = part;
        let words = case.words(draft.hit);
        let made = crate::draft::at(&words, draft.row, procedure, (&pattern, [None; 3]));
        if let Some(mut made) = made.into_iter().find(crate::draft::Draft::is_complete) {
            made.reasons.push("the bone that the diagnoses say is broken".to_owned());
            case.drafts[n] = made;
        }
    }
}

/// The one bone that is broken: body system and part.
fn broken(case: &Case<'_>) -> Option<(u8, u8)> {
    let mut found: Option<(u8, u8)> = None;
    for diagnosis in case.stay.diagnoses {
        let code = diagnosis.coded.code.compact();
        let Some((_, system, parts)) =
            BONES.iter().find(|(codes, ..)| codes.iter().any(|c| code.starts_with(c)))
        else {
            continue;
        };
        let part = match code.as_bytes().get(5) {
            Some(b'1' | b'4') => parts[0],
            Some(b'2' | b'5') => parts[1],
            _ => return None,
        };
        if found.is_some_and(|f| f != (*system, part)) {
            return None;
        }
        found = Some((*system, part));
    }
    found
}
