//! By which release is a note read? By the one in force; where that has lists of codes only, by
//! the release of the same fiscal year that has the Tabular, and what it finds is then held
//! against the one in force.

use crate::Engine;
use medcode_coder::Outcome;
use medcode_kb::query::{InForceRelease, Release};
use medcode_model::{Code, CodeSystem, Date, SourceKind, Withheld, WithheldReason};

impl Engine {
    /// The release of the fiscal year that reads best: the one in force, unless it lacks the
    /// Tabular and another of its year has it.
    pub(crate) fn reader<'a>(&'a self, from: &InForceRelease<'a>) -> InForceRelease<'a> {
        let reads = |r: &Release| r.meta().source(SourceKind::CmTabular).is_some();
        if reads(from.release) {
            return *from;
        }
        let year = fiscal_year(from.release.id().from);
        let other = self
            .library()
            .releases()
            .filter(|(id, ..)| id.system == CodeSystem::Icd10Cm && fiscal_year(id.from) == year);
        let mut other = other.filter_map(|(id, in_force, _)| {
            let release = self.library().get(id).ok().filter(|r| reads(r))?;
            Some(InForceRelease { release, in_force, stale: false, mismatch: false })
        });
        other.next().unwrap_or(*from)
    }
}

/// The fiscal year of a day: it begins on October 1.
fn fiscal_year(day: Date) -> u16 {
    let begun = Date::new(day.year(), 10, 1).is_some_and(|october| october <= day);
    day.year() + u16::from(begun)
}

/// Withholds what is no complete code in the release in force.
pub(crate) fn settle(outcome: &mut Outcome, in_force: &Release) {
    let valid = |code: &Code| in_force.find(code).is_some_and(|row| in_force.is_billable(row));
    let signs = std::mem::take(&mut outcome.signs);
    let found = std::mem::take(&mut outcome.suggestions).into_iter().zip(signs);
    let (kept, out): (Vec<_>, Vec<_>) = found.partition(|(s, _)| valid(&s.coded.code));
    (outcome.suggestions, outcome.signs) = kept.into_iter().unzip();
    for (suggestion, rank) in outcome.suggestions.iter_mut().zip(1..) {
        suggestion.rank = rank;
    }
    outcome.withheld.extend(out.into_iter().map(|(s, _)| Withheld {
        coded: s.coded,
        reason: WithheldReason::NotInForce,
        detail: format!("no complete code in the release of {}", in_force.id().from),
        authority: Vec::new(),
    }));
}
