//! Drill: present on admission? By the list of exempt codes and Appendix I of the guidelines.

use super::{Asked, Bench, Drill, Kind, Rng, Topic, choice, choices};
use crate::Choice;
use medcode::kb::query::Release;
use medcode::kb::tables::codes::POA_EXEMPT;
use medcode_model::SourceKind;

/// What is documented of the beginning of a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Course {
    /// There when the order to admit was written.
    AtAdmission,
    /// Began in the emergency department before the order.
    BeforeTheOrder,
    /// Diagnosed in the stay, and documented to have been there at admission.
    FoundLater,
    /// A chronic disease that was first recognised in the stay.
    Chronic,
    /// Suspected at discharge, for signs that were there at admission.
    SuspectedFromSigns,
    /// Began in the stay.
    InTheStay,
    /// Suspected at discharge, for signs that began in the stay.
    SuspectedLater,
    /// The record does not tell, and the provider cannot be asked.
    NotDocumented,
    /// The provider documents that nobody can tell.
    NotToBeTold,
}

impl Course {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::AtAdmission,
        Self::BeforeTheOrder,
        Self::FoundLater,
        Self::Chronic,
        Self::SuspectedFromSigns,
        Self::InTheStay,
        Self::SuspectedLater,
        Self::NotDocumented,
        Self::NotToBeTold,
    ];

    const fn indicator(self) -> &'static str {
        match self {
            Self::AtAdmission
            | Self::BeforeTheOrder
            | Self::FoundLater
            | Self::Chronic
            | Self::SuspectedFromSigns => "Y",
            Self::InTheStay | Self::SuspectedLater => "N",
            Self::NotDocumented => "U",
            Self::NotToBeTold => "W",
        }
    }

    /// The topic of the rules.
    const fn word(self) -> &'static str {
        match self {
            Self::InTheStay | Self::SuspectedLater => "later",
            Self::NotDocumented | Self::NotToBeTold => "unclear",
            _ => "there",
        }
    }

    const fn says(self) -> &'static str {
        match self {
            Self::AtAdmission => {
                "the provider documents it as present when the order to admit was written"
            }
            Self::BeforeTheOrder => {
                "it began in the emergency department, an hour before the order to admit was written"
            }
            Self::FoundLater => {
                "it was diagnosed on the third day, and the provider documents that it was there at admission"
            }
            Self::Chronic => "nobody knew of it; it was recognised on the fourth day of the stay",
            Self::SuspectedFromSigns => {
                "at discharge it is still suspected, because of signs the patient came in with"
            }
            Self::InTheStay => "it began on the third day of the stay",
            Self::SuspectedLater => {
                "at discharge it is still suspected, because of signs that began on the third day"
            }
            Self::NotDocumented => {
                "the record does not tell whether it was there at admission, and the provider cannot be asked"
            }
            Self::NotToBeTold => {
                "the provider, asked, documents that it cannot be determined whether it was there at admission"
            }
        }
    }
}

/// Categories of ours: conditions that may be there at admission or begin in a stay.
const ACUTE: [&str; 22] = [
    "A04", "A41", "D62", "E86", "E87", "G93", "I21", "I26", "I48", "I63", "J15", "J18", "J69", "J81",
    "J96", "K56", "K92", "L03", "N17", "N39", "R33", "R57",
];
/// Categories of ours: chronic diseases.
const CHRONIC: [&str; 14] =
    ["B18", "E03", "E10", "E11", "G20", "G35", "I10", "I25", "J44", "K50", "K51", "K74", "M05", "N18"];

/// Rows of the release.
#[derive(Default)]
pub(super) struct Pool {
    exempt: Vec<u32>,
    acute: Vec<u32>,
    chronic: Vec<u32>,
}

impl Pool {
    fn of(release: &Release) -> Self {
        let mut out = Self::default();
        // Without the list nothing is known to be exempt, and nothing to be reported.
        if release.meta().source(SourceKind::CmPoaExempt).is_none() {
            return out;
        }
        for row in (0..release.codes().len() as u32).filter(|r| release.is_billable(*r)) {
            let category = release.code(row).category();
            let among = |list: &[&str]| list.contains(&category.compact());
            if release.has(row, POA_EXEMPT) {
                out.exempt.push(row);
            } else if among(&ACUTE) {
                out.acute.push(row);
            } else if among(&CHRONIC) {
                out.chronic.push(row);
            }
        }
        out
    }
}

/// The answers there are, and what they mean.
const INDICATORS: [(&str, &str); 5] = [
    ("Y", "Y: present when the order to admit was written."),
    ("N", "N: not present at the time of the order."),
    ("U", "U: the documentation is insufficient."),
    ("W", "W: the provider cannot determine it clinically."),
    ("exempt", "Exempt: the code stands in the list of codes without an indicator."),
];

