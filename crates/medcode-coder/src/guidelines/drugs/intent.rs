//! Was a poisoning meant? Accidental unless the note says otherwise; undetermined only where
//! it says that this cannot be told (OCG I.C.19.e.5.b).

use super::is_stated;
use super::phrase::{beginning, tokens_of};
use crate::case::{Case, Tier};
use crate::drug::Column;
use std::ops::Range;

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
    let kinds: [(&[&str], Column); 4] = [
        (ACCIDENTAL, Column::Accidental),
        (UNDETERMINED, Column::Undetermined),
        (SELF_HARM, Column::SelfHarm),
        (ASSAULT, Column::Assault),
    ];
    let mut best: Option<(Tier, Column)> = None;
    for (found, column) in said(case, &kinds) {
        let span = case.span(found);
        let context = case.doc.context(span);
        let denied = column != Column::Accidental && !is_stated(case, span);
        let tier = case.tier(&context, span);
        if !denied && tier > Tier::Background && best.is_none_or(|(t, _)| tier > t) {
            best = Some((tier, column));
        }
    }
    best.map(|(_, column)| column)
}

/// The first phrase of each kind in each sentence, sentence by sentence.
fn said(case: &Case<'_>, kinds: &[(&[&str], Column)]) -> Vec<(Range<usize>, Column)> {
    let mut found: Vec<(usize, usize, Range<usize>)> = Vec::new();
    for (kind, (phrases, _)) in kinds.iter().enumerate() {
        let firsts = phrases.iter().map(|p| p.split(' ').next().unwrap_or(p));
        let mut starts: Vec<u32> = firsts.flat_map(|w| case.places.word(w)).copied().collect();
        starts.sort_unstable();
        starts.dedup();
        for start in starts.into_iter().map(|t| t as usize) {
            let Some(sentence) = case.doc.sentence_of(start) else { continue };
            let high = tokens_of(case.doc, sentence).end;
            if let Some(end) = beginning(case.doc, start, high, phrases) {
                found.push((sentence, kind, start..end));
            }
        }
    }
    found.sort_by_key(|(sentence, kind, at)| (*sentence, *kind, at.start));
    found.dedup_by_key(|(sentence, kind, _)| (*sentence, *kind));
    found.into_iter().map(|(_, kind, at)| (at, kinds[kind].1)).collect()
}
