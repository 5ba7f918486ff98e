//! Abscess and cellulitis where drugs were injected illicitly are infections of the skin: no
//! infusion or injection was given in care (Tabular T80.2, L02, L03).

use crate::case::{Case, Draft};
use crate::guidelines::near;
use std::ops::Range;

/// Use and dependence of drugs that are injected.
const DRUGS: &[&str] = &["F11", "F14", "F15", "F19", "T40", "T43.6"];
const INJECTING: &[&str] = &[
    "ivdu",
    "ivda",
    "pwid",
    "injection drug use",
    "injecting drug",
    "iv drug use",
    "intravenous drug use",
];

/// A site of a limb, the third and fourth characters of its abscess and of its cellulitis, for
/// right, left and unsaid.
const LIMBS: &[(&[&str], [&str; 3], [&str; 3])] = &[
    (
        &["forearm", "arm", "antecubital", "elbow", "wrist", "upper"],
        ["L02.413", "L02.414", "L02.419"],
        ["L03.113", "L03.114", "L03.119"],
    ),
    (&["hand"], ["L02.511", "L02.512", "L02.519"], ["L03.113", "L03.114", "L03.119"]),
    (
        &["thigh", "leg", "calf", "lower", "ankle", "knee"],
        ["L02.415", "L02.416", "L02.419"],
        ["L03.115", "L03.116", "L03.119"],
    ),
    (&["foot"], ["L02.611", "L02.612", "L02.619"], ["L03.115", "L03.116", "L03.119"]),
];

pub(super) fn apply(case: &mut Case<'_>) {
    let injects = DRUGS.iter().any(|c| case.reports(c)) || !case.places.any(INJECTING).is_empty();
    if !injects {
        return;
    }
    for at in 0..case.drafts.len() {
        if !case.drafts[at].is_reported() || !case.drafts[at].under("T80.2") {
            continue;
        }
        let draft = case.drafts[at].clone();
        let sentence = near::sentence(case, &draft);
        let Some((abscess, cellulitis)) = limb(case, &sentence) else { continue };
        let reason = "infected where drugs were injected, not by care";
        let has = |word: &str| sentence.clone().find(|&t| case.doc.folded(t) == word);
        let (pus, skin) = (has("abscess"), has("cellulitis"));
        let code = if pus.is_some() { abscess } else { cellulitis };
        case.recode(at, code, reason, "OCG-I.B.16");
        if let (Some(_), Some(token)) = (pus, skin)
            && case.state(cellulitis, token..token + 1, reason, "OCG-I.B.16")
        {
            withhold_other(case, &sentence);
        }
    }
}

/// The codes of the limb that a sentence names.
fn limb(case: &Case<'_>, sentence: &Range<usize>) -> Option<(&'static str, &'static str)> {
    let side = |t: &usize| match case.doc.folded(*t) {
        "right" | "r" | "rt" => Some(0),
        "left" | "l" | "lt" => Some(1),
        _ => None,
    };
    let side = sentence.clone().find_map(|t| side(&t)).unwrap_or(2);
    let named = |words: &&[&str]| sentence.clone().any(|t| words.contains(&case.doc.folded(t)));
    let (_, abscess, cellulitis) = LIMBS.iter().find(|(words, ..)| named(words))?;
    Some((abscess[side], cellulitis[side]))
}

/// The same cellulitis read without its site.
fn withhold_other(case: &mut Case<'_>, sentence: &Range<usize>) {
    let other = |d: &Draft| {
        let within = d.tokens.first().is_some_and(|&t| sentence.contains(&(t as usize)));
        within && (d.under("L03.8") || d.under("L03.9"))
    };
    for draft in case.drafts.iter_mut().filter(|d| other(d)) {
        let reason = medcode_model::WithheldReason::LessSpecific;
        draft.withhold(reason, "its site is named", Some("OCG-I.B.2"));
    }
}
