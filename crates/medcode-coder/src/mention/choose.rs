//! Of overlapping matches, the ones that say most.

use super::Match;
use crate::reading::{Reading, Role};
use medcode_kb::terms::TermKind;
use medcode_model::Mode;
use medcode_note::Gap;

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
pub(crate) fn choose(reading: &Reading<'_>, mut found: Vec<Match>, mode: Mode) -> Chosen {
    found.sort_by(|a, b| {
        (a.sentence.cmp(&b.sentence))
            .then(score(b).total_cmp(&score(a)))
            .then(b.words.cmp(&a.words))
            .then(b.of_mentions.cmp(&a.of_mentions))
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
        // An external cause stands beside the injury it explains: "dog bite of hand".
        let cause = candidate.kind == TermKind::ExternalCause;
        let holds = |m: &Match| {
            (m.kind == TermKind::ExternalCause) == cause
                && candidate.tokens.iter().all(|t| m.tokens.contains(t))
        };
        let rival = |m: &Match| {
            (m.kind == TermKind::ExternalCause) == cause && shares_head(reading, m, &candidate)
        };
        match whole[start..].iter().position(holds).or_else(|| whole[start..].iter().position(rival)) {
            // The same words again say nothing new, but they may be read in another way.
            Some(at) if mode == Mode::Report && whole[start + at].tokens == candidate.tokens => {
                if is_guess(&whole[start + at]) && candidate.kind == TermKind::Lexicon {
                    whole[start + at] = candidate;
                }
            }
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

/// Whether a match took words that its entry has in parentheses: they may be there or not (OCG I.A.7),
/// and a phrase that holds them all as its own says more.
const fn is_guess(m: &Match) -> bool {
    m.optional > 0 && !matches!(m.kind, TermKind::Lexicon | TermKind::ExternalCause)
}

/// Whether two matches name one thing twice: they share a word, and what each has beside it
/// is not joined by "and", a comma or the like. "Contusion of hand, index finger" is a finger;
/// "pain in hip and knee" is both.
fn shares_head(reading: &Reading<'_>, kept: &Match, candidate: &Match) -> bool {
    let content = |t: &&u32| reading.roles.get(**t as usize) == Some(&Role::Content);
    if !candidate.tokens.iter().filter(content).any(|t| kept.tokens.contains(t)) {
        return false;
    }
    let own = |a: &Match, b: &Match| -> Vec<u32> {
        a.tokens.iter().filter(content).filter(|t| !b.tokens.contains(t)).copied().collect()
    };
    let (ours, theirs) = (own(candidate, kept), own(kept, candidate));
    if ours.is_empty() {
        return true;
    }
    if theirs.is_empty() {
        return false;
    }
    !ours.iter().any(|&a| theirs.iter().any(|&b| joined(reading, a.min(b), a.max(b))))
}

/// Whether two words are members of a list.
fn joined(reading: &Reading<'_>, first: u32, last: u32) -> bool {
    (first + 1..=last).any(|t| {
        let t = t as usize;
        matches!(
            reading.doc.folded(t),
            "and" | "or" | "plu" | "plus" | "with" | "w" | "due" | "from" | "secondary"
        ) || reading.doc.gap(t).has(Gap::COMMA.with(Gap::SLASH).with(Gap::SEMICOLON).with(Gap::AND))
    })
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
