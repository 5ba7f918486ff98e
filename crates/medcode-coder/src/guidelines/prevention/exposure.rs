//! Contact with smoke of others (Tabular Z77.22; OCG I.C.21.c.1).

use super::state;
use crate::case::{Case, Tier};
use medcode_model::Presence;

const SMOKE: &[&str] = &[
    "secondhand smoke",
    "second hand smoke",
    "passive smoke",
    "passive smoking",
    "tobacco smoke exposure",
    "smoke exposure at home",
    "environmental tobacco smoke",
    "smoke in house",
    "smoke in the house",
    "smoke inside",
    "smoke at home",
    "smoke indoor",
    "smoker in house",
    "smoker in the house",
    "smoker at home",
    "smoker in home",
    "smoke in house",
    "smoke in the house",
    "smoke inside",
    "smoke at home",
    "smoke indoor",
    "smoke in home",
    "smoke in home",
    "smoke in the home",
    "smoke in the home",
];

/// Contact with what may be caught, by the words that follow "exposure to".
const CONTACT: &[(&str, &[&str])] = &[
    ("Z20.822", &["covid", "covid19", "sars"]),
    ("Z20.6", &["hiv"]),
    ("Z20.1", &["tb", "tuberculosis"]),
    ("Z20.2", &["std", "sti", "gonorrhea", "chlamydia", "syphilis", "trichomonas"]),
    ("Z20.3", &["rabies"]),
    ("Z20.4", &["rubella"]),
    ("Z20.5", &["hepatitis", "hbv", "hcv"]),
    ("Z20.7", &["lice", "scabies", "pediculosis"]),
    ("Z20.811", &["meningococcal", "meningococcus"]),
    ("Z20.820", &["varicella", "chickenpox"]),
    ("Z20.828", &["flu", "influenza", "measles", "mononucleosis", "rsv"]),
    ("Z20.818", &["strep", "streptococcal", "pertussis", "mrsa"]),
];

/// States contact with a communicable disease that the provider assesses (OCG I.C.21.c.1).
fn contact(case: &mut Case<'_>) {
    if case.reports("Z20") {
        return;
    }
    let cues = case.places.any(&["exposure to", "exposed to", "contact with", "close contact with"]);
    let found = cues.into_iter().find_map(|cue| {
        let span = case.span(cue.clone());
        let context = case.doc.context(span);
        let assessed = case.tier(&context, span) >= Tier::Assessed;
        let stated = context.assertion.presence == Presence::Present;
        let named = (cue.end..cue.end + 3).find_map(|t| {
            let word = case.doc.folded(t);
            CONTACT
                .iter()
                .find(|(_, names)| names.contains(&word))
                .map(|(code, _)| (*code, cue.start..t + 1))
        });
        named.filter(|_| assessed && stated)
    });
    if let Some((code, words)) = found {
        state(case, code, words, "exposed to a communicable disease", "OCG-I.C.21.c.1");
    }
}

/// States contact, and the exposure of a child to the smoke of its household.
pub(super) fn apply(case: &mut Case<'_>) {
    contact(case);
    let child = case.facts.age.is_some_and(|a| a < 18.0);
    if !child || case.reports("Z77.22") || case.reports("F17") {
        return;
    }
    let found = case
        .places
        .any(SMOKE)
        .into_iter()
        .find(|r| case.doc.context(case.span(r.clone())).assertion.presence == Presence::Present);
    if let Some(words) = found {
        state(case, "Z77.22", words, "exposed to the smoke of others", "OCG-I.C.21.c.1");
    }
}
