//! How is a list of codes read (`A15-A19, B90.-`), and how are some taken out of it again?

use super::token::{Kind, Token};
use medcode_model::{Code, Target};

/// A code or range as written, before any restriction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) from: Code,
    pub(super) to: Code,
}

impl Item {
    pub(super) const fn target(&self) -> Target {
        Target::range(self.from, self.to)
    }
}

/// A list of codes and where it ends.
pub(super) struct List {
    pub(super) items: Vec<Item>,
    /// The first token after it.
    pub(super) end: usize,
    /// Whether more than one bare category was written: dots, dashes, ranges and lists do not
    /// happen by chance, `B12` in "vitamin B12" does.
    pub(super) plainly_codes: bool,
    /// A range that runs backwards or breaks off.
    pub(super) broken: bool,
}

/// Reads the list whose first code stands at `at`.
pub(super) fn list(tokens: &[Token<'_>], at: usize) -> Option<List> {
    let mut out = List { items: Vec::new(), end: at, plainly_codes: false, broken: false };
    let mut next = at;
    while let Some(Kind::Code(from)) = kind(tokens, next) {
        let (item, end, plain) = item(tokens, from, next + 1, &mut out.broken);
        out.plainly_codes |= plain || !out.items.is_empty();
        out.items.push(item);
        out.end = end;
        next = separators(tokens, end);
    }
    (!out.items.is_empty()).then_some(out)
}

pub(super) fn kind<'a>(tokens: &[Token<'a>], at: usize) -> Option<Kind<'a>> {
    tokens.get(at).map(|token| token.kind)
}

pub(crate) fn word_in(tokens: &[Token<'_>], at: usize, words: &[&str]) -> bool {
    matches!(kind(tokens, at), Some(Kind::Word(word)) if words.iter().any(|w| w.eq_ignore_ascii_case(word)))
}

/// The first token after commas, stray dots and conjunctions.
pub(super) fn separators(tokens: &[Token<'_>], mut at: usize) -> usize {
    while matches!(kind(tokens, at), Some(Kind::Comma | Kind::Dot))
        || word_in(tokens, at, &["and", "or"])
    {
        at += 1;
    }
    at
}

/// One code or range whose first code has been read.
fn item(tokens: &[Token<'_>], from: Code, at: usize, broken: &mut bool) -> (Item, usize, bool) {
    let after = dashes(tokens, at);
    let dashed = after > at;
    let dotted = from.len() > 3 || dashed && kind(tokens, at) == Some(Kind::Dot);
    let (to_at, ranged) = match kind(tokens, after) {
        _ if word_in(tokens, after, &["to", "through", "thru"]) => (after + 1, true),
        _ => (after, dashed),
    };
    if ranged && let Some(Kind::Code(to)) = kind(tokens, to_at) {
        *broken |= to.compact() < from.compact() && !to.is_under(&from) && !from.is_under(&to);
        let end = dashes(tokens, to_at + 1);
        *broken |= end > to_at + 1 && touches_number(tokens, end);
        return (Item { from, to }, end, true);
    }
    if dashed && let Some((to, end)) = short_end(tokens, from, after) {
        return (Item { from, to }, end, true);
    }
    *broken |= dashed && touches_number(tokens, after);
    (Item { from, to: from }, after, dashed || dotted)
}

/// Past the dot and dashes that may follow a code (`E08.-`, `S12.0--`, `I69.`).
fn dashes(tokens: &[Token<'_>], at: usize) -> usize {
    let mut end = at;
    loop {
        let dot_then_dash =
            kind(tokens, end) == Some(Kind::Dot) && kind(tokens, end + 1) == Some(Kind::Dash);
        match kind(tokens, end) {
            Some(Kind::Dash) => end += 1,
            Some(Kind::Dot) if dot_then_dash => end += 2,
            _ => return end,
        }
    }
}

/// The end of a range that repeats only what changes (`I83.1-.2`).
fn short_end(tokens: &[Token<'_>], from: Code, at: usize) -> Option<(Code, usize)> {
    let (Some(Kind::Dot), Some(Kind::Word(rest))) = (kind(tokens, at), kind(tokens, at + 1)) else {
        return None;
    };
    let to = Code::cm(&format!("{}{rest}", from.category().compact())).ok()?;
    (to.len() == from.len() && to > from).then_some((to, at + 2))
}

/// A number that touches the dash before it: a range that breaks off (`R40-23`).
fn touches_number(tokens: &[Token<'_>], at: usize) -> bool {
    let (Some(dash), Some(word)) = (at.checked_sub(1).and_then(|i| tokens.get(i)), tokens.get(at))
    else {
        return false;
    };
    matches!(word.kind, Kind::Word(w) if w.bytes().all(|b| b.is_ascii_digit()))
        && dash.span.end == word.span.start
}

/// The targets without the codes excepted.
pub(super) fn without(targets: &[Target], excepted: &[Target]) -> Vec<Target> {
    let mut left = targets.to_vec();
    for except in excepted {
        left = left.into_iter().flat_map(|target| split(target, except)).collect();
    }
    left
}

/// What remains of a range on either side of what is taken out.
fn split(target: Target, except: &Target) -> Vec<Target> {
    let above = |code: &Code| code.compact() > target.to.compact() && !code.is_under(&target.to);
    if above(&except.from) || except.to.compact() < target.from.compact() {
        return vec![target];
    }
    let mut out = Vec::new();
    if let Some(to) =
        neighbour(except.from, -1).filter(|_| target.from.compact() < except.from.compact())
    {
        out.push(Target { to, ..target });
    }
    if let Some(from) = neighbour(except.to, 1).filter(|from| !above(from)) {
        let to = if from.is_under(&target.to) { last_sibling(from) } else { target.to };
        out.push(Target { from, to, ..target });
    }
    out
}

/// The order of characters in codes.
const ORDER: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// The code of the same length just before or after, whether or not it exists.
fn neighbour(code: Code, step: isize) -> Option<Code> {
    let mut chars = *code.bytes();
    let mut at = code.len().checked_sub(1)?;
    loop {
        let place = ORDER.iter().position(|&c| c == chars[at])?;
        if let Some(&c) = place.checked_add_signed(step).and_then(|place| ORDER.get(place)) {
            chars[at] = c;
            return Some(Code::from_bytes(code.system(), chars));
        }
        chars[at] = if step < 0 { b'Z' } else { b'0' };
        at = at.checked_sub(1)?;
    }
}

/// The last code that could stand beside this one.
fn last_sibling(code: Code) -> Code {
    let mut chars = *code.bytes();
    chars[code.len().saturating_sub(1)] = b'Z';
    Code::from_bytes(code.system(), chars)
}
