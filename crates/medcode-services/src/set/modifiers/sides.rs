//! Two sides told of one operation that was done on one: asked, not chosen.
//!
//! The titles and the account of an operation must name the same side. Where the words next to its name
//! say left in one place and right in another, and nothing says both, no side is put on the line.

use super::operation::is_operation;
use crate::desk::Case;
use crate::read::Side;
use crate::service::SIDE_IS_ASKED;
use medcode_model::{Evidence, Query, Span};
use medcode_note::SectionKind;
use std::ops::Range;

pub(super) fn apply(case: &mut Case<'_>) {
    let mut queries = Vec::new();
    // `Order says R, performed L`, `laterality unclear`: said of whichever operation the note tells.
    let unclear = case.told_anywhere("mod side unclear");
    for n in 0..case.services.len() {
        let service = &case.services[n];
        if service.reasons.iter().any(|r| r == SIDE_IS_ASKED) {
            continue;
        }
        let sided = service.modifiers.iter().any(|m| matches!(*m, "LT" | "RT"));
        let alone =
            case.services.iter().filter(|s| s.is_reported() && s.code == service.code).count() == 1;
        if !service.is_reported() || !sided || !alone || !is_operation(&service.code) {
            continue;
        }
        let told = contradiction(case, n)
            .or_else(|| against_account(case, n))
            .or_else(|| against_diagnosis(case, n))
            .or_else(|| Some((unclear?, *case.services[n].evidence.first()?)));
        let Some((left, right)) = told else { continue };
        let label = case.services[n].label.clone();
        let service = &mut case.services[n];
        service.modifiers.retain(|m| !matches!(*m, "LT" | "RT"));
        service.reasons.retain(|r| !r.starts_with("LT") && !r.starts_with("RT"));
        service.reasons.push(SIDE_IS_ASKED.to_owned());
        queries.push(Query {
            question: format!("On which side was this done: {label}?"),
            indicators: [left, right].map(|span| Evidence { span }).to_vec(),
            options: ["Left", "Right", "Both", "Other", "Unable to determine"]
                .map(str::to_owned)
                .to_vec(),
        });
    }
    case.queries.extend(queries);
}

/// The words that name left and those that name right beside the operation.
fn contradiction(case: &Case<'_>, n: usize) -> Option<(Span, Span)> {
    let crosswalk = &case.desk.crosswalk;
    let code = case.services[n].code;
    let named = |phrase: u32| {
        let rows = &crosswalk.phrase(phrase).rows;
        let family = case.services[n].family;
        rows.iter().any(|&r| crosswalk.row(r).code == code) || crosswalk.phrase(phrase).family == family
    };
    let (mut left, mut right) = (None, None);
    for mention in case.reading.mentions.iter().filter(|m| named(m.phrase)) {
        let start = case.reading.doc.tokens()[mention.tokens.start].span.start;
        let kind = case.reading.doc.section_at(start).map(|s| s.kind);
        // What runs on below the title is no title.
        let titled = kind == Some(SectionKind::Procedure) && case.reading.is_beside_header(start);
        let part = case.reading.between_commas(&mention.tokens);
        let told = titled || case.says(part, "act done");
        if kind.is_some_and(|k| k.is_history_list()) || !told {
            continue;
        }
        let Some((side, at)) = beside(case, &mention.tokens) else { continue };
        let span = case.reading.span(at..at + 1).cover(case.reading.span(mention.tokens.clone()));
        match side {
            Side::Left => left = left.or(Some(span)),
            Side::Right => right = right.or(Some(span)),
            Side::Both => return None,
        }
    }
    left.zip(right)
}

/// Regions that an account is told of by their side.
const REGIONS: &[&str] =
    &["groin", "knee", "shoulder", "eye", "hip", "breast", "ear", "wrist", "ankle", "elbow", "testicle"];

/// The side of the title, and that of the only region that the account tells of, where they differ.
fn against_account(case: &Case<'_>, n: usize) -> Option<(Span, Span)> {
    let (reading, service) = (&case.reading, &case.services[n]);
    let title = service.tokens.start;
    if !reading.is_title(title) {
        return None;
    }
    let ours = if service.modifiers.contains(&"LT") { Side::Left } else { Side::Right };
    let mut other = None;
    for at in service.tokens.end..reading.doc.tokens().len() {
        let region = REGIONS.contains(&reading.doc.folded(at + 1));
        let Some(side) = reading.side_at(at).filter(|_| region) else { continue };
        let start = reading.doc.tokens()[at].span.start;
        let kind = reading.doc.section_at(start).map(|s| s.kind);
        let account = matches!(kind, Some(SectionKind::Procedure | SectionKind::Findings));
        if !account || reading.is_title(at) || !case.says(reading.sentence(at), "act done") {
            continue;
        }
        if side == ours || side == Side::Both {
            return None;
        }
        other = other.or(Some(reading.span(at..at + 2)));
    }
    other.map(|span| (reading.span(service.tokens.clone()), span))
}

/// The one side that the diagnoses before and after the operation name, against that of the operation, where
/// both speak of one part: `PREOP: left inguinal hernia. PROCEDURE: right inguinal hernia repair`.
fn against_diagnosis(case: &Case<'_>, n: usize) -> Option<(Span, Span)> {
    const LONG: usize = 4;
    let (reading, service) = (&case.reading, &case.services[n]);
    let doc = reading.doc;
    let ours = if service.modifiers.contains(&"LT") { Side::Left } else { Side::Right };
    let operation = reading.sentence(service.tokens.start);
    let shared = |t: usize| {
        let word = doc.folded(t);
        word.len() >= LONG
            && reading.side_at(t).is_none()
            && operation.clone().any(|o| doc.folded(o) == word)
    };
    let kinds = [SectionKind::PreopDiagnosis, SectionKind::PostopDiagnosis];
    let sections = doc.sections().iter().filter(|s| kinds.contains(&s.kind));
    let mut other = None;
    for section in sections {
        let (first, end) = doc.tokens_in(Span { start: section.content, end: section.span.end });
        for at in first..end {
            let Some(side) = reading.side_at(at) else { continue };
            if side != ours && side != Side::Both && (first..end).any(shared) {
                other = other.or(Some(reading.span(at..at + 1)));
            } else {
                return None;
            }
        }
    }
    other.map(|span| (span, reading.span(service.tokens.clone())))
}

/// The side right before some tokens, among them, or right behind.
fn beside(case: &Case<'_>, tokens: &Range<usize>) -> Option<(Side, usize)> {
    let part = case.reading.between_commas(tokens);
    let near = tokens.start.saturating_sub(2).max(part.start)..(tokens.end + 2).min(part.end);
    let mut found: Option<(Side, usize)> = None;
    for at in near {
        let Some(side) = case.reading.side_at(at) else { continue };
        if found.is_some_and(|(known, _)| known != side) {
            return None;
        }
        found = Some((side, at));
    }
    found
}
