//! Where on the body was a service done: side, finger, toe, eyelid, coronary artery?

use super::Reading;
use medcode_note::Gap;
use std::ops::Range;

/// A side of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Left,
    Right,
    Both,
}

/// As many words are searched for the same words; a note that a person wrote is shorter.
const LONG: usize = 100_000;

/// After `same`: another than the side is meant.
const BY_THE_SAME: &[&str] =
    &["surgeon", "physician", "provider", "doctor", "day", "session", "visit", "time", "setting"];

/// What one side has two of.
const BESIDE_EACH_OTHER: &[&str] = &[
    "nv",
    "border",
    "edge",
    "neurovascular",
    "bundle",
    "digital",
    "menisci",
    "meniscus",
    "bone",
    "screw",
    "tumor",
    "lesion",
    "wound",
    "level",
    "end",
    "fragment",
    "malleoli",
    "compartment",
    "root",
    "layer",
    "procedure",
    "mass",
];

/// Words further away than this tell the side of something else.
const REACH: usize = 8;

impl Reading<'_> {
    /// The side nearest to some tokens: in their statement, else in their sentence, else in their item,
    /// else the one side that the titles of the note name.
    pub(crate) fn side(&self, tokens: &Range<usize>) -> Option<Side> {
        let sentence = self.sentence(tokens.start);
        let near = tokens.start.saturating_sub(REACH).max(sentence.start)
            ..(tokens.end + REACH).min(sentence.end);
        if self.repeated_on_the_other(tokens) {
            return Some(Side::Both);
        }
        self.nearest_side(self.between_commas(tokens), tokens)
            .or_else(|| self.nearest_side(near, tokens))
            .or_else(|| self.nearest_side(sentence, tokens))
            .or_else(|| self.side_of_item(tokens))
            .or_else(|| *self.titled.get_or_init(|| self.titled_side()))
            .or_else(|| self.side_of_the_same(tokens))
            .or_else(|| *self.only.get_or_init(|| self.only_side()))
    }

    /// The side nearest in the item, but for its sentences that tell of another day: `R eye done 7/14.
    /// Today OS.`
    fn side_of_item(&self, tokens: &Range<usize>) -> Option<Side> {
        let item = self.item(tokens.start);
        let own = self.sentence(tokens.start);
        let of_today = |at: &usize| {
            let sentence = self.sentence(*at);
            sentence == own || self.another_day(&(*at..*at + 1), &sentence) != Some(true)
        };
        let kept: Vec<(usize, Side)> =
            item.filter_map(|at| Some((at, self.side_at(at)?))).filter(|(at, _)| of_today(at)).collect();
        // What stands before sets the topic; what follows may open another.
        let before = kept.iter().rev().find(|(at, _)| *at < tokens.start);
        let (at, _) = before.or_else(|| kept.iter().min_by_key(|(at, _)| distance(*at, tokens)))?;
        self.nearest_side(*at..*at + 3, tokens)
    }

    /// The part of a sentence between the commas around some tokens.
    pub(crate) fn between_commas(&self, tokens: &Range<usize>) -> Range<usize> {
        let sentence = self.sentence(tokens.start);
        let ends = |t: &usize| self.doc.gap(*t).has(Gap::COMMA.with(Gap::SEMICOLON));
        let from = sentence.start.max(tokens.start.saturating_sub(REACH));
        let to = sentence.end.min(tokens.end + REACH);
        let start = (from + 1..=tokens.start).rev().find(ends).unwrap_or(from);
        start..(tokens.end..to).find(ends).unwrap_or(to)
    }

    /// `L: same`, `the left side was treated likewise`: what was done is told of one side and
    /// repeated on the other, in the same item.
    fn repeated_on_the_other(&self, tokens: &Range<usize>) -> bool {
        let item = self.item(tokens.start);
        let Some(first) = self.nearest_side(item.start..tokens.end.min(item.end), tokens) else {
            return false;
        };
        (tokens.end..item.end).any(|at| {
            let other = self.side_at(at).is_some_and(|s| s != first && s != Side::Both);
            let words = at + 1..(at + 8).min(item.end);
            let same = |t: usize| {
                !BY_THE_SAME.contains(&self.doc.folded(t + 1))
                    && matches!(
                        self.doc.folded(t),
                        "same" | "similarly" | "likewise" | "identical" | "identically" | "repeated"
                    )
            };
            other && words.into_iter().any(same)
        })
    }

    /// The side named beside the same words elsewhere: `right shoulder dislocation`.
    fn side_of_the_same(&self, tokens: &Range<usize>) -> Option<Side> {
        let words: Vec<&str> =
            tokens.clone().map(|t| self.doc.folded(t)).filter(|w| w.len() > 4).collect();
        let all = 0..self.doc.tokens().len().min(LONG);
        let mut places = all.filter(|t| words.contains(&self.doc.folded(*t)));
        places.find_map(|t| {
            let sentence = self.sentence(t);
            let near = t.saturating_sub(3).max(sentence.start)..(t + 4).min(sentence.end);
            self.nearest_side(near, &(t..t + 1))
        })
    }

    /// The one side that the note names outside of histories.
    fn only_side(&self) -> Option<Side> {
        let mut found = None;
        for at in 0..self.doc.tokens().len() {
            let Some(side) = self.side_at(at) else { continue };
            let next = self.doc.folded(at + 1);
            let handed = matches!(next, "handed" | "now" | "away" | "alone" | "dominant")
                || (next == "hand" && matches!(self.doc.folded(at + 2), "dominant" | "dominance"));
            let section = self.doc.section_at(self.doc.tokens()[at].span.start);
            if handed || section.is_some_and(|s| s.kind.is_history_list()) {
                continue;
            }
            if found.is_some_and(|f| f != side) {
                return None;
            }
            found = Some(side);
        }
        found
    }

    fn nearest_side(&self, within: Range<usize>, tokens: &Range<usize>) -> Option<Side> {
        let sides: Vec<(usize, Side)> =
            within.filter_map(|at| Some((distance(at, tokens), self.side_at(at)?))).collect();
        let &(_, nearest) = sides.iter().min_by_key(|(distance, _)| *distance)?;
        // "right and left knees" names both, however near either stands.
        let both = sides.iter().any(|(d, s)| *s != nearest && *d <= 3)
            && self.joined(tokens.start.saturating_sub(4)..tokens.end + 4);
        let named = |side: Side| sides.iter().any(|(_, s)| *s == side);
        // `R ear wax and L ear wax, both removed`.
        let both = both || named(Side::Both) && named(Side::Left) && named(Side::Right);
        Some(if both { Side::Both } else { nearest })
    }

    /// Whether `right and left` stands within some tokens.
    fn joined(&self, within: Range<usize>) -> bool {
        let end = within.end.min(self.doc.tokens().len());
        (within.start..end.saturating_sub(2)).any(|at| {
            let joins = self.doc.folded(at + 1) == "and";
            joins
                && matches!(
                    (self.side_at(at), self.side_at(at + 2)),
                    (Some(Side::Left), Some(Side::Right)) | (Some(Side::Right), Some(Side::Left))
                )
        })
    }

    /// The side a token names.
    pub(crate) fn side_at(&self, token: usize) -> Option<Side> {
        match self.doc.folded(token) {
            "left" | "lt" | "os" => Some(Side::Left),
            "right" | "rt" | "od" if !self.is_dose(token) => Some(Side::Right),
            // `Both NV bundles protected`: two of one side.
            "both" if BESIDE_EACH_OTHER.contains(&self.doc.folded(token + 1)) => None,
            "bilateral" | "bilaterally" | "bmt" | "both" | "bilat" | "ou" => Some(Side::Both),
            "bl" | "b" if self.is_b_l(token) => Some(Side::Both),
            "l" if token > 0 && self.is_b_l(token - 1) => Some(Side::Both),
            // One letter is a side only in capitals, and not as an initial or a unit.
            "l" if self.is_letter(token) => Some(Side::Left),
            "r" if self.is_letter(token) => Some(Side::Right),
            _ => None,
        }
    }

    /// `B/L block`, `BL knees`: both sides.
    fn is_b_l(&self, token: usize) -> bool {
        match self.doc.raw(token) {
            "BL" => true,
            "B" | "b" => self.doc.folded(token + 1) == "l" && self.doc.gap(token + 1).has(Gap::SLASH),
            _ => false,
        }
    }

    /// A capital of its own, before a word: "R knee", "(L) shoulder"; not "1 L", not "L4".
    fn is_letter(&self, token: usize) -> bool {
        let capital = matches!(self.doc.raw(token), "L" | "R");
        // "1. R wrist", "2) L knee": the number of a list.
        let listed = self.doc.gap(token).has(Gap::STOP.with(Gap::CLOSE).with(Gap::COLON));
        // `40mg R shoulder` has a measure of its own.
        let numeral = |word: &str| {
            word.starts_with(|c: char| c.is_ascii_digit())
                && word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
        };
        let after_number = token > 0 && !listed && numeral(self.doc.folded(token - 1));
        let initial = self.doc.gap(token + 1).has(Gap::STOP);
        capital && !after_number && !initial
    }

    /// "5 mg od": once a day.
    fn is_dose(&self, token: usize) -> bool {
        self.doc.folded(token) == "od" && self.doc.raw(token) != "OD"
    }

    /// The one side that the headings and titles of the note name.
    fn titled_side(&self) -> Option<Side> {
        use medcode_note::SectionKind as K;
        let mut found = None;
        for section in self.doc.sections() {
            let titles =
                matches!(section.kind, K::Title | K::PreopDiagnosis | K::PostopDiagnosis | K::Procedure);
            if !titles {
                continue;
            }
            let (first, end) = self.doc.tokens_in(section.span);
            for side in (first..end.min(first + 60)).filter_map(|at| self.side_at(at)) {
                if found.is_some_and(|f| f != side) {
                    return None;
                }
                found = Some(side);
            }
        }
        found
    }

    /// The modifier of the finger, toe, eyelid or coronary artery that some tokens or their
    /// sentence name.
    pub(crate) fn part(&self, tokens: &Range<usize>, parts: Parts) -> Option<&'static str> {
        if parts == Parts::Artery {
            return self.artery(tokens);
        }
        let side = self.side(tokens)?;
        let item = self.item(tokens.start);
        let parts = if parts == Parts::Digit { self.digit(item.clone()) } else { parts };
        let mut places: Vec<usize> = self.between_commas(tokens).collect();
        let mut rest: Vec<usize> = self.sentence(tokens.start).collect();
        rest.sort_by_key(|at| distance(*at, tokens));
        places.sort_by_key(|at| distance(*at, tokens));
        places.extend(rest);
        places.extend(item);
        places.into_iter().find_map(|at| {
            let (left, right) = named_part(parts, self.doc.folded(at), self.doc.folded(at + 1))?;
            match side {
                Side::Left => Some(left),
                Side::Right => Some(right),
                Side::Both => None,
            }
        })
    }

    /// The parts of one side that are named in a row where a service is: `R third and fourth toes`.
    pub(crate) fn parts_in_a_row(&self, tokens: &Range<usize>, parts: Parts) -> Vec<&'static str> {
        let Some(side) = self.side(tokens).filter(|s| *s != Side::Both) else { return Vec::new() };
        let near = self.between_commas(tokens);
        let named = |at: usize| {
            let (left, right) = named_part(parts, self.doc.folded(at), self.doc.folded(at + 1))?;
            Some(if side == Side::Left { left } else { right })
        };
        let joins = |at: usize| matches!(self.doc.folded(at), "and" | "plus") && named(at + 1).is_some();
        let Some(first) = near.clone().find(|&t| named(t).is_some() && joins(t + 1)) else {
            return Vec::new();
        };
        let mut out: Vec<&'static str> = [first, first + 2].into_iter().filter_map(named).collect();
        out.dedup();
        out
    }

    /// Fingers or toes, by the words of an item.
    fn digit(&self, item: Range<usize>) -> Parts {
        let toe = |t: usize| matches!(self.doc.folded(t), "toe" | "hallux" | "toenail" | "foot");
        if item.into_iter().any(toe) { Parts::Toe } else { Parts::Finger }
    }

    fn artery(&self, tokens: &Range<usize>) -> Option<&'static str> {
        let mut places: Vec<usize> = self.sentence(tokens.start).collect();
        places.sort_by_key(|at| distance(*at, tokens));
        places.into_iter().find_map(|at| match (self.doc.folded(at), self.doc.folded(at + 1)) {
            ("lad", _) | ("anterior", "descending") => Some("LD"),
            ("lcx" | "circumflex" | "lcirc", _) => Some("LC"),
            ("rca", _) | ("right", "coronary") => Some("RC"),
            ("lmca", _) | ("left", "main") => Some("LM"),
            ("ramus", _) => Some("RI"),
            _ => None,
        })
    }
}

