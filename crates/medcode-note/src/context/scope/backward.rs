//! Does a cue reach a target before it?

use crate::segment::gap::Gap;

use super::super::class::{CueClass, Reach};
use super::{PHRASE, Walk};

impl Walk<'_, '_, '_> {
    pub(super) fn backward(&self) -> bool {
        let clause = self.clause;
        let cue = self.hit.first as usize;
        let target_end = clause.target.1;
        let limit = match self.reach {
            Reach::List => 20,
            Reach::Phrase => PHRASE,
            Reach::Next => 2,
        };
        if cue - target_end > limit {
            return false;
        }
        let mut depth = 0i32;
        for at in target_end..=cue {
            let gap = clause.gap(at);
            let last = at == cue;
            if gap.has(Gap::CLOSE) {
                depth -= 1;
            }
            // What is told in brackets is told of what stands in them.
            // A list in brackets is excluded with its noun: "virus (HBV, HCV) infection was ruled out".
            let leaves = depth < 0 && self.class != CueClass::RuledOut;
            if leaves || self.past_bracket(at, depth) {
                return false;
            }
            if gap.has(Gap::OPEN) {
                depth += 1;
            }
            if gap.has(Gap::SEMICOLON.with(Gap::PIPE).with(Gap::BULLET)) {
                return false;
            }
            let apart = gap.has(Gap::COLON.with(Gap::DASH).with(Gap::ARROW).with(Gap::EQUALS));
            if apart && (!last || self.opens_a_plan()) {
                return false;
            }
            let parted = gap.has(Gap::COMMA) && depth == 0 && !last;
            if parted && !self.joined(at) && !self.describes(at) {
                return false;
            }
            if !last && self.stops_backward(at, depth) {
                return false;
            }
        }
        true
    }

    /// "ADHD (called ADD in childhood)": a time within brackets is not that of what stands before
    /// them, where the brackets hold more than the cue.
    fn past_bracket(&self, at: usize, depth: i32) -> bool {
        let opens = self.clause.gap(at).has(Gap::OPEN);
        opens
            && depth == 0
            && matches!(self.class, CueClass::DatedPast)
            && at + 1 < self.hit.first as usize
    }

    /// "Obesity: discussed diet" discusses the diet, "colonoscopy - declined" the colonoscopy.
    fn opens_a_plan(&self) -> bool {
        matches!(self.class, CueClass::Planned | CueClass::Considered | CueClass::Declined)
            && !self.clause.closes(self.hit.end as usize)
    }

    /// Whether what stands from a comma to the cue only tells the side of what stands before it:
    /// "otitis externa, left, ruled out".
    fn describes(&self, at: usize) -> bool {
        const SIDES: &[&str] = &[
            "left",
            "right",
            "bilateral",
            "lt",
            "rt",
            "l",
            "r",
            "both",
            "side",
            "ear",
            "eye",
            "is",
            "was",
        ];
        let cue = self.hit.first as usize;
        cue - at <= 3 && (at..cue).all(|t| SIDES.contains(&self.clause.word(t)))
    }

    /// Whether the item that ends at token `at` is joined to the cue's by "and" or "/":
    /// "ACS, PE and dissection ruled out".
    fn joined(&self, at: usize) -> bool {
        let clause = self.clause;
        let cue = self.hit.first as usize;
        self.reach == Reach::List
            && at - clause.target.1 <= 2
            && (at..cue).any(|i| {
                matches!(clause.word(i), "and" | "or" | "both" | "all")
                    || clause.gap(i).has(Gap::SLASH.with(Gap::AND))
            })
    }

    fn stops_backward(&self, at: usize, depth: i32) -> bool {
        let clause = self.clause;
        let cue = self.hit.first as usize;
        let word = clause.word(at);
        if matches!(word, "and" | "or") {
            // "Fever and cough resolved" is both, "HTN stable and cough resolved" is one.
            return at - clause.target.1 > 1 || self.reach == Reach::Next;
        }
        if depth == 0
            && let Some(other) = clause.cue_at(at)
            && at < cue
            && matches!(clause.class(&other), CueClass::Affirmed | CueClass::Negated | CueClass::Family)
        {
            return true;
        }
        if self.reach == Reach::Next && matches!(word, "on" | "for" | "with" | "in" | "to") {
            return true;
        }
        let Some(stops) = clause.stop(at) else { return false };
        if stops.all {
            return word != "which";
        }
        let auxiliary = matches!(word, "has" | "have" | "had" | "is" | "are" | "was" | "were" | "been");
        stops.verb && !(auxiliary && cue - at <= 3)
    }
}
