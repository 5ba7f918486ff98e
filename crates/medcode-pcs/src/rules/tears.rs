//! Tears of the perineum at a birth by their degree, however the repair is told: "2nd degree perineal laceration
//! involving perineal muscle, repaired 3-0 Vicryl" (ICD-10-PCS tables 0HQ, 0KQ, 0DQ: the deepest layer).

use crate::desk::Case;
use crate::draft::Draft;
use medcode_model::Presence;

const REPAIRED: &[&str] =
    &["repaired", "repair", "vicryl", "chromic", "sutured", "monocryl", "reapproximated", "closed"];

/// How far from its degree the tear and its repair may stand.
const NEAR: usize = 40;

/// Adds the repair of the deepest tear where no phrase told of one.
pub(crate) fn apply(case: &mut Case<'_>) {
    let has = |prefix: &str| case.drafts.iter().any(|d| d.is_reported() && d.starts(prefix));
    let born = has("10E0") || has("10D07");
    if !born || ["0KQM", "0DQR", "0DQP", "0HQ9"].iter().any(|p| has(p)) {
        return;
    }
    let Some((token, code)) = deepest(case) else { return };
    // "Perineal tear repaired" is that tear.
    case.drafts.retain(|d| !d.starts("0WQM") && !d.starts("0WQN"));
    let hit = crate::read::phrases::Hit { row: 0, first: token, end: token + 2 };
    let words = case.words(hit);
    if words.is_legal(&code) {
        let span = words.span(token, token + 2);
        let mut draft = Draft::fixed(hit, code, span);
        draft.reasons.push("the degree of the tear says the layer".to_owned());
        case.drafts.push(draft);
    }
}

/// The first token of the gravest degree that is told with a repair, and its code.
fn deepest(case: &Case<'_>) -> Option<(usize, [u8; 7])> {
    let doc = case.stay.doc;
    let degree = |t: usize| {
        let code = match doc.folded(t) {
            "first" | "1st" => *b"0HQ9XZZ",
            "second" | "2nd" => *b"0KQM0ZZ",
            "third" | "3rd" => *b"0DQR0ZZ",
            _ => return None,
        };
        matches!(doc.folded(t + 1), "degree" | "deg").then_some(code)
    };
    let told = |t: usize| {
        let sentence = doc.sentences()[doc.sentence_of(t)?].tokens;
        let own = t.saturating_sub(NEAR).max(sentence.0 as usize)..(t + NEAR).min(sentence.1 as usize);
        let says = |words: &[&str]| own.clone().any(|n| words.contains(&doc.folded(n)));
        let own_tear = says(&["laceration", "lac", "tear"]) && says(REPAIRED);
        let denied = own.clone().any(|n| matches!(doc.folded(n), "not" | "no" | "prior" | "previous"));
        let there = doc.context(doc.tokens()[t].span).assertion.presence == Presence::Present;
        (own_tear && !denied && there).then_some(())
    };
    let found = (0..doc.tokens().len().saturating_sub(1)).filter_map(|t| {
        let code = degree(t)?;
        told(t)?;
        Some((t, code))
    });
    found.max_by_key(|(_, code)| match code[1] {
        b'D' => 3,
        b'K' => 2,
        _ => 1,
    })
}