/// What kind of part a modifier names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Parts {
    Finger,
    Toe,
    /// A finger or a toe: a nail.
    Digit,
    Lid,
    Artery,
}

fn distance(at: usize, tokens: &Range<usize>) -> usize {
    if at < tokens.start { tokens.start - at } else { at.saturating_sub(tokens.end - 1) }
}

/// The modifiers, left and right, of a part (HCPCS Level II: FA-F9, TA-T9, E1-E4).
fn named_part(parts: Parts, word: &str, next: &str) -> Option<(&'static str, &'static str)> {
    Some(match (parts, word) {
        (Parts::Finger, "thumb") => ("FA", "F5"),
        (Parts::Finger, "index" | "2nd" | "second") => ("F1", "F6"),
        // `Middle phalanx` of whichever finger.
        (Parts::Finger, "middle") if next.starts_with("phalan") => return None,
        (Parts::Finger, "middle" | "long" | "3rd" | "third") => ("F2", "F7"),
        (Parts::Finger, "ring" | "4th" | "fourth") => ("F3", "F8"),
        (Parts::Finger, "little" | "small" | "pinky" | "5th" | "fifth") => ("F4", "F9"),
        (Parts::Toe, "hallux" | "bigtoe") => ("TA", "T5"),
        (Parts::Toe, "great" | "big" | "first" | "1st") if matches!(next, "toe" | "toenail") => {
            ("TA", "T5")
        }
        (Parts::Toe, "second" | "2nd") => ("T1", "T6"),
        (Parts::Toe, "third" | "3rd") => ("T2", "T7"),
        (Parts::Toe, "fourth" | "4th") => ("T3", "T8"),
        (Parts::Toe, "fifth" | "5th" | "little") => ("T4", "T9"),
        (Parts::Lid, "upper") => ("E1", "E3"),
        (Parts::Lid, "lower") => ("E2", "E4"),
        _ => return None,
    })
}
