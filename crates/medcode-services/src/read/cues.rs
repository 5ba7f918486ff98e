//! The words that say what became of a service.

use super::Reading;
use crate::crosswalk::Words;
use medcode_model::Setting;
use medcode_note::Gap;
use std::ops::Range;

/// What a cue says; the names are those of `crosswalk/cues.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cue {
    Interpreted,
    Declined,
    Negated,
    Planned,
    Pending,
    Elsewhere,
    Today,
    Past,
    Later,
    Performed,
}

impl Cue {
    pub(crate) const NAMES: &'static [(&'static str, Self)] = &[
        ("interpreted", Self::Interpreted),
        ("declined", Self::Declined),
        ("negated", Self::Negated),
        ("planned", Self::Planned),
        ("pending", Self::Pending),
        ("elsewhere", Self::Elsewhere),
        ("today", Self::Today),
        ("past", Self::Past),
        ("later", Self::Later),
        ("performed", Self::Performed),
    ];
}

/// A cue of the note: its tokens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    pub(crate) at: u32,
    pub(crate) end: u32,
    pub(crate) cue: Cue,
}

/// Words for the place where the patient is in these settings: there they send nothing elsewhere.
const OWN_PLACE: &[(Setting, &[&str])] = &[
    (Setting::Ed, &["ed", "er"]),
    (Setting::Inpatient, &["hospital"]),
    (Setting::Observation, &["hospital"]),
    (Setting::Home, &["home"]),
];

/// Whether words for another place name the one of this visit: `initiated in the ED`.
fn is_here(reading: &Reading<'_>, tokens: Range<usize>, setting: Setting) -> bool {
    let own = OWN_PLACE.iter().find(|(s, _)| *s == setting);
    let within = matches!(reading.doc.folded(tokens.start), "in" | "at");
    (within || setting == Setting::Home)
        && own.is_some_and(|(_, words)| words.contains(&reading.doc.folded(tokens.end - 1)))
}

/// Every cue of a note, in order.
pub(super) fn find(reading: &Reading<'_>, words: &Words, setting: Setting) -> Vec<Hit> {
    let doc = reading.doc;
    let numbers: Vec<(u16, Cue)> =
        Cue::NAMES.iter().map(|(name, cue)| (words.get(name), *cue)).collect();
    let words = words.of_note(doc);
    let mut out = Vec::new();
    let mut at = 0;
    while at < doc.tokens().len() {
        let Some((word, len)) = words.at(at).next() else {
            if reading.is_initial_me(at) {
                out.push(Hit { at: at as u32, end: at as u32 + 1, cue: Cue::Interpreted });
            }
            at += 1;
            continue;
        };
        let cue = numbers.iter().find(|(number, _)| *number == word).map(|(_, cue)| cue);
        // `PVR by scan prior to the cystoscopy`: the order of today's steps.
        let prior = reading.doc.folded(at) == "prior" && len == 1 && reading.doc.folded(at + 1) == "to";
        let cue = cue.filter(|c| !(prior && **c == Cue::Past));
        // `Alignment held`: nothing was held back.
        let kept = at > 0
            && reading.doc.folded(at) == "held"
            && matches!(reading.doc.folded(at - 1), "alignment" | "reduction" | "position");
        let cue = cue.filter(|c| !(kept && **c == Cue::Declined));
        let here = cue == Some(&Cue::Elsewhere) && is_here(reading, at..at + len, setting);
        if let Some(cue) = cue.filter(|_| !here) {
            out.push(Hit { at: at as u32, end: (at + len) as u32, cue: *cue });
        }
        at += len;
    }
    out
}

impl Reading<'_> {
    /// Whether `me` opens brackets: `ECG (me): sinus`, `TAUS (me, images saved)`.
    fn is_initial_me(&self, at: usize) -> bool {
        self.doc.folded(at) == "me" && self.doc.gap(at).has(Gap::OPEN)
    }

    /// The cues that begin within some tokens.
    pub(crate) fn cues_in(&self, tokens: Range<usize>) -> &[Hit] {
        let first = self.cues.partition_point(|c| (c.at as usize) < tokens.start);
        let last = self.cues.partition_point(|c| (c.at as usize) < tokens.end);
        &self.cues[first..last.max(first)]
    }
}
