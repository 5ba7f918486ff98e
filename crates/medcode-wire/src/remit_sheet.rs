//! The denial worksheet: denials and reductions counted by rule, payer and code.

use crate::remit::{WireDecision, WirePaidClaim};
use medcode::model::Cents;
use serde::Serialize;
use std::collections::BTreeMap;

/// Denials and reductions, counted.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireSheet {
    /// How many there are, and what they withhold.
    pub total: WireTally,
    /// By the rule that fires on the claim; `none` where no rule does.
    pub by_rule: Vec<WireTally>,
    /// By payer.
    pub by_payer: Vec<WireTally>,
    /// By group and reason.
    pub by_reason: Vec<WireTally>,
    /// By procedure or revenue code.
    pub by_code: Vec<WireTally>,
}

/// A count.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireTally {
    /// What is counted.
    pub of: String,
    /// How many.
    pub count: u64,
    /// The sum.
    pub amount: String,
}

type Tallies = BTreeMap<String, (u64, i64)>;

/// Whether an adjustment belongs on the worksheet.
#[must_use]
pub fn needs_work(decision: &WireDecision) -> bool {
    matches!(decision.effect, "denial" | "reduction")
}

/// Counts the denials and reductions of claims.
#[must_use]
pub fn sheet(claims: &[WirePaidClaim]) -> WireSheet {
    let mut by: [Tallies; 4] = Default::default();
    let mut total = (0u64, 0i64);
    for claim in claims {
        for d in claim.adjustments.iter().filter(|d| needs_work(d)) {
            let amount = Cents::parse(&d.amount).unwrap_or_default().0;
            let fired = d.rules.iter().find(|r| r.verdict == "fired").map_or("none", |r| r.rule);
            let code = d.code.as_deref().unwrap_or("whole claim");
            let reason = format!("{}-{}", d.group, d.reason);
            for (tallies, of) in by.iter_mut().zip([fired, &claim.payer, &reason, code]) {
                add(tallies.entry(of.to_owned()).or_default(), amount);
            }
            add(&mut total, amount);
        }
    }
    let [by_rule, by_payer, by_reason, by_code] = by.map(ordered);
    WireSheet { total: tally("all".to_owned(), total), by_rule, by_payer, by_reason, by_code }
}

fn add(into: &mut (u64, i64), amount: i64) {
    into.0 += 1;
    into.1 = into.1.saturating_add(amount);
}

fn tally(of: String, (count, cents): (u64, i64)) -> WireTally {
    WireTally { of, count, amount: Cents(cents).to_string() }
}

/// The most money first.
fn ordered(tallies: Tallies) -> Vec<WireTally> {
    let mut all: Vec<_> = tallies.into_iter().collect();
    all.sort_by(|a, b| b.1.1.cmp(&a.1.1).then(b.1.0.cmp(&a.1.0)).then(a.0.cmp(&b.0)));
    all.into_iter().map(|(of, counted)| tally(of, counted)).collect()
}
