//! Calendar dates: dates of service, effective dates, termination dates.

use std::fmt;
use std::str::FromStr;

/// A calendar date, stored as days since 1900-01-01 so that it fits a table row.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(u32);

/// Why a text is not a date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a date: write it as YYYY-MM-DD, for example 2026-05-12")]
pub struct DateError(pub String);

/// Days from 0000-03-01 to 1900-01-01 in the proleptic Gregorian calendar.
const EPOCH: i64 = 693_901;

impl Date {
    /// The last day a table row can hold; used for "no end".
    pub const MAX: Self = Self(u32::MAX);

    /// A date from its parts; `None` where the calendar has no such day.
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        if !(1900..=9999).contains(&year) || day == 0 || day > days_in_month(year, month)? {
            return None;
        }
        // Days from civil, with March as the first month so that the leap day is last.
        let y = i64::from(year) - i64::from(month <= 2);
        let m = (i64::from(month) + 9) % 12;
        let days = 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + i64::from(day) - 1;
        u32::try_from(days - EPOCH).ok().map(Self)
    }

    /// The date from the number of days that a table row holds.
    #[must_use]
    pub const fn from_days(days: u32) -> Self {
        Self(days)
    }

    /// The number of days since 1900-01-01.
    #[must_use]
    pub const fn days(self) -> u32 {
        self.0
    }

    /// Year, month and day.
    #[must_use]
    pub fn parts(self) -> (u16, u8, u8) {
        let z = i64::from(self.0) + EPOCH;
        let era = z / 146_097;
        let doe = z % 146_097;
        let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        let mp = (5 * doy + 2) / 153;
        let day = doy - (153 * mp + 2) / 5 + 1;
        let month = if mp < 10 { mp + 3 } else { mp - 9 };
        let year = yoe + era * 400 + i64::from(month <= 2);
        (year as u16, month as u8, day as u8)
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> u16 {
        self.parts().0
    }

    /// The US federal fiscal year the date falls in (it begins on 1 October).
    #[must_use]
    pub fn fiscal_year(self) -> u16 {
        let (y, m, _) = self.parts();
        y + u16::from(m >= 10)
    }

    /// The day before.
    #[must_use]
    pub const fn pred(self) -> Self {
        Self(self.0.saturating_sub(1))
    }

    /// The day after.
    #[must_use]
    pub const fn succ(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// Reads `YYYYMMDD`, as the publishers' fixed-width files write it.
    #[must_use]
    pub fn from_compact(text: &str) -> Option<Self> {
        if text.len() != 8 || !text.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        Self::new(text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..].parse().ok()?)
    }
}

/// Days in a month; `None` for a month that does not exist.
fn days_in_month(year: u16, month: u8) -> Option<u8> {
    let leap = (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400);
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 => Some(if leap { 29 } else { 28 }),
        _ => None,
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let bad = || DateError(text.chars().take(40).collect());
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' || !text.is_ascii() {
            return Err(bad());
        }
        let digits: String = text.split('-').collect();
        Self::from_compact(&digits).ok_or_else(bad)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::MAX {
            return f.write_str("9999-12-31");
        }
        let (y, m, d) = self.parts();
        write!(f, "{y:04}-{m:02}-{d:02}")
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_survive_the_round_trip_over_two_centuries() {
        let mut day = Date::new(1900, 1, 1).unwrap();
        assert_eq!(day.days(), 0);
        while day.year() < 2100 {
            let (y, m, d) = day.parts();
            assert_eq!(Date::new(y, m, d), Some(day));
            assert_eq!(day.to_string().parse::<Date>().unwrap(), day);
            day = day.succ();
        }
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for text in ["2026-02-29", "2026-13-01", "2026-00-10", "2026-1-01", "20260101", "", "αβγδε"]
        {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }

    #[test]
    fn fiscal_year_begins_on_the_first_of_october() {
        assert_eq!("2025-09-30".parse::<Date>().unwrap().fiscal_year(), 2025);
        assert_eq!("2025-10-01".parse::<Date>().unwrap().fiscal_year(), 2026);
    }
}
