//! Which dates of service does the note state?

use medcode_model::{Date, Span};

use crate::segment::Document;
use crate::segment::gap::Gap;

/// What a stated date is the date of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DateRole {
    /// Discharge or end of stay: governs the code set of an inpatient stay.
    Discharge,
    /// Date of service, visit, procedure.
    Service,
    /// Admission.
    Admission,
    /// A date in the title of the note, without a label.
    Title,
}

/// A date the note states for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatedDate {
    /// The date.
    pub date: Date,
    /// Its words.
    pub span: Span,
    /// What it is the date of.
    pub role: DateRole,
}

/// The labelled dates of the note, and those in its first lines, in order.
#[must_use]
pub fn stated_dates(doc: &Document<'_>) -> Vec<StatedDate> {
    let tokens = doc.tokens().len();
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens {
        if let Some((date, end)) = date_at(doc, at) {
            if let Some(role) = role_of(doc, at) {
                let span = doc.tokens()[at].span.cover(doc.tokens()[end - 1].span);
                out.push(StatedDate { date, span, role });
            }
            at = end;
        } else {
            at += 1;
        }
    }
    stays(doc, &mut out);
    out
}

/// The date that governs: the discharge date of a stay, else the date of service, else the
/// admission date, else a date in the title.
#[must_use]
pub fn stated_date(doc: &Document<'_>) -> Option<(Date, Span)> {
    doc.stated
}

/// As [`stated_date`], read from the words.
pub(crate) fn read_date(doc: &Document<'_>) -> Option<(Date, Span)> {
    let dates = stated_dates(doc);
    let best = dates.iter().min_by_key(|d| (d.role, d.span.start))?;
    Some((best.date, best.span))
}

/// How many tokens of the head of a note may hold an unlabelled date.
const TITLE: usize = 60;

/// How long a line of the head may be, in bytes: longer ones tell a story.
const TITLE_LINE: usize = 120;

/// In `8/24/2026 - 9/3/2026` of a title, the second date ends the stay.
fn stays(doc: &Document<'_>, dates: &mut [StatedDate]) {
    for i in 1..dates.len() {
        let (before, date) = (dates[i - 1], dates[i]);
        if before.role != DateRole::Title || date.role != DateRole::Title || before.date > date.date {
            continue;
        }
        let (from, to) = (doc.tokens_in(before.span).1, doc.tokens_in(date.span).0);
        let gap = doc.gap(to);
        let dashed = from == to && gap.has(Gap::DASH.with(Gap::ARROW).with(Gap::HYPHEN));
        if dashed || (to == from + 1 && matches!(doc.folded(from), "to" | "through" | "thru")) {
            dates[i - 1].role = DateRole::Admission;
            dates[i].role = DateRole::Discharge;
        }
    }
}

