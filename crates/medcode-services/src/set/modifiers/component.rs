//! 26 where the professional reads what the hospital's equipment made.
//!
//! In a hospital the technical part is the hospital's. Authority: Medicare Claims Processing Manual
//! ch. 13 §20.1 (radiology), ch. 12 §20.2 (PC/TC indicator 1 in the fee schedule). Numbers that
//! are the reading alone (93010, 93042) take no modifier.

use crate::desk::Case;
use medcode_model::{BillingContext, Setting};

const AUTHORITY: &str = "CMS Claims Processing Manual ch. 13 §20.1";

/// First and last number of services with a professional and a technical part.
const SPLIT: &[(&str, &str)] = &[
    ("70010", "76499"),
    ("76506", "76999"),
    ("77046", "77092"),
    ("78012", "78999"),
    ("93303", "93355"),
    ("93880", "93990"),
    ("94010", "94621"),
    ("95782", "95783"),
    ("95805", "95913"),
    ("88300", "88309"),
    ("88331", "88342"),
];

/// Numbers among them that are one part alone.
const WHOLE: &[&str] = &["94640", "94642", "94644", "94645", "77063", "93325", "93320", "93321"];

pub(super) fn apply(case: &mut Case<'_>) {
    let hospital = matches!(case.visit.setting, Setting::Ed | Setting::Inpatient | Setting::Observation);
    if !hospital || case.visit.billing != BillingContext::Professional {
        return;
    }
    for service in case.services.iter_mut().filter(|s| s.is_reported()) {
        let number = service.code.compact();
        let split = SPLIT.iter().any(|(first, last)| (*first..=*last).contains(&number));
        if split && !WHOLE.contains(&number) && !service.modifiers.contains(&"TC") {
            service.modify("26", "26: the reading; the equipment is the hospital's", AUTHORITY);
        }
    }
}
