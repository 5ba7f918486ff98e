//! Finding every term whose words stand close together in a sentence, in any order.

use super::Match;
use super::few::Few;
use crate::reading::{Number, Reading, Role, Vocabulary};
use medcode_kb::terms::{Runs, Term, TermKind, Terms, WordId};
use medcode_note::Gap;
use std::cell::{Cell, RefCell};

/// Words further apart than this do not name one thing.
const REACH: usize = 14;

/// Marks that part members of a list.
const PARTS: Gap = Gap::COMMA.with(Gap::SEMICOLON).with(Gap::SLASH).with(Gap::AND);

/// Bits for every word that has a number.
const EVERY: usize = (WordId::MAX as usize + 1) / 64;

/// Where each word of one sentence stands.
struct Positions {
    /// Of every word whether the sentence holds it, as bits: they stay in the nearest cache.
    here: Box<[u64; EVERY]>,
    /// (word, token, bound) of the sentence.
    at: RefCell<Vec<(WordId, u32, bool)>>,
    /// Whether they are in order: few sentences are asked for the place of a word.
    sorted: Cell<bool>,
}

impl Positions {
    fn new() -> Self {
        Self { here: Box::new([0; EVERY]), at: RefCell::default(), sorted: Cell::new(true) }
    }

    fn read(&mut self, reading: &Reading<'_>, of: Vocabulary, tokens: std::ops::Range<usize>) {
        let at = self.at.get_mut();
        for (word, ..) in at.drain(..) {
            self.here[usize::from(word) / 64] = 0;
        }
        for token in tokens {
            for &Number { word, bound, .. } in reading.numbers(of, token) {
                self.here[usize::from(word) / 64] |= 1 << (word % 64);
                at.push((word, token as u32, bound));
            }
        }
        self.sorted.set(false);
    }

    fn has(&self, word: WordId) -> bool {
        self.here[usize::from(word) / 64] >> (word % 64) & 1 == 1
    }

    /// The place of a word nearest to a token; of two as near the one in its own words before half of a
    /// short form, then the one that no mark parts: "GAD, bipolar disorder", "panic disorder, bipolar disorder".
    fn nearest(&self, reading: &Reading<'_>, word: WordId, token: u32) -> Option<(u32, bool)> {
        if !self.sorted.replace(true) {
            self.at.borrow_mut().sort_unstable();
        }
        let all = self.at.borrow();
        let start = all.partition_point(|&(w, ..)| w < word);
        let places = all[start..].iter().take_while(|(w, ..)| *w == word);
        places.map(|&(_, at, bound)| (at, bound)).min_by_key(|&(at, bound)| {
            let away = at.abs_diff(token);
            (away, bound, away == 1 && reading.doc.gap(at.max(token) as usize).has(PARTS), at)
        })
    }
}

