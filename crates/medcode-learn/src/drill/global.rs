//! Drill: what stands around a procedure? Visits and procedures before, on and after its day, by its
//! global days.

use super::{Asked, Bench, Drill, Kind, Rng, Topic, choice, choices};

/// What is done around a procedure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Event {
    /// A visit at which the procedure was decided on.
    Decision,
    /// A visit for what has to be looked at apart, on the day of the procedure.
    Apart,
    /// A visit for another problem.
    OtherProblem,
    /// A visit for the recovery from the procedure.
    Recovery,
    /// A procedure that was planned with the first one.
    Planned,
    /// A return to the operating room for a complication.
    Complication,
    /// A procedure for another problem.
    OtherProcedure,
}

impl Event {
    const VISITS: [Self; 4] = [Self::Decision, Self::Apart, Self::OtherProblem, Self::Recovery];
    const PROCEDURES: [Self; 3] = [Self::Planned, Self::Complication, Self::OtherProcedure];

    const fn says(self) -> &'static str {
        match self {
            Self::Decision => "A visit at which the procedure is decided on",
            Self::Apart => "A significant visit, documented apart from the procedure",
            Self::OtherProblem => "A visit for another problem",
            Self::Recovery => "A visit to look at how the patient recovers",
            Self::Planned => "A second procedure, planned when the first was done",
            Self::Complication => "An unplanned return to the operating room for a complication",
            Self::OtherProcedure => "A procedure for another problem",
        }
    }
}

/// An event on a day, counted from that of the procedure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Around {
    /// What is done.
    pub event: Event,
    /// -1 the day before, 0 the day, then the days after.
    pub day: i16,
    /// The global days of the procedure.
    pub global: u16,
}

impl Around {
    /// The modifier: `none` where it is reported as usual, `not` where it is not reported apart; nothing
    /// where the question would not be one.
    fn right(self) -> Option<&'static str> {
        let Self { event, day, global } = self;
        // A major procedure takes in the day before it; a minor one begins with its day.
        let within = day <= i16::try_from(global).unwrap_or(i16::MAX) && (day >= 0 || global == 90);
        Some(match (event, day) {
            (Event::Decision, -1 | 0) if global == 90 => "57",
            (Event::Decision, -1) => "none",
            (Event::Apart, 0) if global < 90 => "25",
            (Event::Decision | Event::Apart, _) => return None,
            (_, ..=0) => return None,
            (_, _) if !within => "none",
            (Event::OtherProblem, _) => "24",
            (Event::Recovery, _) => "not",
            (Event::Planned, _) => "58",
            (Event::Complication, _) => "78",
            (Event::OtherProcedure, _) => "79",
        })
    }
}

const fn text(id: &str) -> (&str, &str) {
    match id.as_bytes() {
        b"24" => ("24", "24: a visit in the global period that has nothing to do with the procedure."),
        b"25" => ("25", "25: a significant visit apart from a procedure on the same day."),
        b"57" => (
            "57",
            "57: the visit at which a major procedure was decided on, that day or the day before.",
        ),
        b"58" => (
            "58",
            "58: a procedure in the global period that was planned, or goes further than the first.",
        ),
        b"78" => ("78", "78: an unplanned return to the operating room in the global period."),
        b"79" => ("79", "79: a procedure in the global period that has nothing to do with the first."),
        b"none" => ("reported, no modifier", "Without a modifier: outside the global period."),
        _ => ("not reported apart", "Part of the global package."),
    }
}

const VISITS: [&str; 5] = ["24", "25", "57", "none", "not"];
const PROCEDURES: [&str; 5] = ["58", "78", "79", "none", "not"];

impl Bench<'_> {
    pub(super) fn around(&self, topic: Topic, rng: &mut Rng) -> Option<Drill> {
        let (code, global) = *rng.pick(&self.fees().procedures)?;
        let visit = topic == Topic::Rule("visit");
        let event = *rng.pick(if visit { &Event::VISITS[..] } else { &Event::PROCEDURES[..] })?;
        let day = match event {
            Event::Decision => [-1, 0][rng.below(2)],
            Event::Apart => 0,
            // As often within the days as behind them.
            _ => 1 + rng.below(2 * usize::from(global.max(5))) as i16,
        };
        let around = Around { event, day, global };
        let right = around.right()?;
        let option = |id: &str| {
            let (says, why) = text(id);
            let own = format!("{why} {code} has {global} global days.");
            choice(says, if id == right { own } else { why.to_owned() })
        };
        let from = if visit { VISITS } else { PROCEDURES };
        let wrong = from.into_iter().filter(|id| *id != right).map(option).collect();
        let (choices, place) = choices(option(right), wrong, rng)?;
        let when = match day {
            -1 => "the day before".to_owned(),
            0 => "on the day".to_owned(),
            1 => "the day after".to_owned(),
            n => format!("{n} days after"),
        };
        Some(Drill {
            kind: Kind::CptModifier,
            topic,
            stem: format!(
                "{} {when} CPT {}, whose global period has {global} days; the same surgeon, Medicare. How is it \
                 reported?",
                event.says(),
                self.said(&code)
            ),
            choices,
            right: place,
            source: format!("{}, global days; CMS Claims Processing Manual ch. 12 §40", self.schedule()),
            asked: Asked::Around(code, around),
        })
    }
}
