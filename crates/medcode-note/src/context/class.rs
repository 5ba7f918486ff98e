//! What kinds of cue are there, and what does each say?

use crate::lexicon::rows;

/// What a cue says of the conditions in its scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CueClass {
    /// Not there: "no", "denies", "without".
    Negated,
    /// Considered and found not to be: "ruled out", "excluded".
    RuledOut,
    /// "unlikely", "doubt", "low suspicion for".
    Unlikely,
    /// Uncertain, more likely than not: "probable", "likely", "suspected" (OCG II.H).
    Probable,
    /// Uncertain: "possible", "may be", "questionable" (OCG II.H).
    Possible,
    /// Still to be decided: "rule out", "r/o", "cannot exclude" (OCG II.H).
    RuleOut,
    /// "consistent with", "compatible with" (OCG II.H names them).
    ConsistentWith,
    /// "concern for", "worrisome for".
    Concern,
    /// "appears to be", "looks like".
    Appears,
    /// One of several: "versus", "differential includes".
    Differential,
    /// A question mark.
    Question,
    /// "evidence of": states the finding, but names a cue so that a coder may weigh it.
    EvidenceOf,
    /// "confirmed", "diagnosed with", "proven": takes uncertainty back.
    Confirmed,
    /// "endorses", "reports", "positive for", "has": ends another cue's reach.
    Affirmed,
    /// "if ..., ", "should she develop", "return for".
    If,
    /// "risk of", "at risk for".
    Risk,
    /// "to prevent", "prophylaxis for".
    Prevention,
    /// "screen for", "evaluate for", "to look for".
    Screening,
    /// "monitor for", "watch for".
    Watch,
    /// "educated about", "signs of ... reviewed".
    Teaching,
    /// "as needed for", "prn".
    AsNeeded,
    /// "allergic to", "intolerant of".
    Allergy,
    /// A blood relative: "mother", "family history of".
    Family,
    /// Someone else: "roommate", "husband".
    OtherPerson,
    /// "history of", "h/o".
    HistoryOf,
    /// "past medical history significant for": opens a list of conditions old and current.
    ListHistory,
    /// "personal history of": past by its own words (OCG I.C.21.c.4).
    PersonalHistory,
    /// "resolved", "healed", "gone".
    Resolved,
    /// "in remission": a state of the disease, kept apart from resolved.
    Remission,
    /// "status post", "s/p", "after".
    StatusPost,
    /// "prior", "previous", "old", "former".
    Prior,
    /// A year or an age of life in the past: "in 2019", "as a child".
    DatedPast,
    /// "since 2015", "diagnosed in", "for 10 years": began in the past and lasts.
    Onset,
    /// "now", "currently", "ongoing", "acute": today's, ends a history cue's reach.
    CurrentNow,
    /// "scheduled for", "will undergo".
    Planned,
    /// "recommend", "consider", "discussed", "offered".
    Considered,
    /// "declined", "deferred", "refused".
    Declined,
    /// A name on a list or an old record that the note corrects: "listed as", "carried as".
    Mislabeled,
    /// Looks like a cue and is none: "no change", "not only".
    Pseudo,
}

/// Which question a cue answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Axis {
    /// Is it there?
    Presence,
    /// Whose is it?
    Experiencer,
    /// When?
    Temporality,
    /// No question: ends the reach of others or is inert.
    None,
}

