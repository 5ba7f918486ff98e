//! `remit`: what the payer said, joined to the claims that were sent, and the rules that would
//! have told beforehand.

mod join;
mod table;

pub use join::{Sent, line_of};

use crate::{CheckedClaim, Engine};
use medcode_model::{Adjustment, Claim, Date, PaidClaim, PaidLine, Remark};
use table::Says;

/// What an adjustment does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// Nothing is paid for the line or the claim.
    Denial,
    /// Less is paid than was charged, for a reason that is not ordinary.
    Reduction,
    /// Fee schedule, deductible, coinsurance, another payer's share.
    Expected,
    /// An earlier decision is taken back (claim status 22).
    Reversal,
    /// More is paid than was charged, by a negative amount in a claim that is no reversal.
    Increase,
}

impl Effect {
    /// The word used in JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Denial => "denial",
            Self::Reduction => "reduction",
            Self::Expected => "expected",
            Self::Reversal => "reversal",
            Self::Increase => "increase",
        }
    }

    /// Whether it belongs on the worksheet.
    #[must_use]
    pub const fn needs_work(self) -> bool {
        matches!(self, Self::Denial | Self::Reduction)
    }
}

/// What a rule says of the claim that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// It fires: it would have told.
    Fired,
    /// It does not fire.
    Passed,
    /// Its table is not installed.
    NoData,
    /// The claim is not at hand.
    NoClaim,
}

impl Verdict {
    /// The word used in JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Fired => "fired",
            Self::Passed => "passed",
            Self::NoData => "no-data",
            Self::NoClaim => "no-claim",
        }
    }
}

/// A rule that looks at what a payer objects to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Foretold {
    /// The rule.
    pub rule: &'static str,
    /// What it says of the claim.
    pub verdict: Verdict,
    /// What it found, or what it needs.
    pub message: Option<String>,
}

/// One adjustment of a payer, and what could have been known.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision<'a> {
    /// What it does.
    pub effect: Effect,
    /// The line of the remittance; none for the claim as a whole.
    pub paid: Option<&'a PaidLine>,
    /// The line of the claim, from 1; 0 where none is joined.
    pub line: u32,
    /// Group, reason, amount, place.
    pub adjustment: &'a Adjustment,
    /// Remarks beside it.
    pub remarks: &'a [Remark],
    /// The rules, those that fire first.
    pub rules: Vec<Foretold>,
}

impl Engine {
    /// Joins the adjustments of a decided claim to the lines that were sent, and asks the rule
    /// book whether it would have told.
    #[must_use]
    pub fn decisions<'a>(
        &self,
        paid: &'a PaidClaim,
        sent: Option<&Claim>,
        today: Date,
        nearest: bool,
    ) -> Vec<Decision<'a>> {
        let mut out: Vec<Decision<'a>> =
            paid.adjustments.iter().map(|a| decision(paid, None, sent, a)).collect();
        for line in &paid.lines {
            out.extend(line.adjustments.iter().map(|a| decision(paid, Some(line), sent, a)));
        }
        if out.iter().any(|d| d.effect.needs_work()) {
            let checked = sent.map(|claim| self.check(claim, today, nearest));
            for decision in out.iter_mut().filter(|d| d.effect.needs_work()) {
                foretell(decision, checked.as_ref());
            }
        }
        out
    }
}

fn decision<'a>(
    claim: &'a PaidClaim,
    paid: Option<&'a PaidLine>,
    sent: Option<&Claim>,
    adjustment: &'a Adjustment,
) -> Decision<'a> {
    let line = paid.zip(sent).and_then(|(p, s)| line_of(p, s)).map_or(0, |l| l.number);
    let nothing = paid.map_or(claim.paid, |p| p.paid).unwrap_or_default().0 == 0;
    let effect = if &*claim.status == "22" {
        Effect::Reversal
    } else if adjustment.amount.0 < 0 {
        Effect::Increase
    } else if table::of("CARC", &adjustment.reason) == Some(&Says::Expected) {
        Effect::Expected
    } else if nothing || &*claim.status == "4" {
        Effect::Denial
    } else {
        Effect::Reduction
    };
    let remarks = paid.map_or(&claim.remarks, |p| &p.remarks);
    Decision { effect, paid, line, adjustment, remarks, rules: Vec::new() }
}

/// Reasons that say that something lacks or is wrong, and leave it to a remark what.
const NEEDS_REMARK: [&str; 2] = ["16", "A1"];

/// Asks the rules that look at what the payer objects to.
fn foretell(decision: &mut Decision<'_>, checked: Option<&CheckedClaim>) {
    let remarks = || decision.remarks.iter().map(|r| ("RARC", &*r.code));
    let reason = ("CARC", &*decision.adjustment.reason);
    // A reason that says no more than that something is wrong: the remark says what.
    let told = NEEDS_REMARK.contains(&reason.1) && remarks().any(|(l, c)| table::of(l, c).is_some());
    let mut names: Vec<&'static str> = Vec::new();
    for (list, code) in [reason].into_iter().filter(|_| !told).chain(remarks()) {
        if let Some(Says::Rules(rules)) = table::of(list, code) {
            for rule in rules {
                if !names.contains(rule) {
                    names.push(rule);
                }
            }
        }
    }
    let line = decision.line;
    decision.rules = names.into_iter().map(|rule| verdict(rule, line, checked)).collect();
    decision.rules.sort_by_key(|r| r.verdict);
}

fn verdict(rule: &'static str, line: u32, checked: Option<&CheckedClaim>) -> Foretold {
    let Some(checked) = checked else {
        return Foretold { rule, verdict: Verdict::NoClaim, message: None };
    };
    // A finding of the claim as a whole is about each of its lines.
    let about = |of: u32| of == line || of == 0 || line == 0;
    if let Some(found) = checked.findings.iter().find(|f| f.rule == rule && about(f.line)) {
        return Foretold { rule, verdict: Verdict::Fired, message: Some(found.message.clone()) };
    }
    match checked.no_data.iter().find(|n| n.rule == rule) {
        Some(none) => Foretold { rule, verdict: Verdict::NoData, message: Some(none.needs.clone()) },
        None => Foretold { rule, verdict: Verdict::Passed, message: None },
    }
}
