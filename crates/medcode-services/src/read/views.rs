//! How many views does a film have: `3v`, `two views`, `AP/lateral/oblique`, `portable`?

use super::Reading;
use std::ops::Range;

/// How far behind the words of a film its projections are listed.
const REACH: usize = 12;

/// Words for one projection each.
const PROJECTIONS: &[&[&str]] = &[
    &["ap", "pa", "frontal"],
    &["lat", "lateral"],
    &["oblique", "obl"],
    &["sunrise", "merchant", "skyline", "patellar"],
    &["mortise"],
    &["axillary", "axillar"],
    &["y", "scapular"],
    &["odontoid"],
    &["tunnel", "notch", "rosenberg"],
    &["grashey"],
    &["scaphoid"],
    &["frog"],
    &["upright", "decubitus"],
];

impl Reading<'_> {
    /// How many views the film named at some tokens has: the number nearest to it, else its
    /// projections, counted where a frontal one is among them.
    pub(crate) fn views(&self, film: &Range<usize>) -> Option<f32> {
        let sentence = self.sentence(film.start);
        let next = self.next_service(film, sentence.end);
        let close = film.start.max(sentence.start)..(film.end + REACH).min(next);
        self.number("views", film.start..(film.end + 4).min(next))
            .or_else(|| self.number("views", film.start.saturating_sub(3).max(sentence.start)..film.end))
            .or_else(|| self.projections(close))
            .or_else(|| self.number("views", film.start..next))
            .or_else(|| self.number("views", sentence.start..film.start))
            .or_else(|| self.views_beside(film))
    }

    fn projections(&self, tokens: Range<usize>) -> Option<f32> {
        let stands = |words: &[&str]| tokens.clone().any(|at| words.contains(&self.doc.folded(at)));
        if stands(&["portable"]) {
            return Some(1.0);
        }
        let frontal = stands(PROJECTIONS[0]);
        let count = PROJECTIONS.iter().filter(|words| stands(words)).count();
        (frontal && count >= 2).then_some(count as f32)
    }

    /// The number of views in a neighbouring sentence, where no other service is named there.
    fn views_beside(&self, film: &Range<usize>) -> Option<f32> {
        let near = self.near(film.start);
        if self.mentions_in(near.clone()).iter().any(|m| m.tokens != *film) {
            return None;
        }
        self.number("views", near.clone()).or_else(|| self.projections(near))
    }
}
