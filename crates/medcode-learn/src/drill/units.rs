//! Drill: how many units of a drug?

use super::{Asked, Bench, Drill, Kind, Rng, Topic, choice, choices};
use medcode::kb::query::Release;
use medcode::{BillingUnit, LookupAnswer, Measure};
use medcode_model::{Code, CodeSystem, Date};

impl Bench<'_> {
    pub(super) fn units(&self, topic: Option<Topic>, rng: &mut Rng) -> Option<Drill> {
        let release = self.hcpcs?;
        let pool = self.pools.drugs.get_or_init(|| drugs(release, self.as_of.date));
        let code = release.code(*rng.pick(pool)?);
        let (unit, title) = self.billed(&code)?;
        let own = Topic::rule(word(unit.amount.measure)?)?;
        if topic.is_some_and(|t| t != own) {
            return None;
        }
        let one = thousandths(&unit)?;
        // Between one and twelve units, in quarters of a unit where that is a whole number.
        let whole = unit.amount.measure == Measure::Unit;
        let quarter = (one / 4).max(if whole { 1000 } else { 1 });
        let dose = one + quarter * rng.below(44) as u64;
        let right = dose.div_ceil(one);
        let measure = measure(unit.amount.measure)?;
        let (dose_said, one_said) = (said(dose), said(one));
        let mut wrong = vec![
            (right + 1, "More than the dose."),
            (right + 2, "More than the dose."),
            (dose.div_ceil(1000), "This counts the measure, not units of the code."),
            (1, "A unit is not one injection."),
        ];
        wrong
            .extend((right > 1).then(|| (right - 1, "Less than the dose: a unit begun counts as one.")));
        let wrong = wrong.into_iter().filter(|(n, _)| *n != right);
        let wrong = wrong.map(|(n, why)| choice(n, why)).collect();
        let why = format!("{dose_said} {measure} at {one_said} {measure} a unit, rounded up.");
        let (choices, place) = choices(choice(right, why), wrong, rng)?;
        Some(Drill {
            kind: Kind::Units,
            topic: own,
            stem: format!(
                "{code}: {title}. {dose_said} {measure} are given, nothing is discarded. How many units?"
            ),
            choices,
            right: place,
            source: self.source(release, &format!("HCPCS descriptor of {code}")),
            asked: Asked::Units(code, dose),
        })
    }

    /// What one unit is, and the descriptor.
    fn billed(&self, code: &Code) -> Option<(BillingUnit, String)> {
        let text = code.compact();
        let found = self.engine.lookup(text, Some(CodeSystem::Hcpcs), self.as_of).ok()?;
        let Some(LookupAnswer::Code(found)) = found.into_iter().next() else { return None };
        let unit = found.drug?.unit?;
        let plain = unit.parts.is_empty() && unit.also.is_none() && !unit.up_to;
        // A concentration or a maximum beside the unit would make the question another one.
        (plain && numbers(&found.title) <= 1).then_some((unit, found.title))
    }
}

/// How many numbers a descriptor has.
fn numbers(title: &str) -> usize {
    let parts = title.split(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','));
    parts.filter(|p| p.bytes().any(|b| b.is_ascii_digit())).count()
}

/// Drugs in force.
fn drugs(release: &Release, day: Date) -> Vec<u32> {
    let is_drug = |r: &u32| release.code(*r).compact().starts_with('J') && release.in_force_on(*r, day);
    (0..release.codes().len() as u32).filter(is_drug).collect()
}

/// One unit in thousandths of its measure; none where that is no whole number.
fn thousandths(unit: &BillingUnit) -> Option<u64> {
    let value = unit.amount.value * 1000.0;
    let whole = value.round();
    ((value - whole).abs() < 1e-6 && (1.0..1e9).contains(&whole)).then_some(whole as u64)
}

/// The word of a measure among the topics.
const fn word(measure: Measure) -> Option<&'static str> {
    match measure {
        Measure::Milligram => Some("mg"),
        Measure::Microgram => Some("mcg"),
        Measure::Gram => Some("g"),
        Measure::Unit => Some("units"),
        _ => None,
    }
}

const fn measure(measure: Measure) -> Option<&'static str> {
    match measure {
        Measure::Milligram => Some("mg"),
        Measure::Microgram => Some("mcg"),
        Measure::Gram => Some("g"),
        Measure::Unit => Some("units of the drug"),
        _ => None,
    }
}

/// Thousandths as they are written.
fn said(thousandths: u64) -> String {
    let (whole, rest) = (thousandths / 1000, thousandths % 1000);
    if rest == 0 {
        return whole.to_string();
    }
    format!("{whole}.{rest:03}").trim_end_matches('0').to_owned()
}

#[cfg(test)]
mod tests {
    use super::{numbers, said};

    #[test]
    fn numbers_of_a_descriptor_are_counted() {
        for (title, n) in [("per 1,000 units", 1), ("2.5 mg/ml, 10 mg", 2), ("per dose", 0)] {
            assert_eq!(numbers(title), n, "{title}");
        }
    }

    #[test]
    fn doses_are_written_without_idle_zeros() {
        for (n, text) in [(15_000, "15"), (12_500, "12.5"), (250, "0.25"), (1_001, "1.001")] {
            assert_eq!(said(n), text);
        }
    }
}
