//! Underdosing: less than prescribed, or stopped on the patient's own initiative; never
//! first, with the reason where it is known (OCG I.C.19.e.5.c).

use super::phrase::{beginning, ending, sentence, tokens_of, within};
use super::{draft_at, reason};
use crate::case::{Case, Tier};
use crate::drug::{self, Column, DrugAt};
use medcode_model::{Experiencer, Presence, WithheldReason};
use medcode_note::Gap;
use std::cell::OnceCell;

/// The patient took less: nothing else is needed.
const PLAIN: &[&str] = &[
    "not taking",
    "not been taking",
    "stopped taking",
    "quit taking",
    "ran out of",
    "run out of",
    "missed",
    "skipping",
    "skipped",
    "noncompliant with",
    "non compliant with",
    "noncompliance with",
    "non compliance with",
    "nonadherent with",
    "nonadherent to",
    "non adherent with",
    "non adherent to",
    "nonadherence to",
    "nonadherence with",
    "non adherence to",
    "non adherence with",
    "lapse of",
    "lapse in",
    "cannot afford",
    "cant afford",
    "couldnt afford",
    "could not afford",
    "unable to afford",
    "not filled",
    "never filled",
    "not refilled",
    "rationing",
    "self discontinued",
    "missed dose of",
    "underdosing of",
];
/// A provider may have stopped it: the patient's own reason must be given beside it.
const OPEN: &[&str] =
    &["off", "without", "out of", "had no", "has no", "stopped", "quit", "left his", "left her", "left"];
/// Words after the drug.
const AFTER: &[&str] = &[
    "nonadherence",
    "noncompliance",
    "non adherence",
    "non compliance",
    "underdosing",
    "not taken",
    "never filled",
    "not filled",
    "ran out",
];
const BETWEEN: &[&str] = &[
    "the",
    "his",
    "her",
    "their",
    "of",
    "all",
    "home",
    "dose",
    "any",
    "doses",
    "taking",
    "prescribed",
    "daily",
];
/// The provider's own word on it.
const ASSESSED: &[&str] = &[
    "off meds",
    "off med",
    "off medication",
    "off all",
    "noncompliance",
    "nonadherence",
    "non adherence",
    "non compliance",
    "nonadherent",
    "noncompliant",
    "not taking",
    "ran out",
    "because of cost",
    "due to cost",
    "underdosing",
    "missed dose",
    "stopped taking",
];

pub(super) fn apply(case: &mut Case<'_>) {
    let mut before: Option<(DrugAt, usize)> = None;
    let mut why = None;
    let assessed = OnceCell::new();
    for drug in case.drugs.clone() {
        let joined = before.filter(|(other, _)| is_joined(case, *other, drug)).map(|(_, start)| start);
        let Some(start) = cue(case, drug).or(joined) else { continue };
        before = Some((drug, start));
        let Some(sentence) = case.doc.sentence_of(drug.first) else { continue };
        let given = reason::around(case, sentence);
        let plain = joined.is_some() || !is_open(case, start);
        if (plain || given.is_some()) && report(case, drug, start, &assessed) {
            why = why.or(given);
        }
    }
    if let Some(code) = why {
        give_reason(case, code);
    }
}

/// Where the words begin that say a drug was not taken.
fn cue(case: &Case<'_>, drug: DrugAt) -> Option<usize> {
    let doc = case.doc;
    let here = sentence(case, drug.first);
    if beginning(doc, drug.end, here.end, AFTER).is_some() {
        return Some(drug.first);
    }
    let mut at = drug.first;
    for _ in 0..3 {
        if let Some(start) =
            ending(doc, at, here.start, PLAIN).or_else(|| ending(doc, at, here.start, OPEN))
        {
            return Some(start);
        }
        if at == here.start || !BETWEEN.contains(&doc.folded(at - 1)) {
            return None;
        }
        at -= 1;
    }
    None
}

fn is_open(case: &Case<'_>, start: usize) -> bool {
    let here = sentence(case, start);
    beginning(case.doc, start, here.end, PLAIN).is_none()
        && beginning(case.doc, start, here.end, OPEN).is_some()
}

/// "No lisinopril or amlodipine".
fn is_joined(case: &Case<'_>, other: DrugAt, drug: DrugAt) -> bool {
    let doc = case.doc;
    let between = other.end..drug.first;
    doc.sentence_of(other.first) == doc.sentence_of(drug.first)
        && match between.len() {
            0 => doc.gap(drug.first).has(Gap::COMMA.with(Gap::SLASH).with(Gap::AND)),
            1 => matches!(doc.folded(between.start), "or" | "and" | "nor"),
            _ => false,
        }
}

/// Reports the drug where the provider assessed it: there, or told and taken up there.
fn report(case: &mut Case<'_>, drug: DrugAt, start: usize, assessed: &OnceCell<bool>) -> bool {
    let all = case.doc.tokens();
    let span = all[start].span.cover(all[drug.end - 1].span);
    let context = case.doc.context(drug.span(case.doc));
    let open = matches!(context.assertion.presence, Presence::Hypothetical | Presence::Conditional);
    if open || context.carried_forward || context.assertion.experiencer != Experiencer::Patient {
        return false;
    }
    let tier = case.tier(&context, span);
    let assessed = || *assessed.get_or_init(|| is_assessed(case));
    if tier < Tier::Told || tier < Tier::Discussed && !assessed() {
        return false;
    }
    let known = *case.lexicon.drugs.drug(drug.number);
    let Some(row) = drug::cell(case.release, known.row, Column::Underdosing) else { return false };
    let mut draft = draft_at(case, row, span, i64::from(u32::MAX), Tier::Discussed);
    draft.reasons.push("taken less than prescribed".into());
    draft.authority = vec!["OCG-I.C.19.e.5.c"];
    case.drafts.push(draft);
    true
}

/// Whether the assessment says that drugs were not taken.
fn is_assessed(case: &Case<'_>) -> bool {
    (0..case.doc.sentences().len()).any(|s| {
        within(case.doc, tokens_of(case.doc, s), ASSESSED).is_some_and(|found| {
            let span = case.doc.tokens()[found.start].span;
            let context = case.doc.context(span);
            case.tier(&context, span) >= Tier::Discussed
        })
    })
}

/// Adds the reason and withholds the noncompliance that says less.
fn give_reason(case: &mut Case<'_>, code: &str) {
    let Some(like) = case.drafts.last().cloned() else { return };
    case.add(code, &like, "why less was taken", "OCG-I.C.19.e.5.c");
    for draft in case.drafts.iter_mut().filter(|d| d.is_reported() && d.under("Z91.14")) {
        draft.withhold(
            WithheldReason::LessSpecific,
            format!("{code} says why"),
            Some("OCG-I.C.19.e.5.c"),
        );
    }
}
