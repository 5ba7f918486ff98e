//! Choosing the characters that are still missing by the words of the note.

use super::Choices;
use super::seventh::{self, Encounter};
use super::side::Side;
use super::words::Known;
use crate::case::Case;

/// How a code was made complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum How {
    /// It was complete.
    AsIs,
    /// By words of the note.
    ByWords,
    /// The "unspecified" code was taken for want of words.
    Unspecified,
    /// It could not be completed.
    Incomplete,
}

/// A code on its way down.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Completed {
    /// The row reached.
    pub(crate) row: u32,
    /// How.
    pub(crate) how: How,
}

/// Walks down from a code to a complete one.
pub(crate) fn complete(
    case: &Case<'_>,
    row: u32,
    known: &Known<'_>,
    side: Option<Side>,
    encounter: Encounter,
) -> Completed {
    let mut at = Completed { row, how: How::AsIs };
    for _ in 0..6 {
        if case.release.is_billable(at.row) {
            return at;
        }
        let choices = case.shelf.choices(case.release, at.row);
        let step = if choices.are_seventh() {
            seventh::choose(case.release, choices, known, encounter).map(|c| (c, How::ByWords))
        } else {
            choose(choices, known, side)
        };
        let Some((next, how)) = step else {
            return Completed { row: at.row, how: How::Incomplete };
        };
        at = Completed { row: next, how: at.how.max(how) };
    }
    at
}

/// The child that the note's words choose; else the one for want of words.
fn choose(choices: &Choices, known: &Known<'_>, side: Option<Side>) -> Option<(u32, How)> {
    let sided = |word: &String| Side::is_named(word);
    for circle in known.circles() {
        let mut fits: Vec<(usize, u32, &str)> = choices
            .asked
            .iter()
            .filter(|asked| asked.tells && asked.fits_side(side))
            .filter(|asked| asked.words.iter().all(|w| sided(w) || circle.contains(w.as_str())))
            .filter(|asked| circle.counts(asked.words.iter()))
            .map(|asked| (asked.words.len(), asked.row, asked.opens_with()))
            .collect();
        fits.sort_by(|a, b| b.cmp(a));
        match fits[..] {
            [] => {}
            [(_, one, _)] => return Some((one, How::ByWords)),
            [(most, one, _), (next, ..), ..] if most > next => return Some((one, How::ByWords)),
            // "Subluxation of joint" and "dislocation of joint": the first word tells.
            [(most, ..), ..] => {
                let mut top = fits.iter().filter(|(n, _, word)| *n == most && circle.contains(word));
                match (top.next(), top.next()) {
                    (Some((_, one, _)), None) => return Some((*one, How::ByWords)),
                    _ => break,
                }
            }
        }
    }
    choices.for_want_of_words(side).map(|row| (row, How::Unspecified))
}
