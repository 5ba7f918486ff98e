//! Which modifiers does a hospital or surgery center never give, and which never a professional?
//!
//! Authority: Medicare Claims Processing Manual ch. 4 §20.6 (modifiers of hospital outpatient claims),
//! ch. 12 (those of physicians). Equipment suppliers take those of HCPCS Level II alone.

use crate::desk::Case;
use medcode_model::BillingContext;

/// What only a professional gives.
const PROFESSIONAL: &[&str] = &[
    "22", "24", "26", "51", "53", "54", "55", "56", "57", "62", "66", "80", "81", "82", "AA", "AD",
    "AS", "FS", "QK", "QX", "QY", "QZ",
];
/// What only a facility gives.
const FACILITY: &[&str] = &["73", "74"];

pub(super) fn apply(case: &mut Case<'_>) {
    let never = match case.visit.billing {
        BillingContext::Facility => PROFESSIONAL,
        BillingContext::Professional => FACILITY,
        BillingContext::Dme => return,
    };
    for service in &mut case.services {
        if service.billing == case.visit.billing {
            service.drop_modifiers(never);
        }
    }
}
