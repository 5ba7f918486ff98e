//! The name of a question of a lesson: from it the same question is made again, so that nothing has to be
//! kept of a lesson between the asking and the answering.

use super::ask::Kind;
use super::{Item, Maker};
use crate::drill::Rng;
use medcode::diff::Comparison;
use medcode::kb::query::{Library, NoRelease};
use medcode_model::{Code, CodeSystem, Date, ReleaseId};
use std::fmt;

/// Which question of which comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The system.
    pub system: CodeSystem,
    /// The older release.
    pub before: Date,
    /// The newer release.
    pub after: Date,
    /// The code whose change it is about.
    pub code: Code,
    kind: Kind,
    /// The place of the change among those of its sort.
    at: usize,
    seed: u64,
}

impl Name {
    pub(super) fn of(of: &Comparison, item: &Item) -> Option<Self> {
        let kind = Kind::parse(item.ask.id())?;
        let Comparison { system, before, after, .. } = *of;
        Some(Self { system, before, after, code: item.code, kind, at: item.at, seed: item.seed })
    }

    /// Reads `lesson.SYSTEM.BEFORE.AFTER.KIND.PLACE.SEED.CODE`.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.strip_prefix("lesson.")?.splitn(7, '.').collect();
        let [system, before, after, kind, at, seed, code] = parts[..] else { return None };
        let system = CodeSystem::parse(system)?;
        Some(Self {
            system,
            before: before.parse().ok()?,
            after: after.parse().ok()?,
            code: Code::new(system, code).ok()?,
            kind: Kind::parse(kind)?,
            at: at.parse().ok()?,
            seed: u64::from_str_radix(seed, 16).ok()?,
        })
    }

    /// The same for every question of this kind about this change: what is counted once a day.
    #[must_use]
    pub fn change(&self) -> String {
        let Self { system, before, after, code, kind, at, .. } = self;
        format!("lesson.{}.{before}.{after}.{}.{at}.{code}", system.id(), kind.id())
    }

    /// The code of what [`Name::change`] wrote.
    #[must_use]
    pub fn code_of_change(text: &str) -> Option<Code> {
        let parts: Vec<&str> = text.strip_prefix("lesson.")?.splitn(6, '.').collect();
        let [system, .., code] = parts[..] else { return None };
        Code::new(CodeSystem::parse(system)?, code).ok()
    }

    /// Makes the question again; none where the releases are no longer those it was made from.
    ///
    /// # Errors
    /// When a release file cannot be used.
    pub fn again(&self, library: &Library, of: &Comparison) -> Result<Option<Item>, NoRelease> {
        if (of.system, of.before, of.after) != (self.system, self.before, self.after) {
            return Ok(None);
        }
        let after = library.get(ReleaseId { system: of.system, from: of.after })?;
        let made = Maker { of, after }.make(self.kind, self.at, &mut Rng::new(self.seed));
        Ok(made.filter(|item| item.code == self.code))
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { system, before, after, code, kind, at, seed } = self;
        write!(f, "lesson.{}.{before}.{after}.{}.{at}.{seed:x}.{code}", system.id(), kind.id())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_as_it_was_written_and_others_are_none() {
        for kind in Kind::ALL {
            let day = |text: &str| text.parse::<Date>().unwrap();
            let name = Name {
                system: CodeSystem::Icd10Cm,
                before: day("2025-10-01"),
                after: day("2026-10-01"),
                code: Code::cm("E11.A").unwrap(),
                kind,
                at: 17,
                seed: 0xfeed,
            };
            assert_eq!(Name::read(&name.to_string()), Some(name.clone()));
            assert_eq!(Name::code_of_change(&name.change()), Some(name.code));
        }
        for text in
            ["", "lesson.", "lesson.ICD10CM.2025-10-01.2026-10-01.none.1.1.E11.A", "drill.seventh.c1"]
        {
            assert_eq!(Name::read(text), None, "{text}");
        }
    }
}
