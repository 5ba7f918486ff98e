//! Stones in the gallbladder and in the bile duct are one code (Tabular K80.6, K80.7;
//! OCG I.B.9).

use super::near;
use crate::case::{Case, Draft};
use medcode_model::WithheldReason;

/// Joins stones of both places.
pub(crate) fn apply(case: &mut Case<'_>) {
    ileus(case);
    inflamed(case);
    acute(case);
    const BLADDER: &[&str] = &["K80.0", "K80.1", "K80.2"];
    const DUCT: &[&str] = &["K80.3", "K80.4", "K80.5"];
    let under = |d: &Draft, prefixes: &[&str]| prefixes.iter().any(|p| d.under(p));
    let stones: Vec<usize> = (0..case.drafts.len())
        .filter(|&n| case.drafts[n].is_reported())
        .filter(|&n| under(&case.drafts[n], BLADDER) || under(&case.drafts[n], DUCT))
        .collect();
    let first = |prefixes: &[&str]| stones.iter().copied().find(|&n| under(&case.drafts[n], prefixes));
    let (Some(_), Some(duct)) = (first(BLADDER), first(DUCT)) else { return };
    let code = joined(stones.iter().map(|&n| &case.drafts[n]));
    let words: Vec<_> = stones.iter().flat_map(|&n| case.drafts[n].evidence.clone()).collect();
    if !case.recode(duct, &code, "stones in gallbladder and bile duct are one code", "OCG-I.B.9") {
        return;
    }
    for span in words {
        if !case.drafts[duct].evidence.contains(&span) {
            case.drafts[duct].evidence.push(span);
        }
    }
    for other in stones.into_iter().filter(|&n| n != duct) {
        let detail = format!("part of {code}");
        case.drafts[other].withhold(WithheldReason::LessSpecific, detail, Some("OCG-I.B.9"));
    }
}

/// "Chronic cholecystitis with stones": the inflammation of a gallbladder that holds stones is told by their
/// code (Excludes1 at K81).
fn inflamed(case: &mut Case<'_>) {
    let present =
        |t: &&u32| case.doc.context(case.span(**t as usize..**t as usize + 1)).assertion.is_affirmed();
    let told = ["stone", "cholelithiasis", "gallstone", "calculi", "calculus"];
    let stones = told.iter().any(|w| case.places.word(w).iter().any(|t| present(&t)))
        || case.drafts.iter().any(|d| d.under("K80") && near::is_known(d));
    let renal = case.reports("N20");
    if !stones || renal || case.reports("K80") {
        return;
    }
    for (plain, code) in [("K81.0", "K80.00"), ("K81.1", "K80.10"), ("K81.2", "K80.12")] {
        for at in 0..case.drafts.len() {
            if case.drafts[at].is_reported() && case.drafts[at].under(plain) {
                case.recode(at, code, "the gallbladder holds stones", "OCG-I.A.12.a");
            }
        }
    }
}

/// The code by the inflammation and the obstruction of all of them.
fn joined<'a>(stones: impl Iterator<Item = &'a Draft> + Clone) -> String {
    let acute = stones.clone().any(is_acute);
    let chronic = stones.clone().any(is_chronic);
    let inflamed = acute || chronic || stones.clone().any(|d| d.under("K80.1") || d.under("K80.4"));
    let obstructed = stones.clone().any(is_obstructed);
    let stem = match (inflamed, acute, chronic) {
        (false, ..) => 70,
        (true, false, false) => 60,
        (true, true, false) => 62,
        (true, false, true) => 64,
        (true, true, true) => 66,
    };
    format!("K80.{}", stem + u8::from(obstructed))
}

/// The last character is odd where there is obstruction.
fn is_obstructed(draft: &Draft) -> bool {
    matches!(draft.code.compact().as_bytes().last(), Some(b'1' | b'3' | b'5' | b'7' | b'9'))
}

fn is_acute(draft: &Draft) -> bool {
    ["K80.0", "K80.12", "K80.13", "K80.42", "K80.43", "K80.46", "K80.47"].iter().any(|c| draft.under(c))
}

fn is_chronic(draft: &Draft) -> bool {
    ["K80.10", "K80.11", "K80.12", "K80.13", "K80.44", "K80.45", "K80.46", "K80.47"]
        .iter()
        .any(|c| draft.under(c))
}

/// Cholangitis that ascends is acute.
const ACUTE: &[&str] = &["acute cholangitis", "ascending cholangitis"];

/// "Acute cholangitis, choledocholithiasis", "acute on chronic calculous cholecystitis": the course by the words
/// of the sentence (Tabular K80.1, K80.3).
fn acute(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !draft.is_reported() {
            continue;
        }
        let within = near::sentence(case, draft);
        let says = |phrases: &[&str]| near::said(case, &within, phrases);
        let both = ["acute on chronic", "acute and chronic", "chronic and acute"];
        let code = match draft.code.compact() {
            "K8030" if says(ACUTE) => "K80.32",
            "K8031" if says(ACUTE) => "K80.33",
            "K8000" | "K8010" if says(&both) && says(&["cholecystitis"]) => "K80.12",
            "K8001" | "K8011" if says(&both) && says(&["cholecystitis"]) => "K80.13",
            _ => continue,
        };
        case.recode(at, code, "acute as told", "OCG-I.B.8");
    }
}

/// Gallstone ileus is said in one phrase; stones and an ileus named apart are two conditions.
fn ileus(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if draft.under("K56.3") && near::own(draft).len() > 4 {
            case.recode(at, "K56.7", "stones and ileus are named apart", "OCG-I.B.2");
        }
    }
}
