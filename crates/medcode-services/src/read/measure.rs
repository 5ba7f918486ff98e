//! Lengths and areas: `2.1 cm`, `3.4 x 3.4 cm`, `30 sq cm`, `6mm`.

use super::Reading;
use std::ops::Range;

/// A measure of the note, in centimetres or square centimetres.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Measure {
    /// From its first number to its unit.
    pub(crate) tokens: Range<usize>,
    /// Each dimension in cm; one for a length.
    pub(crate) sides: Vec<f32>,
    /// The area in sq cm, where it is given as one.
    pub(crate) area: Option<f32>,
}

impl Measure {
    /// The greatest dimension.
    pub(crate) fn longest(&self) -> f32 {
        self.sides.iter().copied().fold(0.0, f32::max)
    }

    /// The area given, else that of the first two dimensions.
    pub(crate) fn square(&self) -> Option<f32> {
        match (self.area, self.sides.as_slice()) {
            (Some(area), _) => Some(area),
            (None, [a, b, ..]) => Some(a * b),
            _ => None,
        }
    }
}

/// A number or a word of the note, `6mm` being two.
#[derive(Clone, Copy, Debug)]
enum Piece<'a> {
    Number(f32),
    Word(&'a str),
}

impl<'a> Reading<'a> {
    /// The measures within some tokens, in order.
    pub(crate) fn measures(&self, tokens: Range<usize>) -> Vec<Measure> {
        let pieces = self.pieces(tokens);
        let mut out = Vec::new();
        let mut at = 0;
        while at < pieces.len() {
            match measure(&pieces[at..]) {
                Some((measure, taken)) => {
                    out.push(measure);
                    at += taken;
                }
                None => at += 1,
            }
        }
        out
    }

    /// Cuts tokens where a figure meets a letter.
    fn pieces(&self, tokens: Range<usize>) -> Vec<(usize, Piece<'_>)> {
        let mut out = Vec::new();
        for token in tokens {
            let mut rest = self.doc.folded(token);
            if token > 0 && self.times_before(token) {
                out.push((token, Piece::Word("x")));
            }
            while !rest.is_empty() {
                let figure = |c: char| c.is_ascii_digit() || c == '.';
                let digits = rest.find(|c| !figure(c)).unwrap_or(rest.len());
                if let Ok(number) = rest[..digits].parse() {
                    out.push((token, Piece::Number(number)));
                    rest = &rest[digits..];
                    continue;
                }
                let letters = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len()).max(1);
                let Some(word) = rest.get(..letters) else { break };
                out.push((token, Piece::Word(word)));
                rest = &rest[letters..];
            }
        }
        out
    }

    /// Whether a sign of multiplication stands before a token.
    fn times_before(&self, token: usize) -> bool {
        let (text, all) = (self.doc.text(), self.doc.tokens());
        let (end, start) = (all[token - 1].span.end as usize, all[token].span.start as usize);
        start - end <= 3 && text[end..start].contains(['×', '*'])
    }
}

/// The measure that begins with these pieces, and how many it takes.
fn measure(pieces: &[(usize, Piece<'_>)]) -> Option<(Measure, usize)> {
    let (first, Piece::Number(number)) = pieces.first()? else { return None };
    let mut sides = vec![*number];
    let mut at = 1;
    let mut scale = None;
    while let Some((_, Piece::Word(word))) = pieces.get(at) {
        match (*word, pieces.get(at + 1).map(|p| p.1)) {
            ("x" | "by", Some(Piece::Number(n))) if sides.len() < 4 => {
                sides.push(n);
                at += 2;
            }
            ("cm" | "mm" | "centimeter" | "millimeter" | "inch" | "inche" | "cms" | "mms", next) => {
                scale = scale.or(Some(to_cm(word)));
                at += 1;
                let squared = matches!(next, Some(Piece::Number(n)) if n == 2.0)
                    && *word == "cm"
                    && pieces[at].0 == pieces[at - 1].0;
                if squared {
                    return Some((area(*first, &pieces[at], sides[0]), at + 1));
                }
            }
            ("sq" | "square", Some(Piece::Word("cm" | "centimeter"))) if sides.len() == 1 => {
                return Some((area(*first, &pieces[at + 1], sides[0]), at + 2));
            }
            ("sqcm" | "cmsq" | "cm²" | "cm\u{b2}", _) if sides.len() == 1 => {
                return Some((area(*first, &pieces[at], sides[0]), at + 1));
            }
            _ => break,
        }
    }
    let scale = scale?;
    sides.iter_mut().for_each(|s| *s *= scale);
    let last = pieces[at - 1].0;
    Some((Measure { tokens: *first..last + 1, sides, area: None }, at))
}

fn area(first: usize, last: &(usize, Piece<'_>), area: f32) -> Measure {
    Measure { tokens: first..last.0 + 1, sides: Vec::new(), area: Some(area) }
}

fn to_cm(unit: &str) -> f32 {
    match unit.as_bytes()[0] {
        b'm' => 0.1,
        b'i' => 2.54,
        _ => 1.0,
    }
}
