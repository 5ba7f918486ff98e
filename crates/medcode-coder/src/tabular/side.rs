//! Left, right or both (OCG I.B.13): by the side word nearest to the mention, else by the
//! one side that the whole note gives to the same part of the body.

use crate::case::Case;
use crate::mention::Match;
use crate::reading::Form;
use medcode_model::Mode;
use medcode_note::Gap;
use std::cell::OnceCell;

/// A side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Left,
    Right,
    Both,
}

impl Side {
    /// The word of the Tabular.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
            Self::Both => "bilateral",
        }
    }

    /// Whether a word of a title names a side.
    pub(crate) fn is_named(word: &str) -> bool {
        matches!(word, "left" | "right" | "bilateral")
    }
}

/// Where sides are named in a note, worked out when first asked for.
#[derive(Default)]
pub(crate) struct Sides {
    /// The side that each spelling names.
    spelled: OnceCell<Vec<Option<Side>>>,
    /// The side beside each token.
    beside: OnceCell<Vec<Option<Side>>>,
}

/// The side of a mention.
pub(crate) fn of(case: &Case<'_>, found: &Match) -> Option<Side> {
    let sentence = case.doc.sentences()[found.sentence as usize];
    let range = (sentence.tokens.0 as usize, sentence.tokens.1 as usize);
    let first = *found.tokens.first()? as usize;
    let last = *found.tokens.last()? as usize;
    if case.facts.mode == Mode::Mentions {
        // A mention has the side that stands beside it, whatever the rest of the note says.
        return nearest(
            case,
            first,
            last,
            (range.0.max(first.saturating_sub(4)), range.1.min(last + 6)),
        );
    }
    nearest(case, first, last, range)
        .or_else(|| in_problem(case, found))
        .or_else(|| in_heading(case, found))
        .or_else(|| elsewhere(case, found))
}

/// The side that a token names.
fn at(case: &Case<'_>, token: usize) -> Option<Side> {
    // "OA b/l knees": both sides on two tokens.
    let doc = case.doc;
    if doc.folded(token) == "b" && doc.folded(token + 1) == "l" && doc.gap(token + 1).has(Gap::SLASH) {
        return Some(Side::Both);
    }
    let spelling = case.doc.tokens().get(token)?.spelling as usize;
    let side = |forms: &[Form]| forms.iter().find_map(|f| named(&f.word));
    let sides = case.sides.spelled.get_or_init(|| case.reading.spelled().map(side).collect());
    *sides.get(spelling)?
}

fn named(word: &str) -> Option<Side> {
    match word {
        "left" => Some(Side::Left),
        "right" => Some(Side::Right),
        "bilateral" => Some(Side::Both),
        _ => None,
    }
}

/// A word further away gives no side.
const FAR: usize = 30;

/// The nearest side word of the sentence; two sides joined by "and" are both.
fn nearest(case: &Case<'_>, first: usize, last: usize, (low, high): (usize, usize)) -> Option<Side> {
    let mut best: Option<(usize, usize, Side)> = None;
    for token in low.max(first.saturating_sub(FAR))..high.min(last + FAR + 1) {
        let Some(side) = at(case, token) else { continue };
        let away = if token < first { first - token } else { token.saturating_sub(last) };
        // What stands behind a comma or stop belongs to something else.
        let (from, to) = if token < first { (token + 1, first) } else { (last + 1, token) };
        let cut = (from..=to).filter(|&t| t > low && t < high).any(|t| {
            case.doc.gap(t).has(Gap::SEMICOLON.with(Gap::STOP))
                || (away > 3 && case.doc.gap(t).has(Gap::COMMA))
        });
        let away = away * 2 + usize::from(token > last) + if cut { 40 } else { 0 };
        if best.is_none_or(|(a, ..)| away < a) {
            best = Some((away, token, side));
        }
    }
    let (away, token, side) = best?;
    if away > 2 * FAR {
        return None;
    }
    let other = [token.checked_sub(2), Some(token + 2)].into_iter().flatten().any(|t| {
        (low..high).contains(&t)
            && at(case, t).is_some_and(|s| s != side)
            && matches!(case.doc.folded(token.min(t) + 1), "and" | "or" | "&" | "more" | "greater")
    });
    Some(if other { Side::Both } else { side })
}

/// The one side that the problem's text gives.
fn in_problem(case: &Case<'_>, found: &Match) -> Option<Side> {
    let problem = case.doc.problem_at(found.span)?;
    let (a, b) = case.doc.tokens_in(problem.body);
    one_near(case, found, a..b)
}

/// How many lines above an item its heading may stand.
const ITEMS: u32 = 12;

/// "Postoperative diagnoses, right shoulder:" above a list: the side of every item.
fn in_heading(case: &Case<'_>, found: &Match) -> Option<Side> {
    let doc = case.doc;
    let section = doc.section_at(found.span.start)?;
    let header = section.header?;
    let (first, end) = doc.tokens_in(header);
    let line = doc.line_at(header.start)?;
    let own = doc.line_at(found.span.start)?;
    let far = own.tokens.0.saturating_sub(line.tokens.1) > ITEMS * 20;
    if far || own.tokens == line.tokens && end as u32 == line.tokens.1 {
        return None;
    }
    let last = (line.tokens.1 as usize).min(end + 4);
    let colon = (end..=last).find(|&t| doc.gap(t).has(Gap::COLON)).unwrap_or(end);
    let mut sides = (first..colon.max(end)).filter_map(|t| at(case, t));
    let side = sides.next()?;
    sides.all(|s| s == side).then_some(side)
}

/// The one side that the whole note gives.
fn elsewhere(case: &Case<'_>, found: &Match) -> Option<Side> {
    one_near(case, found, 0..case.doc.tokens().len())
}

/// How many places of a word are looked at on either side of the mention.
const PLACES: usize = 50;

/// The side that stands within three words of a word of the mention, if only one does.
fn one_near(case: &Case<'_>, found: &Match, tokens: std::ops::Range<usize>) -> Option<Side> {
    let mut side = None;
    for &own in &found.tokens {
        let word = case.doc.folded(own as usize);
        if crate::reading::is_describing(word) {
            continue;
        }
        let places = case.places.word(word);
        let before = |limit: usize| places.partition_point(|&t| (t as usize) < limit);
        let here = before(own as usize);
        let first = before(tokens.start).max(here.saturating_sub(PLACES));
        let last = before(tokens.end).min(here + PLACES);
        for &token in places.get(first..last).unwrap_or_default() {
            match (side, beside(case, token as usize)) {
                (_, None) => {}
                (None, Some(s)) => side = Some(s),
                (Some(a), Some(b)) if a == b => {}
                _ => return None,
            }
        }
    }
    side
}

/// The side named within three words of a token, in its sentence.
fn beside(case: &Case<'_>, token: usize) -> Option<Side> {
    *case.sides.beside.get_or_init(|| all_beside(case)).get(token)?
}

/// Of every token the first side named within three words of it, in its sentence.
fn all_beside(case: &Case<'_>) -> Vec<Option<Side>> {
    let mut out = vec![None; case.doc.tokens().len()];
    for token in 0..out.len() {
        let Some(side) = at(case, token) else { continue };
        let sentence = case.doc.sentence_of(token).map(|s| case.doc.sentences()[s].tokens);
        let (low, high) = sentence.map_or((token, token + 1), |(a, b)| (a as usize, b as usize));
        for near in &mut out[token.saturating_sub(2).max(low)..(token + 4).min(high)] {
            *near = near.or(Some(side));
        }
    }
    out
}
