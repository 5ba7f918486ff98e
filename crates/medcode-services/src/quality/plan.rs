//! Findings that ask for a plan: weight out of the normal, a positive screening for depression.
//!
//! A plan counts where the note tells it with the finding. Where none is told it is asked for, not taken
//! as missing.

use super::result::{self, BMI};
use super::table::Value;
use super::told::{self, Hit};
use super::{Answer, ask};
use crate::desk::Case;
use medcode_model::{Experiencer, Span};
use medcode_note::SectionKind;

pub(super) fn read(case: &mut Case<'_>, hits: &[Hit], out: &mut Vec<Answer>) {
    weight(case, hits, out);
    mood(case, hits, out);
}

/// BMI under 18.5 or from 25 (CMS quality measure 128).
fn weight(case: &mut Case<'_>, hits: &[Hit], out: &mut Vec<Answer>) {
    let found = result::values(case, hits, &BMI);
    let asked = case.queries.len();
    let newest = result::newest(case, &BMI, &found);
    // `result::read` has asked already where values differ.
    case.queries.truncate(asked);
    let Some(bmi) = newest.filter(|b| !(18.5..25.0).contains(&b.value)) else { return };
    let adult = case.visit.age.is_some_and(|a| a >= 18.0);
    let with_child = |c: &str| c.starts_with('O') || c.starts_with("Z33") || c.starts_with("Z34");
    let pregnant = case.visit.diagnoses.iter().any(|d| with_child(d.coded.code.compact()));
    if !adult || pregnant {
        return;
    }
    match told_with(case, hits, "weight", "weight plan") {
        Some(plan) => {
            let reason = format!("BMI {}, with a plan", bmi.value);
            out.push(Answer::new("bmi-plan", Value::Number(bmi.value), vec![bmi.span, plan], reason));
        }
        None => {
            let options = ["a plan was made (add it to the note)", "no plan", "not eligible"];
            let question = "The BMI is outside the normal: was a follow-up plan made?";
            ask(case, question, vec![bmi.span], options.map(str::to_owned).to_vec());
        }
    }
}

/// A plan told with its reason: in the problem or sentence of a word for it, where plans stand.
fn told_with(case: &Case<'_>, hits: &[Hit], reason: &str, plan: &str) -> Option<Span> {
    let reading = &case.reading;
    let plans = told::of(case, hits, plan).filter(|h| {
        let context = reading.doc.context(reading.span(h.tokens.clone()));
        matches!(
            context.section,
            SectionKind::Assessment
                | SectionKind::Plan
                | SectionKind::AssessmentPlan
                | SectionKind::Instructions
                | SectionKind::FinalDiagnosis
        )
    });
    let mut with = plans.filter(|h| {
        let span = reading.span(h.tokens.clone());
        let problem = reading.doc.problem_at(span);
        let problem = problem.map(|p| reading.doc.tokens_in(p.body));
        let item = reading.item(h.tokens.start);
        let near = problem.map_or(item.clone(), |(a, b)| a.min(item.start)..b.max(item.end));
        told::has(case, hits, near, reason)
    });
    with.next().map(|h| reading.span(h.tokens.clone()))
}

/// A screening for depression: PHQ-9 from 10, PHQ-2 from 3, or as the note says.
fn mood(case: &mut Case<'_>, hits: &[Hit], out: &mut Vec<Answer>) {
    let Some((positive, span)) = screened(case, hits) else { return };
    if !positive {
        let reason = "screening negative";
        return out.push(Answer::new("mood", Value::Word("negative"), vec![span], reason));
    }
    match told_with(case, hits, "mood", "mood plan") {
        Some(plan) => {
            let reason = "screening positive, with a plan";
            out.push(Answer::new("mood", Value::Word("planned"), vec![span, plan], reason));
        }
        None => {
            let options = ["a plan was made (add it to the note)", "no plan", "not eligible"];
            let question = "The screening for depression is positive: was a follow-up plan made?";
            ask(case, question, vec![span], options.map(str::to_owned).to_vec());
        }
    }
}

/// Whether the screening of the visit was positive; a score that follows known depression is none.
fn screened(case: &Case<'_>, hits: &[Hit]) -> Option<(bool, Span)> {
    let reading = &case.reading;
    for (class, positive) in [("screened positive", true), ("screened negative", false)] {
        let mut told = told::of(case, hits, class).map(|h| reading.span(h.tokens.clone()));
        if let Some(span) = told.find(|s| is_now(case, *s)) {
            return Some((positive, span));
        }
    }
    let known = case.visit.diagnoses.iter().any(|d| {
        let code = d.coded.code;
        code.compact().starts_with("F32") || code.compact().starts_with("F33")
    });
    // The longer questionnaire stands over the shorter.
    [("phq9", 10.0, 27.0), ("phq2", 3.0, 6.0)].into_iter().find_map(|(class, cut, most)| {
        told::of(case, hits, class).find_map(|h| {
            let sentence = reading.sentence(h.tokens.start);
            let old = h.tokens.start.saturating_sub(2).max(sentence.start)..h.tokens.start;
            let screen = told::has(case, hits, sentence.clone(), "screening");
            let span = reading.span(h.tokens.clone());
            if told::has(case, hits, old, "before") || known && !screen || !is_now(case, span) {
                return None;
            }
            let near = h.tokens.end..sentence.end.min(h.tokens.end + 4);
            let (at, score) = near.into_iter().find_map(|t| {
                let digits = reading.doc.folded(t).starts_with(|c: char| c.is_ascii_digit());
                reading.value(t).filter(|v| digits && (0.0..=most).contains(v)).map(|v| (t, v))
            })?;
            Some((score >= cut, reading.span(h.tokens.start..at + 1)))
        })
    })
}

fn is_now(case: &Case<'_>, span: Span) -> bool {
    let context = case.reading.doc.context(span);
    let elsewhere = context.section.is_history_list() || context.section == SectionKind::FamilyHistory;
    context.assertion.experiencer == Experiencer::Patient && !elsewhere
}
