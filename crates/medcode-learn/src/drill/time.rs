//! Drill: services that are told apart by minutes or by age. The rules are published and need no file.

use super::{Asked, Bench, Drill, Kind, Rng, Topic, choice, choices};
use crate::Choice;

/// What a time or an age decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Timed {
    /// Units of timed therapy in all.
    Therapy,
    /// Time units of anesthesia.
    Anesthesia,
    /// Critical care of an adult, for Medicare.
    Critical,
    /// Psychotherapy without a visit.
    Psychotherapy,
    /// An office visit of a new patient.
    NewPatient,
    /// An office visit of an established patient.
    Established,
    /// A preventive visit of a new patient, by age.
    PreventiveNew,
    /// A preventive visit of an established patient, by age.
    PreventiveEstablished,
    /// The administration of a vaccine with counseling, by age.
    Vaccine,
}

/// From so many minutes or years on, this is reported.
type Steps = &'static [(u32, &'static str)];

const PSYCHOTHERAPY: Steps = &[(0, "nothing"), (16, "90832"), (38, "90834"), (53, "90837")];
const NEW: Steps = &[(15, "99202"), (30, "99203"), (45, "99204"), (60, "99205")];
const ESTABLISHED: Steps = &[(10, "99212"), (20, "99213"), (30, "99214"), (40, "99215")];
const PREVENTIVE_NEW: Steps = &[
    (0, "99381"),
    (1, "99382"),
    (5, "99383"),
    (12, "99384"),
    (18, "99385"),
    (40, "99386"),
    (65, "99387"),
];
const PREVENTIVE_ESTABLISHED: Steps = &[
    (0, "99391"),
    (1, "99392"),
    (5, "99393"),
    (12, "99394"),
    (18, "99395"),
    (40, "99396"),
    (65, "99397"),
];
const VACCINE: Steps = &[(0, "90460"), (19, "90471")];

impl Timed {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Therapy,
        Self::Anesthesia,
        Self::Critical,
        Self::Psychotherapy,
        Self::NewPatient,
        Self::Established,
        Self::PreventiveNew,
        Self::PreventiveEstablished,
        Self::Vaccine,
    ];

    const fn word(self) -> &'static str {
        match self {
            Self::Therapy => "therapy",
            Self::Anesthesia => "anesthesia",
            Self::Critical => "critical",
            Self::Psychotherapy => "psychotherapy",
            Self::NewPatient | Self::Established => "office",
            Self::PreventiveNew | Self::PreventiveEstablished | Self::Vaccine => "age",
        }
    }

    /// The least that is drawn, and how many more there are.
    const fn range(self) -> (u32, usize) {
        match self {
            Self::Therapy => (8, 83),
            Self::Anesthesia => (20, 220),
            Self::Critical => (20, 180),
            Self::Psychotherapy => (8, 70),
            Self::NewPatient => (15, 65),
            Self::Established => (10, 50),
            Self::PreventiveNew | Self::PreventiveEstablished => (0, 90),
            Self::Vaccine => (1, 60),
        }
    }

    const fn steps(self) -> Steps {
        match self {
            Self::Psychotherapy => PSYCHOTHERAPY,
            Self::NewPatient => NEW,
            Self::Established => ESTABLISHED,
            Self::PreventiveNew => PREVENTIVE_NEW,
            Self::PreventiveEstablished => PREVENTIVE_ESTABLISHED,
            Self::Vaccine => VACCINE,
            Self::Therapy | Self::Anesthesia | Self::Critical => &[],
        }
    }

    const fn source(self) -> &'static str {
        match self {
            Self::Therapy => "CMS Claims Processing Manual ch. 5 §20.2",
            Self::Anesthesia => "CMS Claims Processing Manual ch. 12 §50",
            Self::Critical => {
                "CMS Claims Processing Manual ch. 12 §30.6.12; physician fee schedule rule of 2023 (104 minutes)"
            }
            Self::Psychotherapy => "CPT, minutes of psychotherapy",
            Self::NewPatient | Self::Established => "CPT, minutes of office visits, from 2024 on",
            Self::PreventiveNew | Self::PreventiveEstablished => "CPT, ages of preventive visits",
            Self::Vaccine => "CPT, administration of vaccines: counseling, through 18 years of age",
        }
    }

    fn stem(self, n: u32, rng: &mut Rng) -> String {
        match self {
            Self::Therapy if n >= 30 && rng.below(2) == 0 => {
                let one = 8 + rng.below(n as usize - 16) as u32;
                format!(
                    "Two therapy services that are timed in 15 minutes, on one day: 97110 for {one} minutes, 97140 \
                     for {} minutes. Medicare. How many units in all?",
                    n - one
                )
            }
            Self::Therapy => format!(
                "A therapy service that is timed in 15 minutes (97110) takes {n} minutes; nothing else is timed \
                 that day. Medicare. How many units?"
            ),
            Self::Anesthesia => {
                format!("Anesthesia takes {n} minutes. How many time units does Medicare count?")
            }
            Self::Critical => format!(
                "{n} minutes of critical care for an adult by one physician on one day. What is reported to \
                 Medicare?"
            ),
            Self::Psychotherapy => {
                format!(
                    "{n} minutes of psychotherapy, without a visit for evaluation. What is reported?"
                )
            }
            Self::NewPatient | Self::Established => {
                let patient = if self == Self::NewPatient { "a new" } else { "an established" };
                format!(
                    "The physician documents {n} minutes in all on the day of the office visit of {patient} patient, \
                     and codes by time. Which level?"
                )
            }
            Self::PreventiveNew | Self::PreventiveEstablished => {
                let patient = if self == Self::PreventiveNew { "a new" } else { "an established" };
                format!("A preventive visit of {patient} patient, {}. Which number?", years(n))
            }
            Self::Vaccine => format!(
                "The patient is {}. The physician counsels, and one vaccine, against hepatitis A, is injected. \
                 Which number says that it was given?",
                years(n)
            ),
        }
    }
}

