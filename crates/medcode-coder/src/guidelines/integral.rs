//! Signs and symptoms integral to a diagnosis are not coded (OCG I.B.5).

use crate::case::{Case, Draft, Tier};
use medcode_model::{Span, WithheldReason};
use medcode_note::{Document, Gap};

/// Withholds the symptoms of a problem that has a diagnosis of its own.
pub(crate) fn apply(case: &mut Case<'_>) {
    let diagnosed: Vec<(u32, u32, u32, Option<u32>)> = case
        .reported()
        .filter(|d| {
            let disease = !d.is_symptom() && !d.is_external_cause() && !d.under("Z");
            // Loss of fluid follows from vomiting; it does not explain it.
            // A disorder of clotting says nothing of the place that bleeds.
            let effect = ["E86", "E87", "D68"].iter().any(|c| d.under(c));
            disease && !effect && !is_poisoning(d) && d.tier == Tier::Assessed
        })
        .filter_map(|d| {
            let at = d.evidence[0];
            let only = is_background(d).then_some(d.sentence);
            case.doc.problem_at(at).map(|p| (p.body.start, p.body.end, at.start, only))
        })
        .collect();
    for draft in case.drafts.iter_mut().filter(|d| d.is_reported() && d.is_symptom() && !stands(d)) {
        // What another guideline asks for (a deficit of a stroke) is more than a symptom.
        if !draft.authority.is_empty() {
            continue;
        }
        let at = draft.evidence[0];
        let apart = |dx: u32| listed_apart(case.doc, dx, at.start) || named_beside(case.doc, at, dx);
        let explains = |sentence: &Option<u32>| sentence.is_none_or(|s| s == draft.sentence);
        if diagnosed
            .iter()
            .any(|(a, b, dx, s)| *a <= at.start && at.start < *b && explains(s) && !apart(*dx))
        {
            draft.withhold(
                WithheldReason::Integral,
                "a sign or symptom of a problem whose diagnosis is coded",
                Some("OCG-I.B.5"),
            );
        }
    }
}

/// Diseases that run in the background: "Atypical chest pain. Hypertension. Tobacco dependence."
/// names three things, and the pressure is not what hurts.
fn is_background(draft: &Draft) -> bool {
    const CODES: &[&str] = &["I10", "E78", "F17", "E66", "E03.9", "E11.9", "E10.9", "M81.0", "N40.0"];
    CODES.iter().any(|c| draft.under(c))
}

/// Poisoning stands before its manifestations, which are coded (OCG I.C.19.e.5.b).
fn is_poisoning(draft: &Draft) -> bool {
    let code = draft.code.compact();
    code.starts_with('T') && code.get(1..3).is_some_and(|n| ("36"..="65").contains(&n))
}

/// "Chest pain and hypertension": two problems in one heading.
fn named_beside(doc: &Document<'_>, symptom: Span, diagnosis: u32) -> bool {
    if diagnosis < symptom.end {
        return false;
    }
    let (_, end) = doc.tokens_in(symptom);
    let (first, _) = doc.tokens_in(Span { start: diagnosis, end: diagnosis + 1 });
    first == end + 1 && doc.folded(end) == "and"
}

/// Findings of chapter 18 that belong to no disease by themselves: severity of sepsis, coma
/// and stroke scales, suicidal thoughts, prediabetes, nodules, markers, clotting times.
fn stands(draft: &Draft) -> bool {
    const OWN: &[&str] =
        &["R65", "R29.7", "R40.2", "R45.85", "R73.0", "R91", "R97", "R79.1", "R31.21", "R18.8"];
    // An abnormal image is no part of a disease where the provider heads a problem with it.
    let image = draft.under("R93") && draft.context.problem_heading;
    image || OWN.iter().any(|p| draft.under(p))
}

/// Whether the number of a list item stands between two places ("1. Pneumonia 2. Syncope"), or a
/// semicolon: then each is a problem of its own.
fn listed_apart(doc: &Document<'_>, a: u32, b: u32) -> bool {
    let (first, last) = doc.tokens_in(Span { start: a.min(b), end: a.max(b) + 1 });
    (first + 1..last).any(|t| {
        // "Non-cardiac chest pain; hypertension": a final diagnosis each.
        if doc.gap(t).has(Gap::SEMICOLON) {
            return true;
        }
        let number = doc.folded(t).parse::<u8>().is_ok_and(|n| (1..=20).contains(&n));
        let mark = doc.text().as_bytes().get(doc.tokens()[t].span.end as usize);
        number && matches!(mark, Some(b'.' | b')'))
    })
}
