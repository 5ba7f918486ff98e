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
    ulcer(case);
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !draft.is_reported() || !draft.under("I83.9") {
            continue;
        }
        let Some(side) = draft.code.compact().chars().nth(4) else { continue };
        let side = if side == '0' { '9' } else { side };
        let within = near::sentence(case, draft);
        // The pain of "varicose veins, low back pain" is another condition.
        let other = |t: usize| {
            let of = |d: &crate::case::Draft| {
                let leg = ["I83", "M79", "R60", "R52"].iter().any(|c| d.under(c));
                d.is_reported() && !leg && d.tokens.contains(&(t as u32))
            };
            case.drafts.iter().any(of)
        };
        let says = |list: &[&str]| {
            let mut found = case.places.any(list).into_iter().filter(|r| within.contains(&r.start));
            found.any(|r| words::is_stated(case, &r) && !other(r.start))
        };
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

/// Varicose veins and a venous ulcer of one leg are one code with the ulcer, whose depth is coded beside it
/// (Tabular I83.0-, I83.2-: use additional code from L97; Index: Ulcer, varicose).
fn ulcer(case: &mut Case<'_>) {
    if case
        .places
        .any(&["venous ulcer", "varicose ulcer", "stasis ulcer", "venous stasis ulcer"])
        .is_empty()
    {
        return;
    }
    let Some(ulcer) = case.reported().find(|d| d.under("L97") && d.code.len() == 6).cloned() else {
        return;
    };
    let bytes = ulcer.code.bytes();
    // Thigh, calf, ankle, heel, foot, other part, unspecified: the numbers of L97 are those of I83.
    let (place, side) = (char::from(bytes[3]), bytes[4]);
    let Some(at) =
        case.drafts.iter().position(|d| d.is_reported() && (d.under("I83.9") || d.under("I83.1")))
    else {
        return;
    };
    let veins = &case.drafts[at];
    let own = veins.code.bytes()[4];
    if !matches!(own, b'0' | b'3') && own != side || !matches!(side, b'1' | b'2') {
        return;
    }
    let kind = if veins.under("I83.1") { '2' } else { '0' };
    let code = format!("I83.{kind}{}{place}", char::from(side));
    if case.recode(at, &code, "the veins of the leg with the venous ulcer", "OCG-I.B.9") {
        case.drafts[at].order = case.drafts[at].order.min(ulcer.order - 1);
    }
}
