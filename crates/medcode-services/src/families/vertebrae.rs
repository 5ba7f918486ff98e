//! Which vertebrae do some words name, and which spaces between them?
//!
//! `L4-5`, `C4-C7`, `L3 to S1` name the spaces between the first and the last; `L3, L4 and L5` name
//! vertebrae.

use crate::desk::Case;
use medcode_note::Gap;
use std::ops::Range;

/// The regions of the spine, each with how many vertebrae it has before the next begins.
const REGIONS: [(char, u32); 4] = [('c', 7), ('t', 12), ('l', 5), ('s', 5)];
/// What stands between the first and the last of a stretch.
const TO: [&str; 3] = ["to", "through", "thru"];

/// Vertebrae and spaces, a bit each from the top of the neck down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Spanned {
    /// The space below each vertebra.
    spaces: u64,
    /// Vertebrae named alone.
    alone: u64,
}

impl Spanned {
    pub(super) fn join(&mut self, other: &Self) {
        self.spaces |= other.spaces;
        self.alone |= other.alone;
    }

    pub(super) fn spaces(&self) -> usize {
        self.spaces.count_ones() as usize
    }

    /// Vertebrae named: alone, or as ends of a stretch where none is.
    pub(super) fn bodies(&self) -> usize {
        if self.alone == 0 {
            self.vertebrae().count_ones() as usize
        } else {
            self.alone.count_ones() as usize
        }
    }

    pub(super) fn len(&self) -> usize {
        self.spaces() + self.alone.count_ones() as usize
    }

    fn vertebrae(&self) -> u64 {
        self.spaces | self.spaces << 1
    }

    /// From the highest to the lowest, both counted.
    pub(super) fn span(&self) -> usize {
        let all = self.vertebrae() | self.alone;
        if all == 0 { 0 } else { 64 - (all.leading_zeros() + all.trailing_zeros()) as usize }
    }
}

/// What some tokens name.
pub(super) fn spanned(case: &Case<'_>, tokens: Range<usize>) -> Spanned {
    let doc = case.reading.doc;
    let joined = |t: usize| {
        let gap = doc.gap(t);
        gap.has(Gap::HYPHEN) || gap.has(Gap::SLASH) || gap.has(Gap::DASH)
    };
    let mut out = Spanned::default();
    let mut at = tokens.start;
    while at < tokens.end {
        let Some(first) = place(doc.folded(at)) else {
            at += 1;
            continue;
        };
        let mut last = first;
        let mut next = at + 1;
        // `L4-L5-S1`, `C4 through C7`.
        while next < tokens.end {
            let step = usize::from(TO.contains(&doc.folded(next)));
            let lower = below(last, doc.folded(next + step));
            let Some(lower) = lower.filter(|_| (step == 1 || joined(next)) && next + step < tokens.end)
            else {
                break;
            };
            last = lower;
            next += step + 1;
        }
        if last == first {
            out.alone |= 1 << first;
        } else {
            out.spaces |= (1 << last) - (1 << first);
        }
        at = next;
    }
    if out.spaces != 0 {
        // `L5 root`, `L4 pedicle` beside `L5-S1` are ends of it.
        out.alone &= !out.vertebrae();
    }
    out
}

/// Where a vertebra stands, counted from the top: `c1` is 0, `s1` is 24.
fn place(word: &str) -> Option<u32> {
    let letter = word.chars().next()?;
    let number: u32 = word.get(1..)?.parse().ok()?;
    let mut before = 0;
    for (region, count) in REGIONS {
        if region == letter {
            return (1..=count).contains(&number).then_some(before + number - 1);
        }
        before += count;
    }
    None
}

/// The lower end of a stretch: `c7` after `c4`; `5` after `l4`, `1` after `l5`.
fn below(above: u32, word: &str) -> Option<u32> {
    let named = place(word).filter(|p| *p > above);
    named.or_else(|| {
        let number: u32 = word.parse().ok()?;
        let mut start = 0;
        for (_, count) in REGIONS {
            let end = start + count;
            if (start..end).contains(&above) {
                let same = start + number.checked_sub(1)?;
                if same > above && same < end {
                    return Some(same);
                }
                return (number == 1).then_some(end);
            }
            start = end;
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vertebrae_are_counted_from_the_top_of_the_neck() {
        for (word, at) in
            [("c1", Some(0)), ("t1", Some(7)), ("l1", Some(19)), ("s1", Some(24)), ("l6", None)]
        {
            assert_eq!(place(word), at, "{word}");
        }
        for (above, word, lower) in
            [("l4", "5", "l5"), ("l5", "s1", "s1"), ("l5", "1", "s1"), ("c4", "7", "c7")]
        {
            assert_eq!(below(place(above).unwrap(), word), place(lower), "{above}-{word}");
        }
        assert_eq!(below(place("l5").unwrap(), "l4"), None);
    }

    #[test]
    fn a_stretch_holds_one_more_vertebra_than_spaces() {
        let of = |from: &str, to: &str| Spanned {
            spaces: (1 << place(to).unwrap()) - (1 << place(from).unwrap()),
            alone: 0,
        };
        for (from, to, spaces, span) in [("l4", "l5", 1, 2), ("l3", "s1", 3, 4), ("t10", "s1", 8, 9)] {
            let spanned = of(from, to);
            assert_eq!((spanned.spaces(), spanned.span()), (spaces, span), "{from}-{to}");
        }
    }
}
