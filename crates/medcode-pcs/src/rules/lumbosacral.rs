//! A range of levels that ends at the sacrum is of two kinds of joints: "L4-S1" is a lumbar and the
//! lumbosacral one, "L3-S1" several lumbar ones and it (B3.10a; tables 0SG, 0SB, 0ST).

use crate::desk::Case;
use crate::read::phrases::Hit;

/// Beginnings of the codes of one lumbar joint or disc, of several, and of the lumbosacral one.
const PARTS: &[(&str, [u8; 3])] =
    &[("0SG", [b'0', b'1', b'3']), ("0SB", [b'2', b'2', b'4']), ("0ST", [b'2', b'2', b'4'])];

pub(crate) fn apply(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let Some((_, [one, many, last])) =
            PARTS.iter().find(|(table, parts)| draft.starts(table) && parts.contains(&draft.code[3]))
        else {
            continue;
        };
        let Some(lumbar) = range(case, draft.hit) else { continue };
        let (mut above, mut below) = (draft.code, draft.code);
        above[3] = if lumbar > 1 { *many } else { *one };
        below[3] = *last;
        let words = case.words(draft.hit);
        if !words.is_legal(&above) || !words.is_legal(&below) {
            continue;
        }
        let mut second = draft.clone();
        second.code = below;
        case.drafts[at].code = above;
        case.drafts[at].assumed &= !(1 << 3);
        second.assumed &= !(1 << 3);
        if !case.drafts.iter().any(|d| d.is_reported() && d.code == below) {
            case.drafts.push(second);
        }
    }
}

/// How many lumbar joints stand above the sacrum in a range of the sentence: `L3-S1` has two.
fn range(case: &Case<'_>, hit: Hit) -> Option<u8> {
    let doc = case.stay.doc;
    let tokens = doc.sentences()[doc.sentence_of(hit.first)?].tokens;
    (tokens.0 as usize..tokens.1 as usize).find_map(|t| {
        let level: u8 = doc.folded(t).strip_prefix('l')?.parse().ok()?;
        let ends = doc.folded(t + 1) == "s1" || doc.folded(t + 1) == "to" && doc.folded(t + 2) == "s1";
        ((1..=4).contains(&level) && ends).then_some(5 - level)
    })
}
