//! The eyes of a diabetic: examined this year by an eye doctor, with the result; or clear last year.

use super::dates::{self, When};
use super::said::holds;
use super::table::Value;
use super::told::{self, Hit};
use super::{Answer, Span};
use crate::desk::Case;
use medcode_model::Experiencer;

pub(super) fn read(case: &Case<'_>, hits: &[Hit], out: &mut Vec<Answer>) {
    let mut clear_before = None;
    for said in case.desk.quality.said.iter().filter(|s| s.measure.starts_with("eye-")) {
        for hit in hits.iter().filter(|h| said.all.first() == Some(&h.class)) {
            if !holds(case, hits, said, hit) || !is_seen(case, hits, hit) {
                continue;
            }
            let span = case.reading.span(hit.tokens.clone());
            match when(case, hits, hit) {
                Some(when) if when.is_in_year_of(case.visit.date) => {
                    let reason = "examined this year, with its result";
                    out.push(Answer::new(said.measure, Value::Word(said.value), vec![span], reason));
                }
                Some(when) if is_year_before(case, when) && said.value == "clear" => {
                    clear_before = Some(span);
                }
                _ => {}
            }
        }
    }
    let now = out.iter().any(|a| a.measure.starts_with("eye-"));
    if let Some(span) = clear_before.filter(|_| !now) {
        let reason = "no retinopathy in the year before";
        out.push(Answer::new("eye-before", Value::Word("clear"), vec![span], reason));
    }
}

fn is_year_before(case: &Case<'_>, when: When) -> bool {
    when.year + 1 == When::of(case.visit.date).year
}

/// Whether an eye doctor's part in it, or a picture, is told.
fn is_seen(case: &Case<'_>, hits: &[Hit], hit: &Hit) -> bool {
    let reading = &case.reading;
    let span: Span = reading.span(hit.tokens.clone());
    let near = reading.near(hit.tokens.start);
    let picture = hit.class == case.desk.quality.words.get("eye image");
    let patient = reading.doc.context(span).assertion.experiencer == Experiencer::Patient;
    patient && (picture || told::has(case, hits, near, "eye doctor"))
}

/// The date told with an examination; the visit's where it says today.
fn when(case: &Case<'_>, hits: &[Hit], hit: &Hit) -> Option<When> {
    let reading = &case.reading;
    let mut sentence = reading.sentence(hit.tokens.start);
    let dated = sentence.find_map(|t| dates::at(reading.doc, t, case.visit.date));
    let today = told::has(case, hits, reading.sentence(hit.tokens.start), "today");
    dated.map(|d| d.0).or(today.then(|| When::of(case.visit.date)))
}
