//! What date stands at a token, and does it lie in the year of the visit?

use medcode_model::Date;
use medcode_note::{Document, Gap};

/// A date as a note gives it: a day, or a month, or a year alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct When {
    pub(super) year: u16,
    month: u8,
    day: u8,
}

impl When {
    pub(super) fn of(date: Date) -> Self {
        let (year, month, day) = date.parts();
        Self { year, month, day }
    }

    /// Whether it lies in the calendar year of a visit and not after it.
    pub(super) fn is_in_year_of(self, visit: Date) -> bool {
        let day = Self::of(visit);
        self.year == day.year && (self.month, self.day.min(day.day)) <= (day.month, day.day)
    }
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The date that begins at a token, and how many tokens it takes: `3/14/26`, `3/2026`, `2026-03-14`,
/// `March 2026`, `2025`.
pub(super) fn at(doc: &Document<'_>, token: usize, visit: Date) -> Option<(When, usize)> {
    let number = |t: usize| doc.folded(t).parse::<u32>().ok();
    let joined = |t: usize| doc.gap(t).has(Gap::SLASH.with(Gap::HYPHEN).with(Gap::OTHER));
    if let Some(month) = month(doc.folded(token)) {
        let day = number(token + 1).filter(|d| (1..=31).contains(d));
        let year = number(token + 1 + usize::from(day.is_some())).and_then(|y| full(y, 4));
        return match (day, year) {
            (day, Some(year)) => {
                Some((When { year, month, day: day.unwrap_or(0) as u8 }, 2 + usize::from(day.is_some())))
            }
            (Some(day), None) => Some((this_year(month, day as u8, visit), 2)),
            (None, None) => None,
        };
    }
    let first = number(token)?;
    let digits = doc.folded(token).len();
    if digits == 4 {
        let year = full(first, 4)?;
        let (month, day) = (number(token + 1), number(token + 2));
        return match (month, day) {
            (Some(m @ 1..=12), Some(d @ 1..=31)) if joined(token + 1) && joined(token + 2) => {
                Some((When { year, month: m as u8, day: d as u8 }, 3))
            }
            _ => Some((When { year, month: 0, day: 0 }, 1)),
        };
    }
    if !(1..=12).contains(&first) || !joined(token + 1) {
        return None;
    }
    let second = number(token + 1)?;
    if let Some(year) = full(second, doc.folded(token + 1).len()).filter(|_| second > 31) {
        return Some((When { year, month: first as u8, day: 0 }, 2));
    }
    if !(1..=31).contains(&second) {
        return None;
    }
    let third = number(token + 2).filter(|_| joined(token + 2));
    match third.and_then(|y| full(y, doc.folded(token + 2).len())) {
        Some(year) => Some((When { year, month: first as u8, day: second as u8 }, 3)),
        None => Some((this_year(first as u8, second as u8, visit), 2)),
    }
}

/// The last day of that name before the visit, or on it.
fn this_year(month: u8, day: u8, visit: Date) -> When {
    let today = When::of(visit);
    let later = (month, day) > (today.month, today.day);
    When { year: today.year - u16::from(later), month, day }
}

/// A year of two digits or four.
fn full(year: u32, digits: usize) -> Option<u16> {
    match (year, digits) {
        (1950..=2099, 4) => Some(year as u16),
        (0..=99, 2) => Some(2000 + year as u16),
        _ => None,
    }
}

fn month(word: &str) -> Option<u8> {
    let short = word.get(..3)?;
    let at = MONTHS.iter().position(|m| *m == short)?;
    let full = ["january", "february", "march", "april", "may", "june", "july", "august", "september"];
    let long = [full.as_slice(), &["october", "november", "december", "sept"]].concat();
    (word.len() == 3 || long.contains(&word)).then_some(at as u8 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_as_clinicians_write_it() {
        let visit = Date::new(2026, 5, 12).unwrap();
        for (text, year, in_year) in [
            ("3/14/26", 2026, true),
            ("3/14/2025", 2025, false),
            ("3/2026", 2026, true),
            ("2026-03-14", 2026, true),
            ("11/20", 2025, false),
            ("5/12", 2026, true),
            ("March 2026", 2026, true),
            ("Dec 3", 2025, false),
            ("2024", 2024, false),
        ] {
            let doc = Document::read(text);
            let (when, taken) = at(&doc, 0, visit).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((when.year, when.is_in_year_of(visit)), (year, in_year), "{text}");
            assert_eq!(taken, doc.tokens().len(), "{text}");
        }
        for text in ["7.2", "130/80", "13/5", "10"] {
            assert!(at(&Document::read(text), 0, visit).is_none(), "{text}");
        }
    }
}
