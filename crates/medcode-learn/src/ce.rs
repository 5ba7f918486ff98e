//! Continuing education: what a body asks for in a cycle, and what is there of it.

use crate::Credential;
use crate::exam::{Exams, Fact, FactKind};
use medcode_model::Date;

/// Hundredths of a unit: bodies count in quarters, some in tenths.
pub type Hundredths = u32;

/// Units that were earned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Earned {
    /// When.
    pub day: Date,
    /// How much.
    pub units: Hundredths,
    /// From the body itself or one of its associations.
    pub own_body: bool,
    /// On the field of the credential.
    pub field: bool,
}

/// A cycle: from its first day to the day of renewal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cycle {
    /// First day.
    pub from: Date,
    /// The day of renewal.
    pub to: Date,
}

/// What a body asks for in a cycle.
#[derive(Clone, Debug)]
pub struct Required<'a> {
    /// Units for the credentials that are held together.
    pub units: Hundredths,
    /// Years of a cycle.
    pub years: u32,
    /// Least and most shares of categories.
    pub shares: Vec<&'a Fact>,
    /// The facts that the sum and the years rest on.
    pub facts: Vec<&'a Fact>,
}

/// A category of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// `own_body`, `other_body`, `field`, `other_field`.
    pub name: String,
    /// What is there.
    pub units: Hundredths,
    /// The least that is asked for.
    pub least: Option<Hundredths>,
    /// The most that counts.
    pub most: Option<Hundredths>,
}

/// How a cycle stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Everything earned in the cycle.
    pub earned: Hundredths,
    /// What of it counts.
    pub counts: Hundredths,
    /// What is asked for.
    pub required: Hundredths,
    /// Its categories.
    pub lines: Vec<Line>,
}

impl Account {
    /// Units that are lacking.
    #[must_use]
    pub fn lacking(&self) -> Hundredths {
        let least = self.lines.iter().map(|l| l.least.unwrap_or(0).saturating_sub(l.units)).max();
        self.required.saturating_sub(self.counts).max(least.unwrap_or(0))
    }
}

/// Reads `2:30; 3:40; 4+:50`: units by how many credentials of the body are held.
pub(crate) fn several(text: &str) -> Option<Vec<(u32, u32)>> {
    let pairs = text.split(';').map(|part| {
        let (held, units) = part.trim().split_once(':')?;
        Some((held.trim_end_matches('+').parse().ok()?, units.parse().ok()?))
    });
    let pairs: Option<Vec<(u32, u32)>> = pairs.collect();
    pairs.filter(|p| p.is_sorted_by(|a, b| a.0 < b.0))
}

/// What the body of these credentials asks for; none where it was not read.
#[must_use]
pub fn required<'a>(exams: &'a Exams, held: &[Credential]) -> Option<Required<'a>> {
    let first = *held.first()?;
    let fact = |kind| exams.facts_of(first).find(|f| f.kind == kind && !f.value.is_empty());
    let (total, years) = (fact(FactKind::CeuTotal)?, fact(FactKind::CeuYears)?);
    let count = u32::try_from(held.len()).unwrap_or(u32::MAX);
    let more = fact(FactKind::CeuSeveral).and_then(|f| {
        let table = several(&f.value)?;
        let (_, units) = table.into_iter().rev().find(|(n, _)| *n <= count)?;
        Some((f, units))
    });
    let units = more.map_or(total.number()?, |(_, units)| units);
    Some(Required {
        units: units.saturating_mul(100),
        years: years.number()?,
        shares: exams.facts_of(first).filter(|f| f.kind == FactKind::CeuShare).collect(),
        facts: [Some(total), more.map(|(f, _)| f), Some(years)].into_iter().flatten().collect(),
    })
}

/// The cycle that ends with a renewal.
#[must_use]
pub fn cycle(renewal: Date, years: u32) -> Cycle {
    let (year, month, day) = renewal.parts();
    let year = year.saturating_sub(u16::try_from(years).unwrap_or(u16::MAX));
    // The 29th of February has no counterpart in most years.
    let begins = Date::new(year, month, day).or_else(|| Date::new(year, month, 28));
    Cycle { from: begins.map_or(renewal, Date::succ), to: renewal }
}

/// Adds up a cycle.
#[must_use]
pub fn account(required: &Required<'_>, cycle: Cycle, earned: &[Earned]) -> Account {
    let inside: Vec<&Earned> =
        earned.iter().filter(|e| cycle.from <= e.day && e.day <= cycle.to).collect();
    let sum = |fits: &dyn Fn(&Earned) -> bool| {
        inside.iter().filter(|e| fits(e)).map(|e| e.units).fold(0, Hundredths::saturating_add)
    };
    let all = sum(&|_| true);
    let of = |name: &str| match name {
        "own_body" => sum(&|e| e.own_body),
        "other_body" => sum(&|e| !e.own_body),
        "field" => sum(&|e| e.field),
        _ => sum(&|e| !e.field),
    };
    let lines: Vec<Line> = required
        .shares
        .iter()
        .map(|f| {
            let share = f.number().map(|percent| required.units / 100 * percent);
            let least = f.unit == "percent minimum";
            let units = of(&f.name);
            let name = f.name.clone();
            Line { name, units, least: share.filter(|_| least), most: share.filter(|_| !least) }
        })
        .collect();
    // What a category has above its most does not count.
    let over = lines.iter().map(|l| l.units.saturating_sub(l.most.unwrap_or(Hundredths::MAX)));
    let counts = all.saturating_sub(over.max().unwrap_or(0));
    Account { earned: all, counts, required: required.units, lines }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Library;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn earned(day_of: &str, units: Hundredths, own_body: bool, field: bool) -> Earned {
        Earned { day: day(day_of), units, own_body, field }
    }

    #[test]
    fn the_sum_follows_the_credentials_that_are_held() {
        let exams = &Library::embedded().exams;
        let units = |held: &[Credential]| required(exams, held).map(|r| (r.units, r.years));
        assert_eq!(units(&[Credential::Cpc]), Some((3600, 2)));
        assert_eq!(units(&[Credential::Cpc, Credential::Cic]), Some((4000, 2)));
        assert_eq!(units(&[Credential::Ccs]), Some((2000, 2)));
        assert_eq!(units(&[Credential::Ccs, Credential::Cca]), Some((3000, 2)));
        assert_eq!(units(&[]), None);
        assert_eq!(several("3:4; 2:1"), None);
    }

    #[test]
    fn a_category_above_its_most_does_not_count_and_one_below_its_least_is_lacking() {
        let exams = &Library::embedded().exams;
        let ccs = required(exams, &[Credential::Ccs]).unwrap();
        let cycle = cycle(day("2026-12-31"), 2);
        assert_eq!(cycle.from, day("2025-01-01"));
        // 20 units from others: 12 count, and 8 of the body itself are lacking.
        let others = account(&ccs, cycle, &[earned("2026-01-05", 2000, false, true)]);
        assert_eq!((others.earned, others.counts, others.lacking()), (2000, 1200, 800));
        let whole = [
            earned("2025-01-01", 1000, true, true),
            earned("2026-12-31", 1000, false, true),
            earned("2027-01-01", 900, true, true),
        ];
        let whole = account(&ccs, cycle, &whole);
        assert_eq!((whole.earned, whole.counts, whole.lacking()), (2000, 2000, 0));
    }

    #[test]
    fn a_cycle_that_ends_on_a_leap_day_has_its_first_day() {
        assert_eq!(cycle(day("2028-02-29"), 2).from, day("2026-03-01"));
    }
}
