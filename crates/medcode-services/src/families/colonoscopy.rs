//! A colonoscopy to screen: Medicare's own numbers, and the modifiers of a screening that became
//! a treatment.
//!
//! Medicare: nothing found to treat, G0105 at high risk, G0121 at average risk; treated, the
//! surgical number with PT. Others: 33 on whatever was done. One that did not reach the cecum is
//! 53 (CMS Claims Processing Manual ch. 18 §60, ch. 12 §30.1).

use crate::desk::Case;
use crate::service::Service;

pub(crate) const FAMILY: &str = "colonoscopy";
const SCREENING: &str = "CMS Claims Processing Manual ch. 18 §60";
const INCOMPLETE: &str = "CMS Claims Processing Manual ch. 12 §30.1";

pub(crate) fn apply(case: &mut Case<'_>) {
    let scoped = |s: &Service| s.is_reported() && s.family == FAMILY;
    if !case.services.iter().any(scoped) {
        return;
    }
    let all = 0..case.reading.doc.tokens().len();
    let screening = case.says(all.clone(), "cue screening") && !case.says(all.clone(), "cue diagnostic");
    let high = case.says(all.clone(), "cue high risk");
    let incomplete = case.says(all, "cue incomplete");
    let medicare = super::skin::is_medicare(case);
    let treated = case.services.iter().any(|s| scoped(s) && s.code.compact() != "45378");
    let number = if high { "G0105" } else { "G0121" };
    let row = case.desk.crosswalk.number(number).map(|r| (r.code, r.label));
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