impl CueClass {
    const NAMES: &'static [(&'static str, Self)] = &[
        ("negated", Self::Negated),
        ("ruled-out", Self::RuledOut),
        ("unlikely", Self::Unlikely),
        ("probable", Self::Probable),
        ("possible", Self::Possible),
        ("rule-out", Self::RuleOut),
        ("consistent-with", Self::ConsistentWith),
        ("concern", Self::Concern),
        ("appears", Self::Appears),
        ("differential", Self::Differential),
        ("question", Self::Question),
        ("evidence-of", Self::EvidenceOf),
        ("confirmed", Self::Confirmed),
        ("affirmed", Self::Affirmed),
        ("if", Self::If),
        ("risk", Self::Risk),
        ("prevention", Self::Prevention),
        ("screening", Self::Screening),
        ("watch", Self::Watch),
        ("teaching", Self::Teaching),
        ("as-needed", Self::AsNeeded),
        ("allergy", Self::Allergy),
        ("family", Self::Family),
        ("other-person", Self::OtherPerson),
        ("history-of", Self::HistoryOf),
        ("list-history", Self::ListHistory),
        ("personal-history", Self::PersonalHistory),
        ("resolved", Self::Resolved),
        ("remission", Self::Remission),
        ("status-post", Self::StatusPost),
        ("prior", Self::Prior),
        ("dated-past", Self::DatedPast),
        ("onset", Self::Onset),
        ("current", Self::CurrentNow),
        ("planned", Self::Planned),
        ("considered", Self::Considered),
        ("declined", Self::Declined),
        ("mislabeled", Self::Mislabeled),
        ("pseudo", Self::Pseudo),
    ];

    /// The word the cue table and the case files use.
    #[must_use]
    pub fn id(self) -> &'static str {
        Self::NAMES.iter().find(|(_, class)| *class == self).map_or("pseudo", |(name, _)| name)
    }

    /// The class with this [`CueClass::id`].
    #[must_use]
    pub fn parse(id: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(name, _)| *name == id).map(|(_, class)| *class)
    }

    /// The question it answers.
    #[must_use]
    pub const fn axis(self) -> Axis {
        match self {
            Self::Negated | Self::RuledOut | Self::Unlikely => Axis::Presence,
            Self::Probable | Self::Possible | Self::RuleOut | Self::ConsistentWith => Axis::Presence,
            Self::Concern | Self::Appears | Self::Differential | Self::Question => Axis::Presence,
            Self::EvidenceOf | Self::Confirmed | Self::Allergy | Self::Mislabeled => Axis::Presence,
            Self::If | Self::Risk | Self::Prevention | Self::Screening => Axis::Presence,
            Self::Watch | Self::Teaching | Self::AsNeeded => Axis::Presence,
            Self::Family | Self::OtherPerson => Axis::Experiencer,
            Self::HistoryOf | Self::ListHistory | Self::PersonalHistory | Self::Resolved => {
                Axis::Temporality
            }
            Self::Remission | Self::StatusPost | Self::Prior | Self::DatedPast => Axis::Temporality,
            Self::Onset | Self::Planned | Self::Considered | Self::Declined => Axis::Temporality,
            Self::Affirmed | Self::CurrentNow | Self::Pseudo => Axis::None,
        }
    }

    /// Whether it makes a condition uncertain in the sense of OCG II.H and IV.H.
    #[must_use]
    pub const fn is_uncertain(self) -> bool {
        matches!(
            self,
            Self::Probable
                | Self::Possible
                | Self::RuleOut
                | Self::ConsistentWith
                | Self::Concern
                | Self::Appears
                | Self::Differential
                | Self::Question
        )
    }

    /// Whether it says that a condition is not there.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        matches!(self, Self::Negated | Self::RuledOut | Self::Unlikely | Self::Mislabeled)
    }
}

/// Which way a cue reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// To the words after it.
    Forward,
    /// To the words before it.
    Backward,
    /// To both sides.
    Both,
    /// To the words after it or, where none follow in the clause, to those before:
    /// "likely pneumonia", "pneumonia likely".
    ForwardElseBackward,
    /// To the words before it or, at the start of a clause, to those after:
    /// "pneumonia resolved", "resolved pneumonia".
    BackwardElseForward,
}

/// How far a cue reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Along a list, through commas, to the end of the clause.
    List,
    /// To the end of the phrase: the next comma, "and" or clause.
    Phrase,
    /// Only the words right next to it.
    Next,
}

