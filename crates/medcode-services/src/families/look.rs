//! Coronary arteries shown on the day one is opened: apart, or part of it?
//!
//! The picture counts beside the treatment where there was none before, or the patient has changed since,
//! and the treatment was decided on by it: 59 (NCCI Policy Manual ch. XI §I). A stage that was planned
//! takes its pictures with it. Where the note tells neither, it is asked.

use super::ask_plainly;
use crate::desk::Case;
use medcode_model::WithheldReason;

const AUTHORITY: &str = "NCCI Policy Manual ch. XI §I";

pub(super) fn apply(case: &mut Case<'_>) {
    let opened = case.services.iter().any(|s| s.is_reported() && s.family == super::pci::FAMILY);
    let look = |s: &crate::service::Service| {
        s.is_reported() && s.family == "cath" && ("93454"..="93461").contains(&s.code.compact())
    };
    let Some(n) = case.services.iter().position(look).filter(|_| opened) else { return };
    let (first, second) = (case.told_anywhere("mod first look"), case.told_anywhere("mod second look"));
    let service = &mut case.services[n];
    match (first, second) {
        (Some(words), _) => {
            let why = "59: no earlier picture told, and the treatment was decided on by this one";
            service.modify_by(words, "59", why, AUTHORITY);
        }
        (None, Some(_)) => {
            let why = "a stage that was planned takes its pictures with it";
            service.withhold(WithheldReason::Integral, why, Some(AUTHORITY));
        }
        (None, None) => {
            let tokens = service.tokens.clone();
            let question = "Was there an earlier catheter study of these arteries, and did this one decide the treatment?";
            let options = [
                "No earlier study; this one decided the treatment",
                "An earlier study, and the patient has changed since",
                "An earlier study decided the treatment",
                "Unable to determine",
            ];
            ask_plainly(case, question, &tokens, &options);
        }
    }
}
