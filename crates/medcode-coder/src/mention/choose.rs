//! Of overlapping matches, the ones that say most.

use super::Match;
use medcode_kb::terms::TermKind;

/// Matches that say most, and those that are part of one of them.
#[derive(Default)]
pub(crate) struct Chosen {
    /// In the order of the text.
    pub(crate) whole: Vec<Match>,
    /// Parts of a longer match ("pain" in "chest pain"), the fullest first, each with the
    /// index of the first match that holds all its words.
    pub(crate) parts: Vec<(usize, Match)>,
}

/// Keeps of each stretch of words the matches that say most: a match whose words all
/// belong to a longer one is part of it.
pub(crate) fn choose(mut found: Vec<Match>) -> Chosen {
    found.sort_by(|a, b| {
        (a.sentence.cmp(&b.sentence))
            .then(score(b).total_cmp(&score(a)))
            .then(b.words.cmp(&a.words))
            .then(order(a.kind).cmp(&order(b.kind)))
            .then(a.cost.total_cmp(&b.cost))
            // Of one main term the entry itself goes before its subterms.
            .then(a.source.cmp(&b.source))
            .then(a.code.cmp(&b.code))
    });
    let mut whole: Vec<Match> = Vec::new();
    let mut parts: Vec<(usize, Match)> = Vec::new();
    let mut start = 0;
    for candidate in found {
        if whole.get(start).is_some_and(|m: &Match| m.sentence != candidate.sentence) {
            start = whole.len();
        }
        let holds = |m: &Match| candidate.tokens.iter().all(|t| m.tokens.contains(t));
        match whole[start..].iter().position(holds) {
            // The same words again say nothing new.
            Some(at) if whole[start + at].tokens.len() == candidate.tokens.len() => {}
            Some(at) => parts.push((start + at, candidate)),
            None => whole.push(candidate),
        }
    }
    let mut order: Vec<usize> = (0..whole.len()).collect();
    order.sort_by_key(|&n| (whole[n].span.start, whole[n].span.end));
    let mut place = vec![0; whole.len()];
    order.iter().enumerate().for_each(|(new, &old)| place[old] = new);
    parts.iter_mut().for_each(|(at, _)| *at = place[*at]);
    whole.sort_by_key(|m| (m.span.start, m.span.end));
    Chosen { whole, parts }
}

/// How much a match says: the words it covers, less what stands between them.
fn score(m: &Match) -> f32 {
    m.tokens.len() as f32 + 0.25 * f32::from(m.optional) - m.cost
}

/// Whose word goes first where two sources match the same words.
const fn order(kind: TermKind) -> u8 {
    match kind {
        TermKind::Lexicon => 0,
        TermKind::Index => 1,
        TermKind::Neoplasm => 2,
        TermKind::Inclusion => 3,
        TermKind::Title => 4,
        TermKind::ExternalCause => 5,
        TermKind::Drug => 6,
    }
}