/// One row of the cue table.
#[derive(Debug)]
pub(crate) struct Cue {
    pub(crate) text: Box<str>,
    pub(crate) class: CueClass,
    pub(crate) direction: Direction,
    /// How far it reaches forward and backward.
    pub(crate) reach: (Reach, Reach),
}

/// Which cues a terminator stops.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stops {
    /// All of them.
    pub(crate) all: bool,
    /// All of them, once the cue has met its first condition: a verb opens a new clause
    /// there, but not in "denies having had".
    pub(crate) verb: bool,
    /// Negation: the cause of what is denied is not denied.
    pub(crate) cause: bool,
    /// Negation, right after a comma: "no fever, mild cough".
    pub(crate) degree: bool,
    /// History.
    pub(crate) history: bool,
    /// A relative: the patient is the subject again.
    pub(crate) person: bool,
}

/// One row of the table of terminators.
#[derive(Debug)]
pub(crate) struct Stop {
    pub(crate) text: Box<str>,
    pub(crate) stops: Stops,
}

/// Reads the cue table: text, class, direction, reach, source.
pub(crate) fn read_cues(table: &str) -> Vec<Cue> {
    rows(table)
        .filter_map(|row| {
            let [text, class, direction, reach, ..] = row[..] else { return None };
            Some(Cue {
                text: text.into(),
                class: CueClass::parse(class)?,
                direction: read_direction(direction)?,
                reach: match reach.split_once(',') {
                    Some((forward, backward)) => (read_reach(forward)?, read_reach(backward)?),
                    None => (read_reach(reach)?, read_reach(reach)?),
                },
            })
        })
        .collect()
}

fn read_direction(text: &str) -> Option<Direction> {
    Some(match text {
        "forward" => Direction::Forward,
        "backward" => Direction::Backward,
        "both" => Direction::Both,
        "forward-else-backward" => Direction::ForwardElseBackward,
        "backward-else-forward" => Direction::BackwardElseForward,
        _ => return None,
    })
}

fn read_reach(text: &str) -> Option<Reach> {
    Some(match text {
        "list" => Reach::List,
        "phrase" => Reach::Phrase,
        "next" => Reach::Next,
        _ => return None,
    })
}

/// Reads the table of terminators: text, what it stops (joined by `+`), source.
pub(crate) fn read_stops(table: &str) -> Vec<Stop> {
    rows(table)
        .filter_map(|row| {
            let [text, names, ..] = row[..] else { return None };
            let mut stops = Stops::default();
            for name in names.split('+') {
                match name {
                    "all" => stops.all = true,
                    "verb" => stops.verb = true,
                    "cause" => stops.cause = true,
                    "degree" => stops.degree = true,
                    "history" => stops.history = true,
                    "person" => stops.person = true,
                    _ => return None,
                }
            }
            Some(Stop { text: text.into(), stops })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_row_of_the_cue_tables_is_read_and_stands_once() {
        let cues = include_str!("../../../../lexicon/cues.tsv");
        assert_eq!(read_cues(cues).len(), rows(cues).count());
        let stops = include_str!("../../../../lexicon/terminators.tsv");
        assert_eq!(read_stops(stops).len(), rows(stops).count());
        let texts: Vec<_> = rows(cues).map(|row| row[0]).collect();
        let distinct: BTreeSet<_> = texts.iter().collect();
        let doubled: Vec<_> =
            distinct.iter().filter(|t| texts.iter().filter(|u| u == *t).count() > 1).collect();
        assert!(doubled.is_empty(), "stand twice: {doubled:?}");
        assert!(rows(cues).all(|row| row.len() == 5), "a row lacks its source");
    }

    #[test]
    fn names_and_classes_are_one_to_one() {
        for (name, class) in CueClass::NAMES {
            assert_eq!(CueClass::parse(name), Some(*class));
            assert_eq!(class.id(), *name);
        }
    }
}
