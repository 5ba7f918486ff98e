//! What does "with fifth or sixth character 5" or "with .21" after a list of codes allow?

use super::list::{Item, kind, separators, word_in};
use super::token::{Kind, Token};
use medcode_model::{CharPlace, Code, Target};

/// A restriction as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Restriction {
    /// Any of these characters at one place.
    Characters(CharPlace, u64),
    /// Any of these endings after the code; a leading `-` stands for one character of any kind.
    Endings(Vec<String>),
    /// A place is named and its character left to the coder ("to indicate intent").
    Open,
    /// Words that say something else.
    Words,
}

/// Most targets one restricted item may stand for.
const MAX_EXPANDED: usize = 256;

/// Reads the restriction at `at`, if one stands there, and where it ends.
pub(super) fn restriction(tokens: &[Token<'_>], at: usize) -> Option<(Restriction, usize)> {
    let with = if matches!(kind(tokens, at), Some(Kind::Comma | Kind::Dot)) { at + 1 } else { at };
    if !word_in(tokens, with, &["with"]) {
        return None;
    }
    let at = with + 1;
    let Some((place, after)) = place(tokens, at) else {
        return Some(endings(tokens, at).map_or((Restriction::Words, tokens.len()), |(list, end)| {
            (Restriction::Endings(list), end)
        }));
    };
    if word_in(tokens, after, &["to"])
        && word_in(tokens, after + 1, &["indicate", "identify", "designate"])
    {
        return Some((Restriction::Open, phrase_end(tokens, after)));
    }
    let two = place == Place::FifthAndSixth;
    let several = two || place == Place::One(CharPlace::Final);
    let read = endings(tokens, after).filter(|(list, _)| several && list.iter().any(|e| e.len() > 1));
    if let Some((list, end)) = read {
        let list = if two { list.iter().map(|e| format!("-{e}")).collect() } else { list };
        return Some((Restriction::Endings(list), end));
    }
    match (place, characters(tokens, after)) {
        (Place::One(place), Some((chars, end))) => Some((Restriction::Characters(place, chars), end)),
        _ => Some((Restriction::Words, tokens.len())),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    One(CharPlace),
    /// "fifth to sixth characters 51": two characters after one of any kind.
    FifthAndSixth,
}

/// `fifth or sixth character`, `5th digit`, `final characters`, `fifth-character`.
fn place(tokens: &[Token<'_>], at: usize) -> Option<(Place, usize)> {
    let (first, mut at) = (ordinal(tokens, at)?, at + 1);
    let mut place = Place::One(first);
    let joint = word_in(tokens, at, &["or", "to", "and"]).then(|| ordinal(tokens, at + 1)).flatten();
    if let Some(second) = joint {
        if (first, second) != (CharPlace::Fifth, CharPlace::Sixth) {
            return None;
        }
        let either = word_in(tokens, at, &["or"]);
        place = if either { Place::One(CharPlace::FifthOrSixth) } else { Place::FifthAndSixth };
        at += 2;
    }
    if kind(tokens, at) == Some(Kind::Dash) {
        at += 1;
    }
    word_in(tokens, at, &["character", "characters", "digit", "digits"]).then_some((place, at + 1))
}

fn ordinal(tokens: &[Token<'_>], at: usize) -> Option<CharPlace> {
    let Some(Kind::Word(word)) = kind(tokens, at) else { return None };
    Some(match word.to_ascii_lowercase().as_str() {
        "fourth" | "4th" => CharPlace::Fourth,
        "fifth" | "5th" => CharPlace::Fifth,
        // FY2021 once writes "fifth or six character".
        "sixth" | "6th" | "six" => CharPlace::Sixth,
        "seventh" | "7th" => CharPlace::Seventh,
        "final" => CharPlace::Final,
        _ => return None,
    })
}

/// `1-4 or 6`, `B or C`, `7 - what it means, or 8 - what it means`.
pub(crate) fn characters(tokens: &[Token<'_>], mut at: usize) -> Option<(u64, usize)> {
    let mut chars = 0;
    let mut end = None;
    loop {
        if kind(tokens, at) == Some(Kind::Dot) {
            at += 1;
        }
        let Some(first) = character(tokens, at) else { break };
        let last = (kind(tokens, at + 1) == Some(Kind::Dash)
            || word_in(tokens, at + 1, &["through", "to"]))
        .then(|| character(tokens, at + 2))
        .flatten();
        for c in first..=last.unwrap_or(first) {
            chars |= Target::bit(c);
        }
        at += if last.is_some() { 3 } else { 1 };
        at = past_meaning(tokens, at);
        end = Some(at);
        at = separators(tokens, at);
    }
    Some((chars, end?))
}

fn character(tokens: &[Token<'_>], at: usize) -> Option<u8> {
    match kind(tokens, at) {
        Some(Kind::Word(word)) => match word.as_bytes() {
            [c] if c.is_ascii_digit() || c.is_ascii_uppercase() => Some(*c),
            _ => None,
        },
        _ => None,
    }
}

/// Past a meaning written after its character: ` - death due to ..., ` up to the next
/// character of the list or the end of the phrase.
fn past_meaning(tokens: &[Token<'_>], at: usize) -> usize {
    let meaning =
        kind(tokens, at) == Some(Kind::Dash) && matches!(kind(tokens, at + 1), Some(Kind::Word(_)));
    if !meaning {
        return at;
    }
    let mut end = at;
    while !matches!(kind(tokens, end), None | Some(Kind::Dot | Kind::Close | Kind::Code(_))) {
        let after = separators(tokens, end);
        let next = after > end
            && character(tokens, after).is_some()
            && kind(tokens, after + 1) == Some(Kind::Dash);
        if next {
            return end;
        }
        end += 1;
    }
    end
}

/// `.21`, `.51-.52`, `.14, .24, .94`, `-23`, `.00 or .01`, `1`.
fn endings(tokens: &[Token<'_>], mut at: usize) -> Option<(Vec<String>, usize)> {
    let mut list = Vec::new();
    let mut end = None;
    while let Some((ending, after)) = ending(tokens, at) {
        let range =
            (kind(tokens, after) == Some(Kind::Dash)).then(|| self::ending(tokens, after + 1)).flatten();
        end = Some(match range {
            Some((last, after)) => {
                list.extend(between(&ending, &last)?);
                after
            }
            None => {
                list.push(ending);
                if kind(tokens, after) == Some(Kind::Dash) { after + 1 } else { after }
            }
        });
        at = next_ending(tokens, end?);
    }
    Some((list, end?))
}

/// Where the next ending begins: the dot of `.25` is its own, not a separator.
fn next_ending(tokens: &[Token<'_>], at: usize) -> usize {
    let after = separators(tokens, at);
    if after > at && kind(tokens, after - 1) == Some(Kind::Dot) { after - 1 } else { after }
}

fn ending(tokens: &[Token<'_>], at: usize) -> Option<(String, usize)> {
    let (mark, at) = match kind(tokens, at)? {
        Kind::Dot => ("", at + 1),
        Kind::Dash => ("-", at + 1),
        _ => ("", at),
    };
    match kind(tokens, at) {
        Some(Kind::Word(w)) if w.len() <= 4 && w.bytes().all(|b| b.is_ascii_digit()) => {
            Some((format!("{mark}{w}"), at + 1))
        }
        _ => None,
    }
}

/// Every ending from one to another of the same length.
fn between(first: &str, last: &str) -> Option<Vec<String>> {
    let width = first.len();
    let (a, b): (u32, u32) = (first.parse().ok()?, last.parse().ok()?);
    (width == last.len() && a <= b && b - a < 100)
        .then(|| (a..=b).map(|n| format!("{n:0width$}")).collect())
}

/// The end of the bracket or sentence.
fn phrase_end(tokens: &[Token<'_>], from: usize) -> usize {
    (from..tokens.len())
        .find(|&at| matches!(kind(tokens, at), Some(Kind::Close | Kind::Dot)))
        .unwrap_or(tokens.len())
}

/// The targets an item stands for under a restriction; none where it cannot be spelled out.
pub(super) fn apply(item: &Item, restriction: &Restriction) -> Option<Vec<Target>> {
    match restriction {
        Restriction::Open => Some(vec![item.target()]),
        Restriction::Words => None,
        Restriction::Characters(place, chars) => {
            Some(vec![Target { place: *place, chars: *chars, ..item.target() }])
        }
        Restriction::Endings(endings) => {
            let mut out = Vec::new();
            for base in bases(item)? {
                for ending in endings {
                    out.extend(with_ending(&base, ending)?);
                }
                if out.len() > MAX_EXPANDED {
                    return None;
                }
            }
            Some(out)
        }
    }
}

/// Every code of a range whose ends differ in the last characters only, whether it exists or not.
fn bases(item: &Item) -> Option<Vec<String>> {
    let (from, to) = (item.from.compact(), item.to.compact());
    if from == to {
        return Some(vec![from.to_owned()]);
    }
    let common = if from.len() == 3 { 1 } else { from.len() - 1 };
    if from.len() != to.len() || from[..common] != to[..common] {
        return None;
    }
    Some(
        between(&from[common..], &to[common..])?
            .iter()
            .map(|rest| format!("{}{rest}", &from[..common]))
            .collect(),
    )
}

fn with_ending(base: &str, ending: &str) -> Option<Vec<Target>> {
    let target = |text: String| Code::cm(&text).ok().map(Target::one);
    match ending.strip_prefix('-') {
        None => Some(vec![target(format!("{base}{ending}"))?]),
        Some(rest) => ('0'..='9').map(|any| target(format!("{base}{any}{rest}"))).collect(),
    }
}
