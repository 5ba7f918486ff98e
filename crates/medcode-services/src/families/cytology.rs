//! Cytology: cells of the cervix by how the slides were made and screened, needle samples, fluids
//! and brushings by how they were prepared (88104-88175).
//!
//! Only the cytologist's report is coded so: others quote it. One number a specimen and way of
//! preparing it; a cell block is read as tissue (NCCI Policy Manual ch. X §M).

use super::line::{Line, add, withhold_all_but};
use super::pathology;
use crate::desk::Case;
use medcode_note::Document;
use std::ops::Range;

pub(crate) const FAMILY: &str = "cytology";
const AUTHORITY: &str = "NCCI Policy Manual ch. X §M";

pub(crate) fn apply(case: &mut Case<'_>) {
    let Some(title) = title(case) else { return };
    let own = |s: &crate::service::Service| matches!(s.family, FAMILY | pathology::FAMILY | "marrow");
    withhold_all_but(case, own, "who took the specimen bills that");
    let all = 0..case.reading.doc.tokens().len();
    let said = |class: &str| case.says(all.clone(), class);
    let mut numbers: Vec<&'static str> = Vec::new();
    if said("cyto cervix") {
        numbers.push(cervix(&said));
        numbers.extend(said("cyto physician").then_some("88141"));
    } else if said("cyto needle") {
        numbers.extend(said("cyto adequacy").then_some("88172"));
        numbers.push("88173");
    } else {
        numbers.push(fluid(&said));
    }
    numbers.extend(said("cyto block").then_some("88305"));
    for number in numbers {
        let label = case.desk.crosswalk.number(number).map_or("", |r| r.label);
        let (tokens, reason) = (title.clone(), format!("told in the report: {label}"));
        add(case, Line { number, units: 1, tokens, reason, authority: AUTHORITY });
    }
}

/// The word that makes a note the report of a cytologist: at its head.
fn title(case: &Case<'_>) -> Option<Range<usize>> {
    const HEAD: usize = 12;
    let end = case.reading.doc.tokens().len().min(HEAD);
    let doc = case.reading.doc;
    let at = case.places(0..end, "cyto title").into_iter().find(|&at| is_title(doc, at))?;
    Some(case.words_at(at, "cyto title"))
}

/// Whether a word opens a line, or heads a report: `Cytology:`, `Cytopathology report`, not `sent for
/// cytology`.
fn is_title(doc: &Document<'_>, at: usize) -> bool {
    let opens = doc.lines().iter().any(|l| l.tokens.0 as usize == at || l.tokens.0 as usize + 1 == at);
    let sent = (0..at).any(|t| matches!(doc.folded(t), "sent" | "send" | "for" | "to" | "discus"));
    let report = (at + 1..at + 3).any(|t| matches!(doc.folded(t), "report" | "final" | "consultation"));
    (opens || report) && !sent
}

/// Cells of the cervix: in fluid or smeared, screened by eye or machine, once or twice.
fn cervix(said: &dyn Fn(&str) -> bool) -> &'static str {
    match (said("cyto thin"), said("cyto machine"), said("cyto again")) {
        (true, true, true) => "88175",
        (true, true, false) => "88174",
        (true, false, true) => "88143",
        (true, false, false) => "88142",
        (false, true, true) => "88148",
        (false, true, false) => "88147",
        (false, false, true) => "88165",
        (false, false, false) => "88164",
    }
}

/// Fluids, washings and brushings.
fn fluid(said: &dyn Fn(&str) -> bool) -> &'static str {
    if said("cyto thin") {
        "88112"
    } else if said("cyto spun") {
        "88108"
    } else {
        "88104"
    }
}
