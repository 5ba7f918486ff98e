//! What a note says in so many words: tobacco, medicines, falls, care planning.

use super::table::{Said, Value};
use super::told::{self, Hit};
use super::{Answer, ask};
use crate::desk::Case;
use medcode_model::{Experiencer, Span};
use medcode_note::SectionKind;
use std::ops::Range;

/// Measures that another file reads: their sentence must be dated.
const DATED: &[&str] = &["eye-dilated", "eye-image"];

pub(super) fn read(case: &mut Case<'_>, hits: &[Hit], out: &mut Vec<Answer>) {
    let mut found: Vec<(&'static str, &'static str, Vec<Span>)> = Vec::new();
    for said in case.desk.quality.said.iter().filter(|s| !DATED.contains(&s.measure)) {
        let spans = places(case, hits, said);
        if !spans.is_empty() {
            found.push((said.measure, said.value, spans));
        }
    }
    contradicted(case, &mut found);
    let mut done: Vec<&str> = Vec::new();
    for (measure, value, spans) in found {
        // Help to stop is given to those who use tobacco.
        let lone = measure == "tobacco-help" && !out.iter().any(is_user);
        if done.contains(&measure) || lone {
            continue;
        }
        done.push(measure);
        out.push(Answer::new(measure, Value::Word(value), spans, "as the note says"));
        // What is reconciled is reviewed.
        if value == "discharge" {
            let spans = out.last().map(|a| a.evidence.clone()).unwrap_or_default();
            out.push(Answer::new(measure, Value::Word("reviewed"), spans, "as the note says"));
        }
    }
}

fn is_user(answer: &Answer) -> bool {
    answer.measure == "tobacco" && answer.value != Value::Word("none")
}

/// A user of tobacco who uses none: no code, and a question.
fn contradicted(case: &mut Case<'_>, found: &mut Vec<(&'static str, &'static str, Vec<Span>)>) {
    let of = |value: &str| found.iter().find(|f| f.0 == "tobacco" && f.1 == value).cloned();
    let (Some(none), Some(user)) = (of("none"), of("smoker").or_else(|| of("smokeless"))) else {
        return;
    };
    let spans = none.2.into_iter().chain(user.2).collect();
    let options = ["uses tobacco now", "uses no tobacco now", "unable to determine"];
    ask(case, "Does the patient use tobacco now?", spans, options.map(str::to_owned).to_vec());
    found.retain(|f| f.0 != "tobacco" && f.0 != "tobacco-help");
}

/// Where a sentence says it.
fn places(case: &Case<'_>, hits: &[Hit], said: &Said) -> Vec<Span> {
    let named = hits.iter().filter(|h| said.all.first() == Some(&h.class));
    let counts = named.filter(|h| holds(case, hits, said, h) && is_patients(case, hits, said, h));
    let mut spans: Vec<Span> = counts.map(|h| case.reading.span(h.tokens.clone())).collect();
    spans.dedup();
    spans
}

/// Whether the classes stand in the sentence of a hit, and those that must not do not.
pub(super) fn holds(case: &Case<'_>, hits: &[Hit], said: &Said, hit: &Hit) -> bool {
    let sentence = case.reading.sentence(hit.tokens.start);
    let there = told::within(hits, sentence);
    let has = |class: &u16| there.iter().any(|h| h.class == *class);
    // What denies a document stands right before it.
    let near = told::within(hits, hit.tokens.start.saturating_sub(3)..hit.tokens.start);
    let denied = |class: &u16| {
        let missing = *class == case.desk.quality.words.get("missing");
        if missing { near.iter().any(|h| h.class == *class) } else { has(class) }
    };
    said.all.iter().all(has) && !said.none.iter().any(denied)
}

/// Whether it is said of the patient, as done: not of kin, not of what is to come.
fn is_patients(case: &Case<'_>, hits: &[Hit], said: &Said, hit: &Hit) -> bool {
    let reading = &case.reading;
    let context = reading.doc.context(reading.span(hit.tokens.clone()));
    let sentence = reading.sentence(hit.tokens.start);
    let told = matches!(context.section, SectionKind::Instructions | SectionKind::Orders);
    let before = hit.tokens.start.saturating_sub(4).max(sentence.start)..hit.tokens.start;
    let after = hit.tokens.end..(hit.tokens.end + 4).min(sentence.end);
    let planned = |range: Range<usize>| told::alone(case, hits, range, "to come");
    let words = matches!(said.value, "unwished" | "given" | "none" | "few" | "smoker");
    let denied = said.value == "smoker" && told::has(case, hits, before.clone(), "missing");
    let kin = context.assertion.experiencer != Experiencer::Patient
        || context.section == SectionKind::FamilyHistory;
    !kin && !told && !denied && (words || !planned(before) && !planned(after))
}