fn years(n: u32) -> String {
    if n == 0 { "8 months old".to_owned() } else { format!("{n} years old") }
}

impl Bench<'_> {
    pub(super) fn time(&self, topic: Option<Topic>, rng: &mut Rng) -> Option<Drill> {
        let fits = |t: &Timed| topic.is_none_or(|own| Some(own) == Topic::rule(t.word()));
        let all: Vec<Timed> = Timed::ALL.into_iter().filter(fits).collect();
        let timed = *rng.pick(&all)?;
        let (least, more) = timed.range();
        let n = least + rng.below(more + 1) as u32;
        let (right, wrong) = match timed {
            Timed::Therapy => therapy(n),
            Timed::Anesthesia => anesthesia(n),
            Timed::Critical => critical(n),
            Timed::Vaccine => vaccine(n),
            _ => stepped(timed.steps(), n)?,
        };
        let (choices, place) = choices(right, wrong, rng)?;
        Some(Drill {
            kind: Kind::Time,
            topic: Topic::rule(timed.word())?,
            stem: timed.stem(n, rng),
            choices,
            right: place,
            source: timed.source().to_owned(),
            asked: Asked::Timed(timed, n),
        })
    }
}

type Answers = (Choice, Vec<Choice>);

fn therapy(minutes: u32) -> Answers {
    let units = (minutes + 7) / 15;
    let right = choice(
        units,
        format!("{minutes} minutes: a further unit from 8 minutes over {} on.", units * 15 - 15),
    );
    let others = [
        (units + 1, "The minutes that are left are fewer than 8."),
        (units.saturating_sub(1).max(1), "8 minutes and more that are left make a unit."),
        (units + 2, "More than the minutes."),
        (minutes.div_ceil(15), "Not every begun quarter of an hour counts: it takes 8 minutes."),
        (minutes, "Units are not minutes."),
    ];
    let wrong = others.into_iter().filter(|(n, _)| *n != units);
    (right, wrong.map(|(n, why)| choice(n, why)).collect())
}

fn anesthesia(minutes: u32) -> Answers {
    let tenths = (2 * minutes + 1) / 3;
    let said = |tenths: u32| format!("{}.{}", tenths / 10, tenths % 10);
    let right = choice(said(tenths), format!("{minutes} minutes by 15, to one decimal place."));
    let others = [
        (minutes.div_ceil(15) * 10, "Medicare does not round up to a whole unit."),
        (minutes / 15 * 10, "What is left of 15 minutes counts as a tenth part."),
        (minutes, "Units are of 15 minutes, not of 10."),
        (tenths + 10, "Base units are counted apart from time."),
        (tenths.saturating_sub(10), "Less than the minutes."),
    ];
    let wrong = others.into_iter().filter(|(n, _)| *n != tenths);
    (right, wrong.map(|(n, why)| choice(said(n), why)).collect())
}

fn critical(minutes: u32) -> Answers {
    let more = |n: u32| match n {
        0 => "99291 alone".to_owned(),
        n => format!("99291 and {n} of 99292"),
    };
    let visit = || choice("neither 99291 nor 99292", "Under 30 minutes another visit code is reported.");
    if minutes < 30 {
        let wrong = (0..3).map(|n| choice(more(n), "99291 begins with 30 minutes.")).collect();
        return (visit(), wrong);
    }
    let n = minutes.saturating_sub(74) / 30;
    let why = "99291 is for the first 30 to 74 minutes, 99292 for each whole 30 minutes after them.";
    let others = [n + 1, n + 2, n.saturating_sub(1), n + 3].into_iter().filter(|o| *o != n);
    let wrong =
        others.map(|o| choice(more(o), "Medicare counts 99292 when its 30 minutes are complete."));
    (choice(more(n), why), wrong.take(2).chain([visit()]).collect())
}

fn vaccine(age: u32) -> Answers {
    let when = |code: &str| match code {
        "90460" => "With counseling, through 18 years of age; by component.",
        "90471" => "From 19 years on, or without counseling; by vaccine.",
        "90472" => "For each further vaccine, beside 90471.",
        _ => "For a vaccine by mouth or nose.",
    };
    let option = |code: &str| choice(code, when(code));
    let right = step(VACCINE, age).unwrap_or("90460");
    let wrong = ["90460", "90471", "90472", "90473"].into_iter().filter(|c| *c != right);
    (option(right), wrong.map(option).collect())
}

/// The step that holds.
fn step(steps: Steps, n: u32) -> Option<&'static str> {
    steps.iter().rfind(|(from, _)| *from <= n).map(|(_, code)| *code)
}

/// The step that holds, and those beside it.
fn stepped(steps: Steps, n: u32) -> Option<Answers> {
    let at = steps.iter().rposition(|(from, _)| *from <= n)?;
    let why = |at: usize| {
        let (from, code) = steps[at];
        match steps.get(at + 1) {
            Some((to, _)) => format!("{code}: from {from} to {}.", to - 1),
            None => format!("{code}: from {from} on."),
        }
    };
    let mut beside: Vec<usize> = (0..steps.len()).filter(|n| *n != at).collect();
    beside.sort_by_key(|n| n.abs_diff(at));
    let wrong = beside.into_iter().take(3).map(|n| choice(steps[n].1, why(n))).collect();
    Some((choice(steps[at].1, why(at)), wrong))
}
