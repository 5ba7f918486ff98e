//! Does a service stand with its result, and where was it made?

use super::Reading;
use medcode_note::Gap;
use std::ops::Range;

impl Reading<'_> {
    /// Whether a service opens its sentence and a result stands behind it: `UA dip: +LE`, `Rapid strep
    /// neg`; in a story only where it opens a line, or the note is of urgent care.
    pub(crate) fn is_result_line(&self, service: &Range<usize>) -> bool {
        const RESULTS: &[&str] = &["pos", "neg", "positive", "negative", "trace", "normal", "detected"];
        const SHORT: usize = 8;
        let sentence = self.spoken(service.start);
        let start = self.doc.tokens()[service.start].span.start;
        let line = self.doc.line_at(start).map_or(service.start, |l| l.tokens.0 as usize);
        let mut head = (1..12).map(|at| (self.doc.folded(at - 1), self.doc.folded(at)));
        let urgent = head.any(|w| matches!(w, ("urgent", "care") | ("walk", "in") | ("uc", "visit")));
        let opens = sentence.start == service.start && (line == service.start || urgent);
        let rest = service.end..sentence.end.min(service.end + SHORT);
        let marks = Gap::PLUS_BEFORE.with(Gap::PLUS_AFTER).with(Gap::MINUS_BEFORE).with(Gap::MINUS_MARK);
        let told = |at: usize| {
            let gap = self.doc.gap(at);
            RESULTS.contains(&self.doc.folded(at))
                || gap.has(marks.with(Gap::PLUS_MARK).with(Gap::COLON))
                || self.value(at).is_some()
        };
        let end_mark = self.doc.gap(service.end).has(marks.with(Gap::PLUS_MARK));
        opens && (end_mark || rest.into_iter().any(told))
    }

    /// `ECG from ED reviewed by me`: made and billed where it comes from.
    pub(super) fn is_brought(&self, service: &Range<usize>) -> bool {
        const PLACES: &[&str] =
            &["ed", "er", "hospital", "osh", "outside", "uc", "urgent", "cardiology", "pcp", "ems"];
        let end = self.sentence(service.start).end;
        (service.end..(service.end + 2).min(end)).any(|t| {
            let place = |n: usize| n < end && PLACES.contains(&self.doc.folded(n));
            self.doc.folded(t) == "from" && (place(t + 1) || place(t + 2))
        })
    }

    /// Whether a service opens its sentence as the label of its result: `OCT mac OU: fluid OD`.
    pub(crate) fn is_labelled(&self, service: &Range<usize>) -> bool {
        const REACH: usize = 2;
        let sentence = self.spoken(service.start);
        let end = (service.end + REACH).min(sentence.end);
        sentence.start == service.start
            && (service.end..=end).any(|t| t < sentence.end && self.doc.gap(t).has(Gap::COLON))
    }

    /// Whether a token stands in brackets that open behind a service.
    pub(super) fn is_aside(&self, service: &Range<usize>, token: usize) -> bool {
        let mut inside = false;
        for t in service.end..=token.max(service.end) {
            let gap = self.doc.gap(t);
            inside = (inside && !gap.has(Gap::CLOSE)) || gap.has(Gap::OPEN);
        }
        inside && token >= service.end
    }

    /// Whether the date beside a service stands outside of brackets behind it.
    pub(super) fn is_dated_plainly(&self, service: &Range<usize>, within: &Range<usize>) -> bool {
        let opens = (service.end..within.end).find(|&t| self.doc.gap(t).has(Gap::OPEN));
        let end = opens.unwrap_or(within.end);
        self.another_day(service, &(within.start..end.max(service.end))).is_some()
    }

    /// `Flex laryngoscopy: nodules, cords mobile`: a look through a scope that labels what was seen.
    pub(super) fn is_scope_with_findings(&self, tokens: &Range<usize>) -> bool {
        const SCOPES: &[&str] =
            &["laryngoscopy", "endoscopy", "nasopharyngoscopy", "npl", "ffl", "anoscopy"];
        const SEEN: &[&str] = &[
            "cord",
            "cords",
            "mobile",
            "polyp",
            "polyps",
            "pus",
            "nodule",
            "nodules",
            "normal",
            "clear",
            "turbinate",
            "turbinates",
            "septum",
            "edema",
            "mass",
            "hemorrhoid",
            "hemorrhoids",
            "mucosa",
        ];
        let scope = tokens.clone().any(|t| SCOPES.contains(&self.doc.folded(t)));
        let end = self.sentence(tokens.start).end;
        let seen = (tokens.end..end).any(|t| SEEN.contains(&self.doc.folded(t)));
        let nose = !tokens.clone().any(|t| matches!(self.doc.folded(t), "upper" | "gi" | "capsule"));
        scope && nose && seen && self.is_labelled(tokens)
    }
}