/// All matches of a note against one set of terms and their runs.
pub(crate) fn scan(
    reading: &Reading<'_>,
    (terms, runs): (Terms<'_>, &Runs),
    of: Vocabulary,
    out: &mut Vec<Match>,
) {
    let mut positions = Positions::new();
    for (number, sentence) in reading.doc.sentences().iter().enumerate() {
        let number = number as u32;
        let range = sentence.tokens.0 as usize..sentence.tokens.1 as usize;
        positions.read(reading, of, range.clone());
        for token in range {
            for &anchor in reading.numbers(of, token) {
                for term in runs.likely(anchor.word, |word| positions.has(word)).flatten() {
                    let Some(term) = terms.term(term) else { continue };
                    let at = (token as u32, anchor.bound);
                    if let Some(found) = place((reading, of), &positions, number, at, &term) {
                        out.push(found);
                    }
                }
            }
        }
    }
}

/// The match of a term whose rarest word stands at `anchor`, if its other words stand near.
fn place(
    (reading, of): (&Reading<'_>, Vocabulary),
    positions: &Positions,
    sentence: u32,
    (anchor, bound): (u32, bool),
    term: &Term<'_>,
) -> Option<Match> {
    let others = &term.required[1..];
    if matches!(term.kind, TermKind::Drug) || !others.iter().all(|w| positions.has(w.get())) {
        return None;
    }
    let (mut tokens, mut free, mut tied) = (Few::default(), Few::default(), Few::default());
    tokens.push(anchor)?;
    if bound {
        tied.push(anchor)?
    } else {
        free.push(anchor)?
    }
    for word in others {
        let (at, bound) = positions.nearest(reading, word.get(), anchor)?;
        if at.abs_diff(anchor) as usize > REACH {
            return None;
        }
        tokens.push(at)?;
        if bound { tied.push(at)? } else { free.push(at)? }
    }
    if tied.as_slice().iter().any(|&t| !free.contains(t)) {
        return None;
    }
    let mut optional = 0;
    tokens.tidy();
    let (low, high) = (*tokens.as_slice().first()?, *tokens.as_slice().last()?);
    let mut allowed = Few::default();
    for word in term.optional {
        if positions.has(word.get())
            && let Some((at, _)) = positions.nearest(reading, word.get(), anchor)
            && at + 2 >= low
            && at <= high + 2
            && !is_parted(reading, at, low, high)
            // Half a short form names nothing: `HTN, PAD` is no arterial hypertension.
            && uses_most(reading.numbers(of, at as usize), term)
        {
            optional += 1;
            allowed.push(at)?;
        }
    }
    let own = tokens.as_slice();
    if !own
        .iter()
        .all(|&t| uses_most(reading.numbers(of, t as usize), term) && is_bound_number(reading, own, t))
    {
        return None;
    }
    let cost = cost(reading, low, high, own, allowed.as_slice());
    let limit = 0.8 + 0.35 * (term.required.len() as f32 - 1.0).min(4.0);
    if cost > limit {
        return None;
    }
    for &token in allowed.as_slice() {
        tokens.push(token)?;
    }
    tokens.tidy();
    let all = reading.doc.tokens();
    let tokens = tokens.as_slice().to_vec();
    let (first, last) = (*tokens.first()? as usize, *tokens.last()? as usize);
    Some(Match {
        kind: term.kind,
        code: term.code,
        source: term.source,
        of_mentions: false,
        words: term.required.len() as u8,
        optional,
        cost,
        span: all[first].span.cover(all[last].span),
        sentence,
        tokens,
    })
}

/// Whether a comma parts a word from the others, which stand from `low` to `high`.
fn is_parted(reading: &Reading<'_>, at: u32, low: u32, high: u32) -> bool {
    let between = if at < low { at + 1..low + 1 } else { high + 1..at + 1 };
    between.into_iter().any(|t| reading.doc.gap(t as usize).has(Gap::COMMA.with(Gap::COLON)))
}

/// Whether a number stands beside another word of the match, if the token is one: the 2 of
/// "type 2 diabetes with kidney disease, stage 3b" makes no stage 2.
fn is_bound_number(reading: &Reading<'_>, tokens: &[u32], token: u32) -> bool {
    let word = reading.doc.folded(token as usize);
    if tokens.len() < 2 || !word.bytes().all(|b| b.is_ascii_digit()) {
        return true;
    }
    let beside = |t: u32| tokens.contains(&t);
    token.checked_sub(1).is_some_and(beside) || beside(token + 1)
}

/// Whether a term holds at least half of what an abbreviation names, if it is one.
fn uses_most(forms: &[Number], term: &Term<'_>) -> bool {
    let (mut all, mut used) = (0, 0);
    for number in forms.iter().filter(|n| n.grouped) {
        all += 1;
        used += usize::from(term.required.iter().chain(term.optional).any(|w| w.get() == number.word));
    }
    // The token itself may be the word of the term, whatever it stands for.
    let itself = forms
        .first()
        .is_some_and(|n| !n.grouped && !n.bound && term.required.iter().any(|w| w.get() == n.word));
    itself || used * 2 >= all
}

/// What stands between the matched words.
fn cost(reading: &Reading<'_>, low: u32, high: u32, matched: &[u32], allowed: &[u32]) -> f32 {
    let mut sum = 0.0;
    for token in low..=high {
        if token > low {
            sum += gap_cost(reading.doc.gap(token as usize));
        }
        if matched.contains(&token) || allowed.contains(&token) {
            continue;
        }
        sum += match reading.roles[token as usize] {
            Role::Empty => 0.05,
            Role::Modifier => 0.15,
            Role::Content => 0.5,
        };
        let word = reading.doc.folded(token as usize);
        sum += match word {
            "and" | "or" | "but" => 0.45,
            // A cue between the words of a match would belong to half of it.
            "no" | "not" | "without" | "denies" | "vs" | "versus" | "possible" | "possibly"
            | "probable" | "probably" | "likely" | "suspected" | "suspect" | "concern" | "rule"
            | "denied" | "resolved" | "prior" | "history" => 2.0,
            _ => 0.0,
        };
    }
    sum
}

fn gap_cost(gap: Gap) -> f32 {
    let mut sum = 0.0;
    if gap.has(Gap::COMMA) {
        sum += 0.4;
    }
    if gap.has(Gap::SLASH.with(Gap::AND)) {
        sum += 0.5;
    }
    if gap.has(Gap::SEMICOLON.with(Gap::COLON).with(Gap::ARROW).with(Gap::PIPE).with(Gap::BULLET)) {
        sum += 1.5;
    }
    if gap.has(Gap::OPEN.with(Gap::CLOSE).with(Gap::STOP).with(Gap::COLUMN)) {
        sum += 0.8;
    }
    // What follows a spaced dash comments on what stands before it.
    if gap.has(Gap::DASH) {
        sum += 1.3;
    }
    sum
}
