//! "Forearm abscess with surrounding cellulitis": the cellulitis is where the abscess is
//! (OCG I.B.2; Index: Cellulitis, by site). A common wart has its own code.

use super::near;
use crate::case::Case;

/// Cellulitis of the site of an abscess, by the code of the abscess.
const SITES: &[(&str, &str)] = &[
    ("L02.01", "L03.211"),
    ("L02.11", "L03.221"),
    ("L02.211", "L03.311"),
    ("L02.212", "L03.312"),
    ("L02.213", "L03.313"),
    ("L02.214", "L03.314"),
    ("L02.215", "L03.315"),
    ("L02.216", "L03.316"),
    ("L02.31", "L03.317"),
    ("L02.411", "L03.111"),
    ("L02.412", "L03.112"),
    ("L02.413", "L03.113"),
    ("L02.414", "L03.114"),
    ("L02.415", "L03.115"),
    ("L02.416", "L03.116"),
    ("L02.511", "L03.113"),
    ("L02.512", "L03.114"),
    ("L02.611", "L03.115"),
    ("L02.612", "L03.116"),
];

/// Gives a cellulitis of no stated site the site of the abscess in its sentence.
pub(crate) fn apply(case: &mut Case<'_>) {
    common_wart(case);
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let open = ["L03.818", "L03.9", "L03.119"].iter().any(|c| draft.under(c));
        if !draft.is_reported() || !open {
            continue;
        }
        let own = near::sentence(case, draft);
        let there = |t: &u32| own.contains(&(*t as usize));
        let code = case.reported().filter(|d| d.tokens.iter().any(there)).find_map(|d| {
            SITES.iter().find(|(abscess, _)| d.under(abscess)).map(|(_, cellulitis)| *cellulitis)
        });
        if let Some(code) = code {
            case.recode(at, code, "where the abscess is", "OCG-I.B.2");
        }
    }
}

/// "Verruca vulgaris" and "common wart" are inclusion terms of B07.8, whatever the Index says of
/// a verruca (OCG I.B.1: the Tabular decides).
fn common_wart(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let says = |word: &str| near::sentence(case, draft).any(|t| case.doc.folded(t) == word);
        if draft.under("B07.9") && (says("vulgari") || says("vulgaris")) {
            case.recode(at, "B07.8", "a common wart", "OCG-I.B.1");
        }
    }
}
