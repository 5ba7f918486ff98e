//! Was a poisoning meant? Accidental unless the note says otherwise; undetermined only where
//! it says that this cannot be told (OCG I.C.19.e.5.b).

use super::is_stated;
use super::phrase::{tokens_of, within};
use crate::case::{Case, Tier};
use crate::drug::Column;

const ACCIDENTAL: &[&str] = &[
    "unintentional",
    "unintentionally",
    "accidental",
    "accidentally",
    "by accident",
    "not a suicide attempt",
];
const SELF_HARM: &[&str] = &[
    "intentional",
    "intentionally",
    "suicide attempt",
    "suicidal attempt",
    "attempted suicide",
    "self harm",
    "on purpose",
    "suicidal overdose",
];
const UNDETERMINED: &[&str] = &[
    "undetermined intent",
    "intent undetermined",
    "intent cannot be determined",
    "intent could not be determined",
];
const ASSAULT: &[&str] = &["poisoned by another", "drugged by", "assault"];

/// The intent that the note states, the provider's assessment before what was told.
pub(super) fn stated(case: &Case<'_>) -> Option<Column> {
    let kinds = [
        (ACCIDENTAL, Column::Accidental),
        (UNDETERMINED, Column::Undetermined),
        (SELF_HARM, Column::SelfHarm),
        (ASSAULT, Column::Assault),
    ];
    // Hardly a note holds the first word of any.
    let opens = |p: &&str| !case.places.word(p.split(' ').next().unwrap_or(p)).is_empty();
    if !kinds.iter().any(|(phrases, _)| phrases.iter().any(|p| opens(&p))) {
        return None;
    }
    let mut best: Option<(Tier, Column)> = None;
    for sentence in 0..case.doc.sentences().len() {
        for (phrases, column) in kinds {
            let Some(found) = within(case.doc, tokens_of(case.doc, sentence), phrases) else { continue };
            let all = case.doc.tokens();
            let span = all[found.start].span.cover(all[found.end - 1].span);
            let context = case.doc.context(span);
            let denied = column != Column::Accidental && !is_stated(case, span);
            let tier = case.tier(&context, span);
            if !denied && tier > Tier::Background && best.is_none_or(|(t, _)| tier > t) {
                best = Some((tier, column));
            }
        }
    }
    best.map(|(_, column)| column)
}
