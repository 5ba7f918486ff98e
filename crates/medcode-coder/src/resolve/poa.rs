//! Present on admission (OCG Appendix I), for inpatients: yes, unless the words of a condition
//! say that it arose after the order for admission.

use crate::case::{Case, Draft};
use medcode_kb::tables::codes::POA_EXEMPT;
use medcode_model::Date;
use medcode_note::{DateRole, Gap, stated_dates};
use std::ops::Range;

/// Words that say a condition arose during the stay.
const AROSE: &[&str] = &[
    "hospital acquired",
    "hospital onset",
    "nosocomial",
    "postoperative",
    "postop",
    "post op",
    "not present on admission",
    "expected op loss",
    "developed on hd",
    "on hospital day",
    "developed hospital day",
    "developed during",
    "developed on day",
    "noted on hospital day",
    "hospital day",
    "postpartum",
];

/// Injuries and events of labor and delivery: nobody arrives with them.
const DELIVERY: &[&str] =
    &["O66", "O67", "O68", "O69", "O70", "O71", "O72", "O74", "O75", "O76", "O77", "O90.81"];

/// Conditions of a newborn that begin after birth.
const AFTER_BIRTH: &[&str] = &["P58", "P59", "P92"];

/// The indicator of every draft.
pub(super) fn assign(case: &mut Case<'_>) {
    if !case.facts.setting.is_inpatient() {
        return;
    }
    let admitted = admission(case);
    let arose: Vec<bool> = case.drafts.iter().map(|d| arose(case, d, admitted)).collect();
    let late: Vec<u32> =
        case.drafts.iter().zip(&arose).filter(|(_, n)| **n).map(|(d, _)| d.sentence).collect();
    let indicators: Vec<&'static str> = case
        .drafts
        .iter()
        .zip(&arose)
        .map(|(draft, arose)| {
            if case.release.has(draft.row, POA_EXEMPT) {
                "exempt"
            } else if *arose || follows(draft) && late.contains(&draft.sentence) {
                "N"
            } else {
                "Y"
            }
        })
        .collect();
    for (draft, indicator) in case.drafts.iter_mut().zip(indicators) {
        draft.poa = Some(indicator);
    }
}

/// Drugs behind an effect and organisms behind an infection go with it.
fn follows(draft: &Draft) -> bool {
    ["T36", "T37", "T38", "T39", "T4", "T50", "B95", "B96", "B97"].iter().any(|c| draft.under(c))
}

fn arose(case: &Case<'_>, draft: &Draft, admitted: Option<Date>) -> bool {
    if case.reports("Z37") && DELIVERY.iter().any(|c| draft.under(c)) {
        return true;
    }
    if case.reports("Z38") && AFTER_BIRTH.iter().any(|c| draft.under(c)) {
        return true;
    }
    // The words of every statement of the condition are joined in its evidence.
    draft.evidence.iter().any(|span| {
        let (first, end) = case.doc.tokens_in(*span);
        let Some(sentence) = case.doc.sentence_of(first) else { return false };
        let tokens = case.doc.sentences()[sentence].tokens;
        let within = tokens.0 as usize..tokens.1 as usize;
        let near = item(case, &within, first.saturating_sub(5), first, end, end + 6);
        let said = case.places.any(AROSE).iter().any(|r| near.contains(&r.start));
        let dated = |day| {
            dated_after(case, &within, first..end, day)
                || !is_lasting(case, draft) && line_dated(case, first, day)
        };
        said || admitted.is_some_and(dated)
    })
}

/// The tokens around a condition that belong to its item of a list.
fn item(
    case: &Case<'_>,
    within: &Range<usize>,
    low: usize,
    first: usize,
    end: usize,
    high: usize,
) -> Range<usize> {
    let cut = |t: usize| case.doc.gap(t).has(Gap::SEMICOLON);
    let low = low.max(within.start);
    let high = high.min(within.end);
    let start = (low + 1..=first).rev().find(|&t| cut(t)).unwrap_or(low);
    let stop = (end..high).find(|&t| cut(t)).unwrap_or(high);
    start..stop
}

/// Conditions that last are not new on the day a line of the course begins with.
fn is_lasting(case: &Case<'_>, draft: &Draft) -> bool {
    let title = case.title(draft.row);
    let sugar = title.text.contains("hypoglycemia");
    let lasting = ["chronic", "hypertens", "diabetes", "cirrhosis", "dementia"]
        .iter()
        .any(|w| title.lower.contains(w));
    !sugar && (lasting || matches!(draft.code.bytes()[0], b'C' | b'F' | b'Q' | b'Z'))
}

/// Whether the line of a condition begins with a date later than the admission.
fn line_dated(case: &Case<'_>, token: usize, admitted: Date) -> bool {
    let Some(line) = case.doc.line_at(case.doc.tokens()[token].span.start) else { return false };
    let start = line.tokens.0 as usize;
    let sentence =
        case.doc.sentence_of(token).map_or(start, |s| case.doc.sentences()[s].tokens.0 as usize);
    [start, sentence].iter().any(|&t| day(case, t).is_some_and(|d| is_later(d, admitted)))
}

/// Whether a date right beside the condition is later than the admission.
fn dated_after(case: &Case<'_>, sentence: &Range<usize>, own: Range<usize>, admitted: Date) -> bool {
    let before = own.start.saturating_sub(4).max(sentence.start)..own.start;
    let after = own.end..(own.end + 3).min(sentence.end);
    let mut dates = before.chain(after).filter_map(|t| Some((t, day(case, t)?)));
    dates.any(|(t, day)| is_later(day, admitted) && !is_of_test(case, t, sentence.start))
}

/// Whether a month and day lie in the weeks after the admission: further away it is another
/// year's date, or a month and a year.
fn is_later((month, day): (u8, u8), admitted: Date) -> bool {
    let date = Date::new(admitted.year(), month, day);
    date.is_some_and(|d| (1..=60).contains(&d.days().saturating_sub(admitted.days())))
}

/// The month and day written at a token: `9/8`.
fn day(case: &Case<'_>, token: usize) -> Option<(u8, u8)> {
    if !case.doc.gap(token + 1).has(Gap::SLASH) {
        return None;
    }
    let month: u8 = case.doc.raw(token).parse().ok().filter(|m| (1..=12).contains(m))?;
    let day: u8 = case.doc.raw(token + 1).parse().ok().filter(|d| (1..=31).contains(d))?;
    Some((month, day))
}

/// A date of a test says when a condition was seen, not when it began.
fn is_of_test(case: &Case<'_>, token: usize, low: usize) -> bool {
    const TESTS: &[&str] = &[
        "ct",
        "cta",
        "mri",
        "mra",
        "us",
        "ultrasound",
        "echo",
        "tte",
        "tee",
        "egd",
        "colonoscopy",
        "cath",
        "xr",
        "cxr",
        "fee",
        "tele",
        "ekg",
        "ecg",
        "eeg",
        "path",
        "biopsy",
        "bx",
        "consult",
        "note",
        "lab",
        "duplex",
        "by",
        "cleared",
        "until",
        "resolved",
        "resumed",
        "restarted",
        "started",
        "stopped",
        "repleted",
        "cardiology",
        "nephrology",
        "seen",
    ];
    (token.saturating_sub(2).max(low)..token).any(|t| TESTS.contains(&case.doc.folded(t)))
}

/// The day of admission.
fn admission(case: &Case<'_>) -> Option<Date> {
    let dates = stated_dates(case.doc);
    dates.iter().find(|d| d.role == DateRole::Admission).map(|d| d.date)
}
