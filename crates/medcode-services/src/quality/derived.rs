//! What the sections, the diagnoses and the medicines of a note answer by themselves.

use super::table::Value;
use super::told;
use super::{Answer, Span};
use crate::desk::Case;
use medcode_model::{Experiencer, Suggestion};
use medcode_note::SectionKind;

pub(super) fn read(case: &Case<'_>, out: &mut Vec<Answer>) {
    listed(case, out);
    ace_or_arb(case, out);
    diagnosed(case, out);
}

/// A section of medicines that names one, or says that there is none.
fn listed(case: &Case<'_>, out: &mut Vec<Answer>) {
    let doc = case.reading.doc;
    let of = |s: &&medcode_note::Section| s.kind == SectionKind::Medications;
    let filled = doc.sections().iter().filter(of).find_map(|s| {
        let (first, end) = doc.tokens_in(Span { start: s.content, end: s.span.end });
        (end > first).then(|| case.reading.span(first..end.min(first + 6)))
    });
    if let Some(span) = filled {
        let reason = "the note has the list";
        out.push(Answer::new("medicines", Value::Word("listed"), vec![span], reason));
    }
}

/// An ACE inhibitor or ARB that is taken or prescribed.
fn ace_or_arb(case: &Case<'_>, out: &mut Vec<Answer>) {
    let reading = &case.reading;
    let hits = told::find(case);
    let taken = told::of(case, &hits, "ace inhibitor or arb").find(|h| {
        let context = reading.doc.context(reading.span(h.tokens.clone()));
        let sentence = reading.sentence(h.tokens.start);
        let near = h.tokens.start.saturating_sub(4).max(sentence.start)..h.tokens.start;
        let after = h.tokens.end..(h.tokens.end + 6).min(sentence.end);
        let refused =
            told::has(case, &hits, near, "not taken") || told::has(case, &hits, after, "not taken");
        let section = matches!(
            context.section,
            SectionKind::Medications
                | SectionKind::Plan
                | SectionKind::AssessmentPlan
                | SectionKind::Assessment
        );
        section && !refused && context.assertion.experiencer == Experiencer::Patient
    });
    if let Some(hit) = taken {
        let span = reading.span(hit.tokens.clone());
        out.push(Answer::new("ace-arb", Value::Word("taken"), vec![span], "taken or prescribed"));
    }
}

/// What the diagnoses answer: smoking, former smoking, kidney disease of diabetes, care of a pregnancy.
fn diagnosed(case: &Case<'_>, out: &mut Vec<Answer>) {
    const RULES: &[(&str, &str, &[&str])] = &[
        ("kidney-care", "told", &["E08.2", "E09.2", "E10.2", "E11.2", "E13.2", "N18", "N17", "N19"]),
        ("tobacco", "smoker", &["F17.21"]),
        ("tobacco", "smokeless", &["F17.22"]),
        ("tobacco", "none", &["Z87.891"]),
        ("prenatal", "next", &["Z34", "O09"]),
        ("postpartum", "seen", &["Z39.2"]),
    ];
    for &(measure, value, codes) in RULES {
        let found = case.visit.diagnoses.iter().find(|d| is_one_of(d, codes));
        let known = out.iter().any(|a| a.measure == measure);
        let Some(diagnosis) = found.filter(|_| !known) else { continue };
        let spans = diagnosis.coded.evidence.iter().map(|e| e.span).collect();
        let reason = format!("diagnosis {}", diagnosis.coded.code);
        out.push(Answer::new(measure, Value::Word(value), spans, reason));
    }
}

fn is_one_of(diagnosis: &Suggestion, prefixes: &[&str]) -> bool {
    let code = diagnosis.coded.code;
    let compact = |p: &&str| p.replace('.', "");
    prefixes.iter().any(|p| code.compact().starts_with(&compact(p)))
}
