//! What goes by who pays: 51, 33 beside a wellness visit, and X{EPSU} in the place of 59.
//!
//! 51: Medicare's contractors put it on themselves and ask that it be left out (Medicare Claims Processing
//! Manual ch. 12 §40.6); it is given where the note names another payer, by the fee schedule's multiple
//! procedure indicator 2 or 3, on every operation but the one of the highest value. Where no payer is
//! named or no schedule is installed it is not given.
//!
//! X{EPSU} are Medicare's, narrower than 59, and stand in its place where Medicare pays and the note tells
//! the reason (NCCI Policy Manual ch. I §E.1); 59 else, which Medicare goes on accepting.

use super::operation::{is_add_on, row, schedule};
use crate::desk::Case;
use crate::service::Service;
use medcode_model::{BillingContext, Span};
use std::ops::Range;

const MULTIPLE: &str = "CMS Claims Processing Manual ch. 12 §40.6";
const ADVANCE_CARE: &str = "CMS Claims Processing Manual ch. 18 §140.8";

pub(super) fn multiple(case: &mut Case<'_>) {
    let medicare = case.reading.is_medicare();
    if medicare || case.visit.billing != BillingContext::Professional {
        return;
    }
    let Some(words) = case.told_anywhere("mod other payer") else { return };
    let visit = case.visit;
    let ranked = |s: &Service| {
        let priced = row(visit, &s.code).filter(|r| matches!(r.multiple, b'2' | b'3'))?;
        (s.is_reported() && !is_add_on(visit, &s.code)).then(|| priced.total(true))
    };
    let values: Vec<Option<u32>> = case.services.iter().map(ranked).collect();
    let Some(highest) = values.iter().flatten().max().copied() else { return };
    let first = values.iter().position(|v| *v == Some(highest));
    for (n, value) in values.iter().enumerate() {
        if value.is_some() && Some(n) != first {
            let why = format!(
                "51: a further operation of the session, the payer not Medicare ({})",
                schedule(visit)
            );
            case.services[n].modify_by(words, "51", why, MULTIPLE);
        }
    }
}

/// 33 on advance care planning at a Medicare wellness visit: no cost to the patient.
pub(super) fn preventive(case: &mut Case<'_>) {
    let wellness = |s: &Service| s.is_reported() && matches!(s.code.compact(), "G0438" | "G0439");
    if !case.services.iter().any(wellness) {
        return;
    }
    for service in &mut case.services {
        if service.is_reported() && matches!(service.code.compact(), "99497" | "99498") {
            service.modify("33", "33: part of the wellness visit", ADVANCE_CARE);
        }
    }
}

/// The modifier that tells two services apart, its reason, and the words where the note tells it.
pub(in crate::set) fn apart(
    case: &Case<'_>,
    of: &Service,
) -> (&'static str, &'static str, Option<Span>) {
    const PLAIN: (&str, &str, Option<Span>) = ("59", "separate from", None);
    if !case.reading.is_medicare() {
        return PLAIN;
    }
    let near: Range<usize> =
        if of.tokens.is_empty() { 0..0 } else { case.reading.near(of.tokens.start) };
    for (class, modifier, why) in [
        ("mod separate encounter", "XE", "at a separate encounter from"),
        ("mod separate practitioner", "XP", "by another practitioner than"),
        ("mod separate structure", "XS", "on a separate structure from"),
        ("mod separate unusual", "XU", "does not overlap with"),
    ] {
        if let Some(words) = case.told(near.clone(), class) {
            return (modifier, why, Some(words));
        }
    }
    PLAIN
}
