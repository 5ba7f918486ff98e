//! Right, left or both?

use super::Words;
use medcode_model::Span;
use medcode_note::Gap;

/// A side of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Right,
    Left,
    Both,
}

impl Side {
    /// The side a folded word says.
    pub(crate) fn of_word(word: &str) -> Option<Self> {
        match word {
            "right" | "rt" => Some(Self::Right),
            "left" | "lt" => Some(Self::Left),
            "bilateral" | "both" | "bilat" | "bl" => Some(Self::Both),
            _ => None,
        }
    }

    /// The side in the words of a label.
    pub(crate) fn of_label(words: &[String]) -> Option<Self> {
        words.iter().find_map(|w| Self::of_word(w))
    }
}

impl Words<'_, '_> {
    /// The side said closest to some tokens: in the closest stretch that says one. Where a
    /// stretch says both sides of different things, the closest counts.
    pub(crate) fn side(&self, near: (usize, usize)) -> Option<(Side, Span)> {
        for &(first, end) in &self.stretches {
            let (first, end) = (first.min(near.0), end.max(near.1));
            let mut best: Option<(usize, Side, usize)> = None;
            for at in first..end {
                let Some(side) = self.side_at(at) else { continue };
                let away = if at < near.0 { near.0 - at } else { (at + 1).saturating_sub(near.1) * 2 };
                if best.is_none_or(|(d, ..)| away < d) {
                    best = Some((away, side, at));
                }
            }
            if let Some((_, side, at)) = best {
                let side = if self.joined(at, side) { Side::Both } else { side };
                return Some((side, self.span(at, at + 1)));
            }
        }
        self.of_fracture()
    }

    /// A bone set or nailed in an account that names no side: the side of the one fracture.
    fn of_fracture(&self) -> Option<(Side, Span)> {
        let words = &self.tables.procedures[self.hit.row];
        if !words.patterns.iter().any(|p| p[2] == b'S' && matches!(p[1], b'Q' | b'P')) {
            return None;
        }
        let mut found: Option<(Side, Span)> = None;
        for at in (0..self.doc.tokens().len()).filter(|&t| self.doc.folded(t) == "fracture") {
            let sentence = self.doc.sentence_of(at);
            let near = at.saturating_sub(5)..(at + 5).min(self.doc.tokens().len());
            for t in near.filter(|&t| self.doc.sentence_of(t) == sentence) {
                match (self.side_at(t), &found) {
                    (Some(side), None) => found = Some((side, self.span(t, t + 1))),
                    (Some(side), Some((other, _))) if side != *other => return None,
                    _ => {}
                }
            }
        }
        found
    }

    /// `6.2 L`: a measure, not a side.
    fn is_volume(&self, at: usize) -> bool {
        self.doc.gap(at) == medcode_note::Gap::NONE
            && self.doc.raw(at.wrapping_sub(1)).bytes().any(|b| b.is_ascii_digit())
    }

    /// Whether the other side is said with it: `R and L`, `left & right`.
    fn joined(&self, at: usize, side: Side) -> bool {
        let other = |i: usize| self.side_at(i).is_some_and(|s| s != side && s != Side::Both);
        let and =
            |i: usize| self.doc.folded(i) == "and" || self.doc.gap(i + 1).has(medcode_note::Gap::AND);
        (and(at + 1) && other(at + 2)) || (at >= 2 && and(at - 1) && other(at - 2))
    }

    fn side_at(&self, at: usize) -> Option<Side> {
        let raw = self.doc.raw(at);
        // "Stone left in place", "RCA left to medical treatment": a verb.
        let verb = matches!(
            self.doc.folded(at + 1),
            "in" | "behind" | "open" | "alone" | "intact" | "to" | "untouched" | "for"
        );
        if raw == "left"
            && verb
            && at > 0
            && at != self.hit.end
            && !self.doc.gap(at).has(Gap::STOP.with(Gap::COMMA))
        {
            return None;
        }
        match raw {
            // A capital alone is a side before a word, not in `L4` or `5 L`.
            "R" => Some(Side::Right),
            "L" if !self.is_volume(at) => Some(Side::Left),
            "B" | "R/L" => None,
            _ => Side::of_word(self.doc.folded(at)).or_else(|| self.side_of_added(at)),
        }
    }

    /// `RLL`, `LLE`: a side within an abbreviation.
    fn side_of_added(&self, at: usize) -> Option<Side> {
        let n = self.added.binary_search_by_key(&at, |h| h.first).ok()?;
        self.tables.added[self.added[n].row].words.iter().find_map(|w| Side::of_word(w))
    }
}
