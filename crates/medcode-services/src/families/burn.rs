//! Burns treated where they are: the first degree; partial thickness by the size of what was
//! dressed or cleaned (16000-16030).
//!
//! Small is less than 5 % of the body's surface, large more than 10 %; a whole face or limb lies
//! between, more than one limb above, where no percentage is told.

use super::billed;
use super::counted::Counted;
use crate::crosswalk::Bill;
use crate::desk::Case;
use crate::read::Status;
use std::ops::Range;

pub(crate) const FAMILY: &str = "burn";
const AUTHORITY: &str = "NCCI Policy Manual ch. III §A";

/// The number of the first degree, and of each size of partial thickness.
const FIRST: &str = "16000";
const SMALL: &str = "16020";
const MEDIUM: &str = "16025";
const LARGE: &str = "16030";

pub(crate) fn apply(case: &mut Case<'_>) {
    let Some(treated) = treated(case) else { return };
    let (number, reason) = number(case);
    let place = billed::by_place(case.visit, Bill::Done);
    if let Some(line) = Counted::of(case, number, 1, vec![treated]) {
        line.because(reason, AUTHORITY).unless(place).put(case);
    }
}

/// Where the note tells that a burn was dressed or cleaned here: in a sentence about the burn, or
/// in the next.
fn treated(case: &Case<'_>) -> Option<Range<usize>> {
    let all = 0..case.reading.doc.tokens().len();
    let burns = case.places(all.clone(), "burn skin");
    if burns.is_empty() {
        return None;
    }
    let near: Vec<Range<usize>> = burns.iter().map(|&b| case.reading.near(b)).collect();
    let acts = case.places(all, "burn care");
    // Where the burn is what the visit was for, whatever was dressed is the burn.
    let only = only_burns(case);
    let act = acts.into_iter().find(|&at| {
        (only || near.iter().any(|n| n.contains(&at)))
            && case.reading.act_at(&(at..at + 1), case.visit.setting) == Status::Done
    })?;
    Some(act..act + 1)
}

/// Whether the wounds that are coded are burns.
fn only_burns(case: &Case<'_>) -> bool {
    let code = |d: &medcode_model::Suggestion| d.coded.code.compact().to_owned();
    let burn = |c: &str| c.starts_with("T2") || c.starts_with("T30") || c.starts_with("L55");
    let wound = |c: &str| c.starts_with('S') || c.starts_with("L97") || c.starts_with("L89");
    let codes: Vec<String> = case.visit.diagnoses.iter().map(code).collect();
    codes.iter().any(|c| burn(c)) && !codes.iter().any(|c| wound(c))
}

/// The number by the degree and the size told, and why.
fn number(case: &Case<'_>) -> (&'static str, String) {
    let all = 0..case.reading.doc.tokens().len();
    let said = |class: &str| case.says(all.clone(), class);
    if said("burn first") && !said("burn deep") {
        return (FIRST, "first degree only".to_owned());
    }
    let percent = case.places(all.clone(), "burn skin").into_iter().find_map(|at| percent(case, at));
    match percent {
        Some(p) => (by_percent(p), format!("{p} % of the body's surface")),
        None if said("burn limbs") => (LARGE, "more than one limb".to_owned()),
        None if said("burn whole") => (MEDIUM, "a whole face or limb".to_owned()),
        None => (SMALL, "no size told: taken as small".to_owned()),
    }
}

/// Under 5 % is small, over 10 % large.
fn by_percent(percent: f32) -> &'static str {
    match percent {
        p if p > 10.0 => LARGE,
        p if p >= 5.0 => MEDIUM,
        _ => SMALL,
    }
}

/// The percentage of the body told near a burn: `8% TBSA`, `TBSA 3 %`.
fn percent(case: &Case<'_>, burn: usize) -> Option<f32> {
    let (reading, doc) = (&case.reading, case.reading.doc);
    reading.near(burn).find_map(|at| {
        let value = reading.value(at)?;
        let end = doc.tokens()[at].span.end as usize;
        let sign = doc.text()[end..].trim_start().starts_with('%');
        let body = (at.saturating_sub(3)..at + 5)
            .any(|t| matches!(doc.folded(t), "tbsa" | "bsa" | "body" | "percent"));
        (body && (sign || matches!(doc.folded(at + 1), "percent" | "tbsa"))).then_some(value)
    })
}
