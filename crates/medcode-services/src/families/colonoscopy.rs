//! An endoscopy of the bowel to screen: Medicare's own numbers, and the modifiers of a screening that
//! became a treatment.
//!
//! Medicare: nothing found to treat, G0105 at high risk, G0121 at average risk, G0104 by sigmoidoscope;
//! treated, the surgical number with PT. Others: 33 on whatever was done. A colonoscopy that did not reach
//! the cecum is 53 from the professional (CMS Claims Processing Manual ch. 18 §60, ch. 12 §30.1); the
//! facility's 73 and 74 go by anesthesia (`set/modifiers/stopped.rs`).

use crate::desk::Case;
use crate::service::Service;
use medcode_model::BillingContext;

pub(crate) const FAMILY: &str = "colonoscopy";
const SCREENING: &str = "CMS Claims Processing Manual ch. 18 §60";
const INCOMPLETE: &str = "CMS Claims Processing Manual ch. 12 §30.1";

/// Families, the number of the look alone, Medicare's number at average and at high risk.
const SCOPES: [(&str, &str, &str, &str); 2] =
    [(FAMILY, "45378", "G0121", "G0105"), ("sigmoidoscopy", "45330", "G0104", "G0104")];

pub(crate) fn apply(case: &mut Case<'_>) {
    for (family, look, average, high) in SCOPES {
        settle(case, family, look, [average, high]);
    }
}

fn settle(case: &mut Case<'_>, family: &str, look: &str, screens: [&str; 2]) {
    let scoped = |s: &Service| s.is_reported() && s.family == family;
    if !case.services.iter().any(scoped) {
        return;
    }
    let all = 0..case.reading.doc.tokens().len();
    let screening = case.says(all.clone(), "cue screening") && !case.says(all.clone(), "cue diagnostic");
    let high = case.says(all.clone(), "cue high risk");
    let professional = case.visit.billing == BillingContext::Professional;
    let incomplete = family == FAMILY && professional && case.says(all, "cue incomplete");
    let medicare = super::skin::is_medicare(case);
    let treated = case.services.iter().any(|s| scoped(s) && s.code.compact() != look);
    let row = case.desk.crosswalk.number(screens[usize::from(high)]).map(|r| (r.code, r.label));
    for service in case.services.iter_mut().filter(|s| scoped(s)) {
        if screening && medicare && !treated {
            let Some((code, label)) = row else { continue };
            service.code = code;
            service.label = label.to_owned();
            service.reasons.push("a screening that found nothing to treat".into());
            service.authority.push(SCREENING);
        } else if screening && medicare {
            service.modify("PT", "PT: a screening that became a treatment", SCREENING);
        } else if screening {
            service.modify("33", "33: a preventive service", SCREENING);
        }
        if incomplete && !treated {
            service.modify("53", "53: the cecum was not reached", INCOMPLETE);
        }
    }
}