/// What the words before a date call it.
fn role_of(doc: &Document<'_>, at: usize) -> Option<DateRole> {
    let from = at.saturating_sub(4);
    let same_line = |i: usize| !(i + 1..=at).any(|j| doc.gap(j).has(Gap::NEWLINE));
    let words: Vec<&str> = (from..at).filter(|&i| same_line(i)).map(|i| doc.folded(i)).collect();
    let has = |w: &str| words.contains(&w);
    let ends = |tail: &[&str]| words.ends_with(tail);
    if has("birth") || has("dob") || has("born") || has("lmp") || has("edd") || has("edc") || has("due")
    {
        return None;
    }
    if ends(&["discharge"])
        || ends(&["discharged"])
        || ends(&["discharge", "date"])
        || ends(&["date", "of", "discharge"])
        || ends(&["d", "c"])
        || ends(&["dc"])
        || ends(&["dod"])
        || ends(&["discharge", "on"])
        || ends(&["discharged", "on"])
        || ends(&["d", "c", "date"])
        || (ends(&["out"]) && at < TITLE)
    {
        return Some(DateRole::Discharge);
    }
    let service = ends(&["date", "of", "service"])
        || ends(&["dos"])
        || ends(&["visit", "date"])
        || ends(&["date", "of", "visit"])
        || ends(&["service", "date"])
        || ends(&["encounter", "date"])
        || ends(&["date", "of", "encounter"])
        || ends(&["date", "of", "procedure"])
        || ends(&["date", "of", "surgery"])
        || ends(&["date", "of", "operation"])
        || ends(&["procedure", "date"])
        || ends(&["surgery", "date"])
        || ends(&["appointment", "date"])
        || ends(&["date", "of", "exam"])
        || ends(&["seen", "on"])
        || (words.len() == 1 && ends(&["date"]));
    if service {
        return Some(DateRole::Service);
    }
    let admission = ends(&["admission"])
        || ends(&["admitted"])
        || ends(&["admit"])
        || ends(&["adm"])
        || ends(&["admission", "date"])
        || ends(&["admit", "date"])
        || ends(&["date", "of", "admission"])
        || ends(&["doa"])
        || ends(&["admitted", "on"])
        || (ends(&["in"]) && at < TITLE);
    if admission {
        return Some(DateRole::Admission);
    }
    // The first lines of a note, before any section says otherwise.
    let line = doc.line_at(doc.tokens()[at].span.start)?;
    let titled = line.span.len() <= TITLE_LINE && !has("last") && !has("since");
    let early = titled && at < TITLE && doc.lines().iter().take(4).any(|l| l.span == line.span);
    early.then_some(DateRole::Title)
}

/// A date that begins at a token: `4/14/2026`, `04-14-26`, `2026-04-14`, `April 14, 2026`,
/// `14 April 2026`. Returns the token after it.
fn date_at(doc: &Document<'_>, at: usize) -> Option<(Date, usize)> {
    let joined = |i: usize, mark: Gap| doc.gap(i).has(mark);
    let number = |i: usize| -> Option<u16> {
        let raw = doc.raw(i);
        (raw.len() <= 4 && raw.bytes().all(|b| b.is_ascii_digit())).then(|| raw.parse().ok()).flatten()
    };
    let sign = Gap::SLASH.with(Gap::HYPHEN);
    if let Some(first) = number(at) {
        if joined(at + 1, sign) && joined(at + 2, sign) && !joined(at + 1, Gap::NEWLINE) {
            let (second, third) = (number(at + 1)?, number(at + 2)?);
            let (y, m, d) = if doc.raw(at).len() == 4 {
                (first, second, third)
            } else {
                (full_year(third, doc.raw(at + 2).len())?, first, second)
            };
            return Some((date(y, m, d)?, at + 3));
        }
        let month = month(doc.raw(at + 1))?;
        let year = number(at + 2).filter(|_| doc.raw(at + 2).len() == 4)?;
        return Some((date(year, month, first)?, at + 3));
    }
    let month = month(doc.raw(at))?;
    let day: u16 = doc.raw(at + 1).trim_end_matches(char::is_alphabetic).parse().ok()?;
    let year = number(at + 2).filter(|_| doc.raw(at + 2).len() == 4)?;
    Some((date(year, month, day)?, at + 3))
}

fn date(year: u16, month: u16, day: u16) -> Option<Date> {
    Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

fn full_year(year: u16, digits: usize) -> Option<u16> {
    match digits {
        4 => Some(year),
        2 if year < 70 => Some(2000 + year),
        2 => Some(1900 + year),
        _ => None,
    }
}

fn month(raw: &str) -> Option<u16> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    // Most words share no beginning with a month.
    let first: [u8; 3] = raw.as_bytes().get(..3)?.try_into().ok()?;
    let first = first.map(|b| b.to_ascii_lowercase());
    if raw.len() > 9 || !NAMES.iter().any(|name| name.as_bytes()[..3] == first) {
        return None;
    }
    let is = |name: &str| raw.eq_ignore_ascii_case(name);
    let named = |name: &&str| is(name) || is(&name[..3]) || (is("sept") && name.starts_with("sept"));
    NAMES.iter().position(named).map(|i| i as u16 + 1)
}
