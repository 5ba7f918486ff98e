//! 80, 81, 82, AS: the claim of the one who assisted at an operation.
//!
//! Only where the note is the assistant's own or says that the bill is: the surgeon's account names
//! assistants too, and bills without. AS for a physician assistant, nurse practitioner or clinical nurse
//! specialist; 82 where a teaching hospital had no qualified resident; 81 for a part; 80 else. The
//! schedule tells whether Medicare pays an assistant (Medicare Claims Processing Manual ch. 12 §20.4.3,
//! §110.2).

use super::operation::{is_operation, row, schedule};
use crate::desk::Case;
use crate::service::Service;
use medcode_model::{BillingContext, WithheldReason};

const AUTHORITY: &str = "CMS Claims Processing Manual ch. 12 §20.4.3";

const NONPHYSICIAN: &[&str] = &["pa", "pac", "np", "crnp", "aprn", "arnp", "cns", "dnp"];

/// As far as a title goes.
const TITLE: usize = 10;

pub(super) fn apply(case: &mut Case<'_>) {
    let Some(words) = case.told_anywhere("mod assistant note") else { return };
    if case.visit.billing != BillingContext::Professional {
        return;
    }
    let (modifier, why) = role(case);
    let visit = case.visit;
    for service in case.services.iter_mut().filter(|s| s.is_reported() && is_operation(&s.code)) {
        service.modify_by(words, modifier, why, AUTHORITY);
        pay(service, row(visit, &service.code).map(|r| r.assistant), &schedule(visit));
    }
}

fn role(case: &Case<'_>) -> (&'static str, &'static str) {
    let doc = case.reading.doc;
    let named = |t: usize| {
        NONPHYSICIAN.contains(&doc.folded(t))
            || doc.folded(t) == "physician" && doc.folded(t + 1) == "assistant"
            || doc.folded(t) == "nurse" && doc.folded(t + 1) == "practitioner"
    };
    let whole = case.reading.whole();
    let no_resident = case.desk.crosswalk.words.get("mod no resident");
    let surgeon = (0..whole.end.min(TITLE)).any(|t| doc.folded(t) == "surgeon");
    if surgeon && case.reading.named_in(whole.clone()).iter().any(|n| n.2 == no_resident) {
        return ("82", "82: assisted, and no qualified resident was available");
    }
    if whole.clone().any(named) {
        return ("AS", "AS: a non-physician practitioner assisted");
    }
    let told = |class| !case.all_told(whole.clone(), class).is_empty();
    // `no qualified resident` denies by its own words.
    let word = case.desk.crosswalk.words.get("mod no resident");
    if case.reading.named_in(whole.clone()).iter().any(|n| n.2 == word) {
        return ("82", "82: assisted, and no qualified resident was available");
    }
    if told("mod minimum assistant") {
        return ("81", "81: assisted at a part of the operation");
    }
    ("80", "80: assisted at the operation")
}

/// What the schedule says of paying an assistant.
fn pay(service: &mut Service, indicator: Option<u8>, schedule: &str) {
    match indicator {
        Some(b'1') => {
            let why = format!("no assistant is paid for it (indicator 1, {schedule})");
            service.withhold(WithheldReason::NotReportable, why, Some(AUTHORITY));
        }
        Some(b'0') => {
            let why = format!("an assistant is paid with proof of need (indicator 0, {schedule})");
            service.reasons.push(why);
        }
        _ => {}
    }
}
