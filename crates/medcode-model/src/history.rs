//! What was done for a patient before: what rules of new and established, of global periods, of
//! repeats and of frequency look at.

use crate::{Code, CodeSystem, Date};

/// Who gave a service, as far as payers tell practitioners apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clinician {
    /// National Provider Identifier.
    pub npi: Option<Box<str>>,
    /// Taxonomy code of the specialty.
    pub specialty: Option<Box<str>>,
    /// The group.
    pub group: Option<Box<str>>,
}

impl Clinician {
    /// Whether payers take both for one: the same person, or the same group and specialty
    /// (Medicare Claims Processing Manual ch. 12 §30.6.5). None where too little is known.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> Option<bool> {
        let alike = |a: &Option<Box<str>>, b: &Option<Box<str>>| match (a, b) {
            (Some(a), Some(b)) => Some(a.trim().eq_ignore_ascii_case(b.trim())),
            _ => None,
        };
        if alike(&self.npi, &other.npi) == Some(true) {
            return Some(true);
        }
        match (alike(&self.group, &other.group), alike(&self.specialty, &other.specialty)) {
            (Some(true), Some(true)) => Some(true),
            (Some(false), _) | (_, Some(false)) => Some(false),
            _ => None,
        }
    }
}

/// A service of an earlier encounter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastService {
    /// The day.
    pub date: Date,
    /// CPT number or HCPCS code.
    pub code: Code,
    /// Modifiers.
    pub modifiers: Vec<Box<str>>,
    /// Who gave it.
    pub by: Clinician,
    /// Billed by a facility, which is nobody's own work.
    pub of_facility: bool,
}

impl PastService {
    /// Whether it carries one of several modifiers.
    #[must_use]
    pub fn has_any(&self, modifiers: &[&str]) -> bool {
        self.modifiers.iter().any(|m| modifiers.iter().any(|w| m.eq_ignore_ascii_case(w)))
    }

    /// A professional service face to face with the patient, by its number: visits, eye
    /// examinations, psychiatry, operations. Reading a film or a tracing makes nobody established.
    #[must_use]
    pub fn is_face_to_face(&self) -> bool {
        let number: Option<u32> = match self.code.system() {
            CodeSystem::Cpt => self.code.compact().parse().ok(),
            _ => None,
        };
        let by_number = matches!(
            number,
            Some(
                10004..=69990
                | 90791..=90899
                | 92002..=92014
                | 99202..=99215
                | 99221..=99239
                | 99242..=99255
                | 99281..=99285
                | 99291
                | 99304..=99316
                | 99341..=99350
                | 99381..=99397,
            )
        );
        by_number && !self.of_facility && !self.has_any(&["26", "TC"])
    }
}

/// The earlier encounters of a patient.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// Who gives the services that are judged.
    pub by: Clinician,
    /// What was done before, in any order.
    pub services: Vec<PastService>,
    /// The first day that the records know of anybody: before it, silence says nothing.
    pub since: Option<Date>,
}

/// Whether the patient was seen within three years by the same practitioner, or by the same
/// specialty of the group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// The last time.
    On(Date),
    /// Not within three years.
    Not,
    /// It cannot be told without this.
    Untold(&'static str),
}

impl History {
    /// Whether the patient is established on a day (CPT, E/M guidelines; Medicare Claims
    /// Processing Manual ch. 12 §30.6.7).
    #[must_use]
    pub fn seen_before(&self, day: Date) -> Seen {
        let begin = three_years_before(day);
        let within = |s: &&PastService| s.is_face_to_face() && begin < s.date && s.date < day;
        let told: Vec<(Date, Option<bool>)> =
            self.services.iter().filter(within).map(|s| (s.date, self.by.is_same(&s.by))).collect();
        if let Some(last) = told.iter().filter(|t| t.1 == Some(true)).map(|t| t.0).max() {
            return Seen::On(last);
        }
        if told.iter().any(|t| t.1.is_none()) {
            return Seen::Untold("group and specialty of the providers, now and then");
        }
        if self.since.is_none_or(|since| since > begin) {
            return Seen::Untold("records that go back three years");
        }
        Seen::Not
    }
}

/// The same day three years before; the 29th of February is the 28th.
fn three_years_before(day: Date) -> Date {
    let (year, month, date) = day.parts();
    let before = |date| Date::new(year.checked_sub(3)?, month, date);
    before(date).or_else(|| before(28)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn who(npi: &str, specialty: &str, group: &str) -> Clinician {
        let text = |t: &str| (!t.is_empty()).then(|| t.into());
        Clinician { npi: text(npi), specialty: text(specialty), group: text(group) }
    }

    fn service(code: &str, date: &str, by: Clinician) -> PastService {
        let code = Code::new(CodeSystem::Cpt, code).unwrap();
        PastService { date: date.parse().unwrap(), code, modifiers: Vec::new(), by, of_facility: false }
    }

    fn asked(services: Vec<PastService>, since: &str) -> Seen {
        let history = History { by: who("1", "207Q", "Hill"), services, since: since.parse().ok() };
        history.seen_before("2026-05-12".parse().unwrap())
    }

    #[test]
    fn the_same_person_or_the_same_specialty_of_the_group_makes_established() {
        for by in [who("1", "", ""), who("2", "207q", "hill ")] {
            let seen = asked(vec![service("99213", "2025-11-02", by)], "2026-01-01");
            assert_eq!(seen, Seen::On("2025-11-02".parse().unwrap()));
        }
        for by in [who("2", "207R", "Hill"), who("2", "207Q", "Dale")] {
            assert_eq!(asked(vec![service("99213", "2025-11-02", by)], "2020-01-01"), Seen::Not);
        }
        let unknown = asked(vec![service("99213", "2025-11-02", who("2", "", "Hill"))], "2020-01-01");
        assert!(matches!(unknown, Seen::Untold(_)));
    }

    #[test]
    fn three_years_and_silence_before_the_records() {
        let mine = || who("1", "", "");
        assert_eq!(asked(vec![service("99213", "2023-05-12", mine())], "2020-01-01"), Seen::Not);
        let within = asked(vec![service("99213", "2023-05-13", mine())], "2020-01-01");
        assert!(matches!(within, Seen::On(_)));
        assert!(matches!(asked(Vec::new(), "2024-01-01"), Seen::Untold(_)));
        assert!(matches!(asked(Vec::new(), ""), Seen::Untold(_)));
    }

    #[test]
    fn reading_a_film_is_not_seeing_the_patient() {
        let read = service("71046", "2025-11-02", who("1", "", ""));
        assert_eq!(asked(vec![read], "2020-01-01"), Seen::Not);
    }
}
