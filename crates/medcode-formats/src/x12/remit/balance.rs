//! Does a remittance balance? Line: charge less adjustments is paid. Claim: the same with the
//! adjustments of all its lines. Payment: what the claims were paid less other adjustments.

use medcode_model::{Adjustment, At, Cents, PaidClaim, Payment, ProviderAdjustment};
use std::fmt;

/// What was summed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sum {
    /// Charge of a line less its adjustments against what was paid.
    Line,
    /// Charges of the lines against the charge of the claim.
    Charges,
    /// Charge of a claim less all adjustments against what was paid.
    Claim,
    /// Adjustments of group PR against what the claim leaves for the patient.
    Patient,
    /// Claims and provider adjustments against the payment.
    Payment,
}

impl Sum {
    /// The word used in JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Charges => "charges",
            Self::Claim => "claim",
            Self::Patient => "patient",
            Self::Payment => "payment",
        }
    }
}

/// A sum that is not what it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Imbalance {
    /// What was summed.
    pub sum: Sum,
    /// The line of the remittance, from 1; 0 for the whole.
    pub line: u32,
    /// The sum.
    pub summed: Cents,
    /// What the document says.
    pub said: Cents,
    /// Where it says so.
    pub at: At,
}

impl fmt::Display for Imbalance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (summed, said) = (self.summed, self.said);
        match self.sum {
            Sum::Line => write!(f, "charge less adjustments is {summed}, paid is {said}"),
            Sum::Charges => write!(f, "the lines charge {summed}, the claim {said}"),
            Sum::Claim => write!(f, "charge less all adjustments is {summed}, paid is {said}"),
            Sum::Patient => {
                write!(f, "adjustments of group PR are {summed}, left for the patient is {said}")
            }
            Sum::Payment => {
                write!(f, "claims less provider adjustments are {summed}, the payment is {said}")
            }
        }
    }
}

fn sum(adjustments: &[Adjustment]) -> i64 {
    adjustments.iter().fold(0, |sum, a| sum.saturating_add(a.amount.0))
}

/// How a claim does not balance.
#[must_use]
pub fn of_claim(claim: &PaidClaim) -> Vec<Imbalance> {
    let mut out = Vec::new();
    let mut unless = |sum, line, summed: i64, said: Option<Cents>, at| {
        if let Some(said) = said.filter(|s| s.0 != summed) {
            out.push(Imbalance { sum, line, summed: Cents(summed), said, at });
        }
    };
    for (n, line) in claim.lines.iter().enumerate() {
        if let Some(charge) = line.charge {
            let left = charge.0.saturating_sub(sum(&line.adjustments));
            unless(Sum::Line, n as u32 + 1, left, line.paid, line.at);
        }
    }
    let charges = claim.lines.iter().filter_map(|l| l.charge);
    if !claim.lines.is_empty() {
        let charged = charges.fold(0i64, |sum, c| sum.saturating_add(c.0));
        unless(Sum::Charges, 0, charged, claim.charge, claim.at);
    }
    let all = || claim.lines.iter().flat_map(|l| &l.adjustments).chain(&claim.adjustments);
    let total = |of: &mut dyn Iterator<Item = &Adjustment>| {
        of.fold(0i64, |sum, a| sum.saturating_add(a.amount.0))
    };
    if let Some(charge) = claim.charge {
        unless(Sum::Claim, 0, charge.0.saturating_sub(total(&mut all())), claim.paid, claim.at);
    }
    let patient = total(&mut all().filter(|a| &*a.group == "PR"));
    unless(Sum::Patient, 0, patient, claim.patient_owes, claim.at);
    out
}

/// How a payment does not balance.
pub(super) fn of_payment(
    payment: &Payment,
    paid: i64,
    others: &[ProviderAdjustment],
) -> Option<Imbalance> {
    let total = others.iter().fold(paid, |sum, o| sum.saturating_sub(o.amount.0));
    let said = payment.total.filter(|t| t.0 != total)?;
    Some(Imbalance { sum: Sum::Payment, line: 0, summed: Cents(total), said, at: payment.at })
}
