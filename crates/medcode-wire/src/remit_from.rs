//! From what payers said to its JSON.

use crate::remit::{
    WireAcknowledged, WireClaimStatus, WireDecision, WireFault, WireForetold, WireImbalance,
    WirePaidClaim, WirePayment, WirePlace, WireProviderAdjustment, WireRemark,
};
use medcode::formats::x12::{Imbalance, imbalances};
use medcode::model::{
    Acknowledged, Adjustment, At, Cents, ClaimStatus, PaidClaim, PaidLine, Payment, ProviderAdjustment,
};
use medcode::{Decision, Effect};

impl WirePlace {
    fn of(file: &str, at: At) -> Self {
        Self {
            file: file.to_owned(),
            segment: format!("{} {}", at.segment_name(), at.segment),
            element: (at.element > 0).then_some(at.element),
            byte: at.byte,
        }
    }
}

/// The user's own texts of codes, by list (`CARC`, `RARC`) and code.
pub type CodeTexts = std::collections::BTreeMap<(String, String), String>;

fn text(texts: &CodeTexts, list: &str, code: &str) -> Option<String> {
    let of = |list: &str| texts.get(&(list.to_owned(), code.to_owned())).cloned();
    of(list).or_else(|| of(""))
}

fn money(cents: Option<Cents>) -> Option<String> {
    cents.map(|c| c.to_string())
}

fn strings(all: &[Box<str>]) -> Vec<String> {
    all.iter().map(ToString::to_string).collect()
}

fn imbalance(file: &str, found: &Imbalance) -> WireImbalance {
    WireImbalance {
        sum: found.sum.id(),
        line: (found.line > 0).then_some(found.line),
        summed: found.summed.to_string(),
        said: found.said.to_string(),
        message: found.to_string(),
        at: WirePlace::of(file, found.at),
    }
}

/// A payment.
#[must_use]
pub fn payment(
    file: &str,
    payment: &Payment,
    claims: u64,
    others: &[ProviderAdjustment],
    wrong: Option<Imbalance>,
) -> WirePayment {
    WirePayment {
        payer: payment.payer.to_string(),
        payer_id: payment.payer_id.to_string(),
        payee: payment.payee.to_string(),
        payee_id: payment.payee_id.to_string(),
        trace: payment.trace.to_string(),
        method: payment.method.to_string(),
        total: money(payment.total),
        date: payment.on.map(|d| d.to_string()),
        claims,
        provider_adjustments: others
            .iter()
            .map(|o| WireProviderAdjustment {
                provider: o.provider.to_string(),
                reason: o.reason.to_string(),
                reference: o.reference.to_string(),
                amount: o.amount.to_string(),
            })
            .collect(),
        imbalance: wrong.map(|w| imbalance(file, &w)),
        at: WirePlace::of(file, payment.at),
    }
}

/// A claim as it was decided.
#[must_use]
pub fn paid_claim(
    file: &str,
    payment: &Payment,
    claim: &PaidClaim,
    decisions: &[Decision<'_>],
    joined: bool,
    texts: &CodeTexts,
) -> WirePaidClaim {
    WirePaidClaim {
        payer: payment.payer.to_string(),
        claim: claim.id.to_string(),
        payer_claim: claim.control.to_string(),
        status: claim.status.to_string(),
        charge: money(claim.charge),
        paid: money(claim.paid),
        patient_owes: money(claim.patient_owes),
        joined,
        adjustments: decisions.iter().map(|d| decision(file, claim, d, texts)).collect(),
        imbalances: imbalances(claim).iter().map(|i| imbalance(file, i)).collect(),
        at: WirePlace::of(file, claim.at),
    }
}

fn decision(file: &str, claim: &PaidClaim, d: &Decision<'_>, texts: &CodeTexts) -> WireDecision {
    let a: &Adjustment = d.adjustment;
    let some =
        |of: fn(&PaidLine) -> &str| d.paid.map(of).filter(|t| !t.is_empty()).map(ToOwned::to_owned);
    WireDecision {
        effect: Effect::id(d.effect),
        line: (d.line > 0).then_some(d.line),
        line_control: some(|p| &p.control),
        code: some(|p| &p.code),
        billed: some(|p| &p.billed),
        modifiers: d.paid.map_or_else(Vec::new, |p| strings(&p.modifiers)),
        date: d.paid.map_or(claim.from, |p| p.from).map(|d| d.to_string()),
        charge: money(d.paid.map_or(claim.charge, |p| p.charge)),
        paid: money(d.paid.map_or(claim.paid, |p| p.paid)),
        group: a.group.to_string(),
        reason: a.reason.to_string(),
        reason_text: text(texts, "CARC", &a.reason),
        amount: a.amount.to_string(),
        remarks: d
            .remarks
            .iter()
            .map(|r| WireRemark { code: r.code.to_string(), text: text(texts, "RARC", &r.code) })
            .collect(),
        rules: d
            .rules
            .iter()
            .map(|r| WireForetold { rule: r.rule, verdict: r.verdict.id(), message: r.message.clone() })
            .collect(),
        at: WirePlace::of(file, a.at),
    }
}

/// A status; `line` is that of the claim that was sent.
#[must_use]
pub fn claim_status(
    file: &str,
    status: &ClaimStatus,
    joined: bool,
    line: Option<u32>,
) -> WireClaimStatus {
    WireClaimStatus {
        about: status.level.id(),
        claim: status.id.to_string(),
        payer_claim: status.control.to_string(),
        line,
        code: Some(status.code.to_string()).filter(|c| !c.is_empty()),
        accepted: status.accepted,
        statuses: status
            .statuses
            .iter()
            .map(|s| [s.category.to_string(), s.code.to_string(), s.entity.to_string()])
            .collect(),
        joined,
        at: WirePlace::of(file, status.at),
    }
}

/// An acknowledgement.
#[must_use]
pub fn acknowledged(file: &str, said: &Acknowledged) -> WireAcknowledged {
    WireAcknowledged {
        transaction: said.transaction.to_string(),
        control: said.control.to_string(),
        outcome: said.outcome.to_string(),
        accepted: said.accepted(),
        codes: strings(&said.codes),
        faults: said
            .faults
            .iter()
            .map(|f| WireFault {
                segment: f.segment.to_string(),
                position: f.position,
                loop_id: f.loop_id.to_string(),
                element: f.element,
                component: f.component,
                code: f.code.to_string(),
            })
            .collect(),
        at: WirePlace::of(file, said.at),
    }
}
