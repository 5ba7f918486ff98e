//! An operation begun through a scope and finished openly is told by a code of its own (Index:
//! Procedure > converted; ICD-10-PCS B3.2.d codes both).

use super::near;
use crate::case::{Case, Tier};

const TO_OPEN: &[&str] =
    &["converted to open", "conversion to open", "converted to an open", "convert to open"];

/// The word of the scope, and the code.
const BY: &[(&[&str], &str)] = &[
    (&["thoracoscopic", "vats", "thoracoscopy"], "Z53.32"),
    (&["arthroscopic", "arthroscopy"], "Z53.33"),
    (&["robotic", "robot"], "Z53.39"),
    (&["laparoscopic", "laparoscopy", "lap"], "Z53.31"),
];

/// Words behind it by which it was only talked of.
const NOT_DONE: &[&str] = &[
    "discussed",
    "not",
    "unnecessary",
    "considered",
    "avoided",
    "if",
    "risk",
    "possible",
    "possibility",
    "consented",
    "consent",
];
const FORETOLD: usize = 6;

/// Adds the conversion where an operation of the encounter was converted.
pub(crate) fn apply(case: &mut Case<'_>) {
    let whole = near::note(case);
    let Some(words) = near::find(case, &whole, TO_OPEN) else { return };
    let end = (words.end + FORETOLD).min(case.doc.tokens().len());
    let here = |t: &usize| case.doc.sentence_of(*t) == case.doc.sentence_of(words.start);
    // `Conversion to open was discussed beforehand and not needed`.
    if (words.end..end).filter(here).any(|t| NOT_DONE.contains(&case.doc.folded(t))) {
        return;
    }
    if case.reports("Z53.3") {
        return;
    }
    let by = |scope: &&[&str]| scope.iter().any(|w| !case.places.word(w).is_empty());
    let Some((_, code)) = BY.iter().find(|(scope, _)| by(scope)) else { return };
    let reason = "begun through a scope, finished openly";
    if case.state(code, words, reason, "OCG-I.C.21.c.13")
        && let Some(draft) = case.drafts.last_mut()
    {
        draft.tier = draft.tier.max(Tier::Discussed);
    }
}
