//! Stones in the gallbladder and in the bile duct are one code (Tabular K80.6, K80.7;
//! OCG I.B.9).

use crate::case::{Case, Draft};
use medcode_model::WithheldReason;

/// Joins stones of both places.
pub(crate) fn apply(case: &mut Case<'_>) {
    let find = |prefixes: &[&str]| {
        case.drafts.iter().position(|d| d.is_reported() && prefixes.iter().any(|p| d.under(p)))
    };
    let bladder = find(&["K80.0", "K80.1", "K80.2"]);
    let duct = find(&["K80.3", "K80.4", "K80.5"]);
    let (Some(bladder), Some(duct)) = (bladder, duct) else { return };
    let (a, b) = (&case.drafts[bladder], &case.drafts[duct]);
    let acute = is_acute(a) || is_acute(b);
    let chronic = is_chronic(a) || is_chronic(b);
    let inflamed = acute || chronic || !a.under("K80.2") || b.under("K80.4");
    // The last character is odd where there is obstruction.
    let obstructed = [a, b]
        .iter()
        .any(|d| matches!(d.code.compact().as_bytes().last(), Some(b'1' | b'3' | b'5' | b'7' | b'9')));
    let stem = match (inflamed, acute, chronic) {
        (false, ..) => 70,
        (true, false, false) => 60,
        (true, true, false) => 62,
        (true, false, true) => 64,
        (true, true, true) => 66,
    };
    let code = format!("K80.{}", stem + u8::from(obstructed));
    let words = case.drafts[bladder].evidence.clone();
    if case.recode(duct, &code, "stones in gallbladder and bile duct are one code", "OCG-I.B.9") {
        case.drafts[duct].evidence.extend(words);
        for other in
            case.drafts.iter_mut().filter(|d| d.under("K80.0") || d.under("K80.1") || d.under("K80.2"))
        {
            let detail = format!("part of {code}");
            other.withhold(WithheldReason::LessSpecific, detail, Some("OCG-I.B.9"));
        }
    }
}

fn is_acute(draft: &Draft) -> bool {
    ["K80.0", "K80.12", "K80.13", "K80.42", "K80.43", "K80.46", "K80.47"].iter().any(|c| draft.under(c))
}

fn is_chronic(draft: &Draft) -> bool {
    ["K80.10", "K80.11", "K80.12", "K80.13", "K80.44", "K80.45", "K80.46", "K80.47"]
        .iter()
        .any(|c| draft.under(c))
}
