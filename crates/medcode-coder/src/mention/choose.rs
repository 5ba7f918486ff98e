//! Of overlapping matches, the ones that say most.

use super::Match;
use medcode_kb::terms::TermKind;

/// Keeps of each stretch of words the matches that say most: a match whose words all
/// belong to a longer one is part of it ("pain" in "chest pain").
pub(crate) fn choose(mut found: Vec<Match>) -> Vec<Match> {
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
    let mut out: Vec<Match> = Vec::new();
    let mut start = 0;
    for candidate in found {
        if out.get(start).is_some_and(|m: &Match| m.sentence != candidate.sentence) {
            start = out.len();
        }
        let part = out[start..].iter().any(|m| candidate.tokens.iter().all(|t| m.tokens.contains(t)));
        if !part {
            out.push(candidate);
        }
    }
    out.sort_by_key(|m| (m.span.start, m.span.end));
    out
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
