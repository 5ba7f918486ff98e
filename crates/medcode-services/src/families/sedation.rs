//! Moderate sedation by the one who does the procedure (99151-99153), or by another (99155-99157):
//! by age and the minutes of sedation; under ten minutes is nothing.

use super::line::{Line, add};
use crate::desk::Case;
use std::ops::Range;

pub(crate) const FAMILY: &str = "sedation";
const AUTHORITY: &str = "NCCI Policy Manual ch. II §B";

pub(crate) fn apply(case: &mut Case<'_>) {
    let Some(tokens) = case.done(FAMILY).into_iter().next() else { return };
    let all = 0..case.reading.doc.tokens().len();
    // An anesthesia professional bills anesthesia, not sedation; pills are neither.
    let watched = case.reading.whole().any(|t| case.reading.doc.folded(t) == "observer");
    if case.says(all.clone(), "cue other sedates") || !(watched || case.says(all, "cue sedative")) {
        return;
    }
    // The drugs of sedation are pushed in the course of it (NCCI Policy Manual ch. II §B).
    let sedates = ["midazolam", "fentanyl", "ketamine", "propofol", "diazepam", "meperidine"];
    case.given.retain(|g| !sedates.iter().any(|d| g.drug.contains(d)));
    let Some(minutes) = minutes(case, &tokens) else {
        let indicators = vec![medcode_model::Evidence { span: case.reading.span(tokens.clone()) }];
        let question = "How many minutes did the sedation last, face to face?".into();
        case.queries.push(medcode_model::Query { question, indicators, options: Vec::new() });
        return;
    };
    if minutes < 10.0 {
        return;
    }
    let young = case.visit.age.is_some_and(|a| a < 5.0);
    let more = ((minutes - 8.0) / 15.0).floor().max(0.0) as u32;
    // Further minutes are staff and equipment alone: in a hospital they are the hospital's.
    let more = if hospital_pays(case) { 0 } else { more };
    let reason = format!("{minutes:.0} minutes of moderate sedation");
    for (number, units) in [(if young { "99151" } else { "99152" }, 1), ("99153", more)] {
        let (tokens, reason) = (tokens.clone(), reason.clone());
        add(case, Line { number, units, tokens, reason, authority: AUTHORITY });
    }
}

/// Whether a professional bills for what was done in a hospital.
fn hospital_pays(case: &Case<'_>) -> bool {
    let doc = case.reading.doc;
    let named = || case.reading.whole().any(|t| doc.folded(t) == "hospital");
    case.visit.billing == medcode_model::BillingContext::Professional
        && (super::billed::in_hospital(case.visit.setting)
            || case.visit.setting == medcode_model::Setting::OutpatientProcedure && named())
}

/// The minutes told of the sedation: in its sentence, else beside it, else in its item.
fn minutes(case: &Case<'_>, tokens: &Range<usize>) -> Option<f32> {
    let reading = &case.reading;
    let scopes =
        [reading.sentence(tokens.start), reading.near(tokens.start), reading.item(tokens.start)];
    scopes.into_iter().find_map(|scope| reading.number("minutes", scope))
}