impl Bench<'_> {
    pub(super) fn poa(&self, topic: Option<Topic>, rng: &mut Rng) -> Option<Drill> {
        let release = self.cm?;
        let pool = self.pools.courses.get_or_init(|| Pool::of(release));
        // Of ten, two ask for the list and two give an exempt code with a course.
        match (rng.below(10), topic) {
            (0 | 1, None) => self.which_is_exempt(release, pool, rng),
            (2 | 3, None) => self.course(release, &pool.exempt, None, rng),
            (n, Some(Topic::Rule("exempt"))) if n < 5 => self.which_is_exempt(release, pool, rng),
            (_, Some(Topic::Rule("exempt"))) => self.course(release, &pool.exempt, None, rng),
            (_, topic) => {
                let word = |c: &Course| topic.is_none_or(|t| Some(t) == Topic::rule(c.word()));
                let all: Vec<Course> = Course::ALL.into_iter().filter(word).collect();
                let course = *rng.pick(&all)?;
                let from = if course == Course::Chronic { &pool.chronic } else { &pool.acute };
                self.course(release, from, Some(course), rng)
            }
        }
    }

    fn course(
        &self,
        release: &Release,
        from: &[u32],
        course: Option<Course>,
        rng: &mut Rng,
    ) -> Option<Drill> {
        let row = *rng.pick(from)?;
        let exempt = release.has(row, POA_EXEMPT);
        // With an exempt code any course would do; one that an indicator seems to fit is drawn.
        let course = match course {
            Some(course) => course,
            None => *rng.pick(&[Course::AtAdmission, Course::InTheStay])?,
        };
        let right = if exempt { "exempt" } else { course.indicator() };
        let option = |(id, why): &(&str, &str)| {
            let why = match (*id == right, exempt) {
                (true, true) => format!("{why} Whatever the course."),
                (true, false) => format!("{why} That is what is documented."),
                _ => (*why).to_owned(),
            };
            choice(id, why)
        };
        let (right, wrong): (Vec<_>, Vec<_>) = INDICATORS.iter().partition(|(id, _)| *id == right);
        // The list is always among the answers: that it was not thought of is the usual error.
        let mut wrong: Vec<Choice> = wrong.into_iter().map(option).collect();
        if let Some(list) = wrong.iter().position(|c| c.text == "exempt") {
            let list = wrong.remove(list);
            rng.shuffle(&mut wrong);
            wrong.truncate(2);
            wrong.push(list);
        }
        let (choices, place) = choices(option(right.first()?), wrong, rng)?;
        let (code, title) = (release.code(row), release.title(row));
        Some(Drill {
            kind: Kind::Poa,
            topic: Topic::rule(if exempt { "exempt" } else { course.word() })?,
            stem: format!("{code} ({title}) of an inpatient: {}. Which POA indicator?", course.says()),
            choices,
            right: place,
            source: self.source(release, "POA exempt list; OCG-Appendix I"),
            asked: Asked::Poa(code, course),
        })
    }

    fn which_is_exempt(&self, release: &Release, pool: &Pool, rng: &mut Rng) -> Option<Drill> {
        let row = *rng.pick(&pool.exempt)?;
        let chapter = release.chapters().get(release.chapter_of(row)?)?.chapter;
        // Neighbours of the same chapter that are reported with an indicator, else any.
        let (from, to) = (row.saturating_sub(400), (row + 400).min(release.codes().len() as u32));
        let near = |r: &u32| {
            let own = release.chapter_of(*r).and_then(|n| release.chapters().get(n));
            own.is_some_and(|c| c.chapter == chapter)
        };
        let reported = |r: &u32| release.is_billable(*r) && !release.has(*r, POA_EXEMPT);
        let mut beside: Vec<u32> = (from..to).filter(reported).filter(near).collect();
        rng.shuffle(&mut beside);
        beside.truncate(3);
        while beside.len() < 3 {
            beside.push(*rng.pick(&pool.acute)?);
        }
        let title = |r: u32| release.title(r);
        let wrong = beside.into_iter().map(|r| {
            let why = format!("{}. Not in the list: reported with an indicator.", title(r));
            choice(release.code(r), why)
        });
        let right = choice(release.code(row), format!("{}. In the list of exempt codes.", title(row)));
        let (choices, place) = choices(right, wrong.collect(), rng)?;
        Some(Drill {
            kind: Kind::Poa,
            topic: Topic::rule("exempt")?,
            stem: "Which of these diagnoses is exempt from POA reporting?".to_owned(),
            choices,
            right: place,
            source: self.source(release, "POA exempt list"),
            asked: Asked::PoaExempt,
        })
    }
}
