//! Varicose veins that hurt or swell are not asymptomatic: pain and other complications have codes
//! of their own, which take in the symptom (Tabular I83.81-, I83.89-, I83.9-; OCG I.B.5).

use super::{near, words};
use crate::case::Case;
use medcode_model::WithheldReason;

/// What makes them painful.
const PAIN: &[&str] = &["pain", "painful", "ache", "aching", "achy", "tender", "tenderness"];
/// Other complications that the subcategory names.
const OTHER: &[&str] = &["swelling", "edema", "swollen", "heaviness"];

/// Gives asymptomatic veins the code of what the same statement says of them.
pub(crate) fn apply(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !draft.is_reported() || !draft.under("I83.9") {
            continue;
        }
        let Some(side) = draft.code.compact().chars().nth(4) else { continue };
        let side = if side == '0' { '9' } else { side };
        let within = near::sentence(case, draft);
        let says = |list: &[&str]| words::says(case, &within, list).is_some();
        let (pain, other) = (says(PAIN), says(OTHER));
        let codes = [(pain, "I83.81"), (other, "I83.89")];
        let mut codes = codes.into_iter().filter(|(said, _)| *said).map(|(_, c)| format!("{c}{side}"));
        let Some(first) = codes.next() else { continue };
        let sentence = draft.sentence;
        let reason = "what the statement says of the veins";
        case.recode(at, &first, reason, "Tabular I83");
        if let Some(second) = codes.next() {
            let like = case.drafts[at].clone();
            case.add(&second, &like, reason, "Tabular I83");
        }
        let symptom = |p: &str| p == "M79" || p == "R60";
        for d in case.drafts.iter_mut().filter(|d| d.sentence == sentence) {
            if symptom(&d.code.compact()[..3]) {
                d.withhold(WithheldReason::Integral, format!("{first} says it"), Some("OCG-I.B.5"));
            }
        }
    }
}
