//! Does a cue reach a target after it?

use crate::segment::gap::Gap;
use crate::segment::kind::SectionKind;

use super::super::class::{Axis, CueClass, Direction, Reach};
use super::super::clause::{WINDOW, entry};
use super::super::hits::Hit;
use super::{PHRASE, Walk};

impl Walk<'_, '_, '_> {
    pub(super) fn forward(&self) -> bool {
        let clause = self.clause;
        let from = self.hit.end as usize;
        let target = clause.target.0;
        let limit = match self.reach {
            Reach::List => WINDOW,
            Reach::Phrase => PHRASE,
            Reach::Next => 2,
        };
        if target - from > limit {
            return false;
        }
        let mut depth = 0i32;
        let mut met = 0usize;
        let mut skip = from;
        for at in from..=target {
            let gap = clause.gap(at);
            if gap.has(Gap::CLOSE) {
                depth -= 1;
            }
            if depth < 0 || self.mark_stops(gap, at == from) {
                return false;
            }
            if gap.has(Gap::OPEN) {
                depth += 1;
            }
            let comma = gap.has(Gap::COMMA);
            if comma && !self.passes_comma(at, met) {
                return false;
            }
            if at >= skip {
                if self.word_stops(at, comma, met, at == target) {
                    return false;
                }
                if let Some(other) = clause.cue_at(at).filter(|_| at < target) {
                    if self.cue_stops(&other, comma) {
                        return false;
                    }
                    skip = other.end as usize;
                }
            }
            met += usize::from(at < target && !is_function_word(clause.word(at)));
        }
        true
    }

    /// Marks that end any reach.
    fn mark_stops(&self, gap: Gap, at_cue: bool) -> bool {
        if gap == Gap::NONE {
            return false;
        }
        let apart =
            Gap::SEMICOLON.with(Gap::ARROW).with(Gap::PIPE).with(Gap::BULLET).with(Gap::BLANK_LINE);
        if gap.has(apart) {
            return true;
        }
        if self.class.is_negative()
            && gap.has(Gap::PLUS_BEFORE.with(Gap::PLUS_MARK).with(Gap::TICKED_BOX))
        {
            return true;
        }
        let relative = matches!(self.class, CueClass::Family | CueClass::OtherPerson);
        if gap.has(Gap::DASH.with(Gap::EQUALS)) {
            return !(at_cue && relative);
        }
        if gap.has(Gap::COLON) {
            return !at_cue;
        }
        gap.has(Gap::QUESTION_AFTER) && !at_cue
    }

    /// Whether the reach goes on after the comma before token `at`.
    fn passes_comma(&self, at: usize, met: usize) -> bool {
        use CueClass as C;
        if self.reach != Reach::List || met == 0 {
            return false;
        }
        match self.class {
            C::Family | C::OtherPerson | C::HistoryOf | C::ListHistory | C::PersonalHistory => true,
            C::StatusPost | C::If | C::Watch | C::Teaching | C::Concern | C::Differential => true,
            C::Negated if lists_diagnoses(self.clause.section) && !self.denies() => {
                self.list_goes_on(at, false)
            }
            C::Negated | C::RuledOut => true,
            C::Risk | C::Prevention | C::Screening => self.list_goes_on(at, true),
            _ => self.list_goes_on(at, false),
        }
    }

    /// "Denies" and "negative for" open lists wherever they stand.
    fn denies(&self) -> bool {
        let first = self.clause.word(self.hit.first as usize);
        matches!(first, "deny" | "denied" | "denying" | "negative" | "neg")
    }

    /// Whether an "or" (or an "and", where that tells) still comes in this list: what
    /// stands before it belongs to the list.
    fn list_goes_on(&self, at: usize, with_and: bool) -> bool {
        let clause = self.clause;
        let end = clause.end.min(at + 24);
        for i in at..end {
            let gap = clause.gap(i);
            if i > at && gap.has(Gap::SEMICOLON.with(Gap::COLON).with(Gap::DASH).with(Gap::ARROW)) {
                return false;
            }
            let word = clause.word(i);
            if matches!(word, "or" | "nor" | "versus" | "vs") || (with_and && word == "and") {
                return true;
            }
            if clause.stop(i).is_some_and(|s| s.all || s.verb) {
                return false;
            }
        }
        false
    }

    /// "No infiltrate, cardiomegaly unchanged": what is unchanged is there.
    fn item_goes_on(&self) -> bool {
        let clause = self.clause;
        let end = clause.target.1;
        !clause.gap(end).has(Gap::COMMA)
            && matches!(
                clause.word(end),
                "unchanged"
                    | "stable"
                    | "persist"
                    | "persisting"
                    | "worsening"
                    | "improving"
                    | "improved"
            )
    }

    /// Words that end the reach.
    fn word_stops(&self, at: usize, comma: bool, met: usize, at_target: bool) -> bool {
        let clause = self.clause;
        let word = clause.word(at);
        if self.reach == Reach::Phrase && word == "and" || clause.begins_statement(at) {
            return true;
        }
        if at_target && comma && self.class.is_negative() && self.item_goes_on() {
            return true;
        }
        let Some(stops) = clause.stop(at) else { return false };
        let relative = matches!(self.class, CueClass::Family | CueClass::OtherPerson);
        if at_target {
            return stops.degree && comma && self.class.is_negative() && !self.list_goes_on(at, false);
        }
        if stops.all || (stops.verb && met > 0 && !relative) {
            return true;
        }
        if self.class.is_negative() {
            let degree = stops.degree && comma && !self.list_goes_on(at, false);
            if (stops.cause && met > 0) || degree {
                return true;
            }
        }
        if relative && stops.person {
            let pronoun = matches!(word, "he" | "she");
            return !pronoun || comma || matches!(clause.word(at.saturating_sub(1)), "and" | "but");
        }
        let past = matches!(
            self.class,
            CueClass::HistoryOf
                | CueClass::ListHistory
                | CueClass::PersonalHistory
                | CueClass::StatusPost
                | CueClass::Prior
        );
        past && stops.history && met > 0
    }

    /// Whether another cue on the way ends the reach.
    fn cue_stops(&self, other: &Hit, comma: bool) -> bool {
        let clause = self.clause;
        let class = clause.class(other);
        let forward = !matches!(entry(other).direction, Direction::Backward);
        if !forward {
            return false;
        }
        match class {
            CueClass::Pseudo => false,
            CueClass::Affirmed => true,
            CueClass::CurrentNow => self.class.axis() == Axis::Temporality,
            CueClass::Family | CueClass::OtherPerson => {
                comma && !matches!(self.class, CueClass::Family | CueClass::OtherPerson)
            }
            CueClass::Confirmed => self.class.axis() == Axis::Presence && comma,
            _ => match self.class.axis() {
                Axis::Presence => comma && class.axis() != Axis::None && class != self.class,
                Axis::Temporality => {
                    comma
                        && class != self.class
                        && (class.axis() == Axis::Temporality || class.is_negative())
                }
                _ => false,
            },
        }
    }
}

/// Sections that list diagnoses, where a comma parts one from the next.
const fn lists_diagnoses(kind: SectionKind) -> bool {
    kind.states_diagnoses()
        || kind.is_history_list()
        || matches!(
            kind,
            SectionKind::PreopDiagnosis | SectionKind::AdmitDiagnosis | SectionKind::Indication
        )
}

/// Words that are no condition, so that a cue that met only them has met nothing yet.
fn is_function_word(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "the"
            | "any"
            | "that"
            | "he"
            | "she"
            | "they"
            | "of"
            | "to"
            | "for"
            | "having"
            | "his"
            | "her"
            | "their"
            | "some"
            | "ever"
            | "been"
            | "being"
            | "be"
            | "also"
            | "other"
            | "such"
            | "as"
            | "patient"
            | "pt"
            | "there"
            | "it"
            | "this"
            | "these"
            | "i"
            | "we"
            | "or"
            | "and"
            | "with"
            | "in"
            | "on"
            | "at"
            | "by"
            | "from"
            | "known"
            | "really"
            | "very"
            | "both"
            | "either"
    )
}
