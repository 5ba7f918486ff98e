//! Care after a discharge: the higher number only where the patient was seen within seven days.
//!
//! 99496 takes decision making of high complexity and a visit within seven days of the discharge; later, to
//! the fourteenth day, it is 99495, whatever the complexity (Medicare fee schedule final rule for 2013;
//! CMS, Transitional Care Management Services).

use super::line::{Line, add};
use crate::desk::Case;
use medcode_model::{Date, WithheldReason};
use medcode_note::Gap;
use std::ops::Range;

const AUTHORITY: &str = "CMS, Transitional Care Management Services";
/// Days within which the higher number's visit is made.
const SOON: u32 = 7;
/// A discharge longer ago is another one.
const MOST: u32 = 60;
/// Words that open the date of the discharge.
const LEFT: &[&str] = &["discharged", "discharge", "dc", "dced", "dcd"];

pub(super) fn apply(case: &mut Case<'_>) {
    let high = |s: &crate::service::Service| s.is_reported() && s.code.compact() == "99496";
    let Some(at) = case.services.iter().position(high) else { return };
    let Some(days) = days_since(case).filter(|d| *d > SOON) else { return };
    let tokens = case.services[at].tokens.clone();
    let why = "seen more than seven days after the discharge";
    case.services[at].withhold(WithheldReason::NotReportable, why, Some(AUTHORITY));
    let reason = format!("seen {days} days after the discharge");
    add(case, Line { number: "99495", units: 1, tokens, reason, authority: AUTHORITY });
}

/// Days from the discharge, whose date the note gives, to the visit.
fn days_since(case: &Case<'_>) -> Option<u32> {
    const REACH: usize = 5;
    let doc = case.reading.doc;
    let leaves = |t: usize| {
        LEFT.contains(&doc.folded(t))
            || doc.folded(t) == "d" && doc.folded(t + 1) == "c" && doc.gap(t + 1).has(Gap::SLASH)
    };
    (0..doc.tokens().len()).filter(|&t| leaves(t)).find_map(|t| {
        (t + 1..t + 1 + REACH).find_map(|n| {
            let date = date_at(case, n..n + 2)?;
            Some(case.visit.date.days().saturating_sub(date.days())).filter(|d| *d <= MOST)
        })
    })
}

/// `5/4`: month and day of the visit's year, or of the year before where that is still to come.
fn date_at(case: &Case<'_>, at: Range<usize>) -> Option<Date> {
    let doc = case.reading.doc;
    if !doc.gap(at.start + 1).has(Gap::SLASH) || doc.gap(at.start).has(Gap::SLASH) {
        return None;
    }
    let number = |t: usize| doc.folded(t).parse::<u8>().ok();
    let (month, day) = (number(at.start)?, number(at.start + 1)?);
    let year = case.visit.date.year();
    let this = Date::new(year, month, day)?;
    if this <= case.visit.date { Some(this) } else { Date::new(year - 1, month, day) }
}
