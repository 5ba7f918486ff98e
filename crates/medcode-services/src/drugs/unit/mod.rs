//! What does one unit of a drug's code stand for? Read from the official descriptor.

mod measure;
mod scan;

pub use measure::{Amount, Dimension, Measure};

use super::table;
use medcode_model::Code;
use scan::{Found, Lead};

/// What one unit of a code stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct BillingUnit {
    /// The amount; the sum of the parts of a combination of equal measure.
    pub amount: Amount,
    /// The same amount in another measure: `300 micrograms (1500 i.u.)`.
    pub also: Option<Amount>,
    /// `up to`: any smaller dose is one unit too.
    pub up_to: bool,
    /// The amounts of a combination, in the order of its drugs.
    pub parts: Vec<Amount>,
}

impl BillingUnit {
    /// Reads a descriptor; none where it states no amount.
    #[must_use]
    pub fn read(descriptor: &str) -> Option<Self> {
        let found = scan::amounts(descriptor);
        equation(&found).or_else(|| per(&found)).or_else(|| stated(&found))
    }

    const fn of(found: &Found) -> Self {
        let up_to = matches!(found.lead, Lead::UpTo);
        Self { amount: found.amount, also: None, up_to, parts: Vec::new() }
    }

    /// A unit that counts items.
    #[must_use]
    pub const fn one(measure: Measure) -> Self {
        Self { amount: Amount::new(1.0, measure), also: None, up_to: false, parts: Vec::new() }
    }
}

/// The unit of a code: as its descriptor states it, else as our list of descriptors without an
/// amount has it.
#[must_use]
pub(crate) fn of_code(code: &Code, descriptor: &str) -> Option<BillingUnit> {
    BillingUnit::read(descriptor).or_else(|| listed(code))
}

/// Codes whose descriptor states no amount: what one unit is, and why.
fn listed(code: &Code) -> Option<BillingUnit> {
    let code = code.compact();
    let row = table::other("unparsed").find(|row| row.first() == Some(&&*code))?;
    match row.get(1).copied()? {
        "each" => Some(BillingUnit::one(Measure::Each)),
        "dose" => Some(BillingUnit::one(Measure::Dose)),
        _ => None,
    }
}

impl std::fmt::Display for BillingUnit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.up_to {
            f.write_str("up to ")?;
        }
        write!(f, "{}", self.amount)?;
        if let Some(also) = self.also {
            write!(f, " ({also})")?;
        }
        Ok(())
    }
}

/// `(500 ml = 1 unit)`.
fn equation(all: &[Found]) -> Option<BillingUnit> {
    all.iter().find(|f| f.equals).map(BillingUnit::of)
}

/// `per 250 mg`, `per dose`, `each unit`.
fn per(all: &[Found]) -> Option<BillingUnit> {
    let found = all.iter().find(|f| f.lead == Lead::Per && !f.aside)?;
    Some(BillingUnit::of(found))
}

/// The amount that stands without `per`: the sum of a combination, else the last one that is
/// neither a concentration nor an aside.
fn stated(all: &[Found]) -> Option<BillingUnit> {
    let open: Vec<&Found> = all.iter().filter(|f| !f.aside && !f.bound && !f.concentration).collect();
    let Some(last) = open.last() else {
        // "10 mg/ml" and nothing else: the drug, not the solution, is counted.
        let lone = all.iter().find(|f| f.concentration && !f.bound);
        let lone = lone.or_else(|| all.iter().find(|f| f.aside && !f.bound));
        // A range of strengths: one of them is one unit.
        let range = || all.first().map(|_| BillingUnit::one(Measure::Dose));
        return lone.map(BillingUnit::of).or_else(range);
    };
    let after = |f: &&&Found| f.aside && !f.bound && f.at > last.at;
    let aside = all.iter().find(|f| after(&f));
    let parts: Vec<&&Found> = open.iter().filter(|f| f.joined).collect();
    if parts.len() > 1 && last.joined {
        let same = parts.iter().all(|f| f.amount.converts(parts[0].amount));
        let mut unit = BillingUnit::of(parts[0]);
        unit.parts = parts.iter().map(|f| f.amount).collect();
        if same {
            let total: f64 = parts.iter().map(|f| f.amount.base()).sum();
            unit.amount.value = total / unit.amount.measure.scale();
        }
        return Some(unit);
    }
    let mut unit = BillingUnit::of(last);
    unit.also = aside.map(|f| f.amount).filter(|a| !a.converts(unit.amount));
    Some(unit)
}

#[cfg(test)]
mod tests;
