//! Days as callers write them, and the milliseconds that records keep.

use crate::fault::Fault;
use medcode::model::Date;
use medcode_store::Millis;

/// Milliseconds of a day.
pub(crate) const DAY: Millis = 24 * 60 * 60 * 1000;
/// The days from 1900-01-01, from which [`Date`] counts, to 1970-01-01.
const TO_1970: i64 = 25_567;

/// A day as a field holds it; empty is none.
pub(crate) fn day(field: &'static str, text: Option<&str>) -> Result<Option<Date>, Fault> {
    let given = text.map(str::trim).filter(|t| !t.is_empty());
    given.map(|t| t.parse().map_err(|_| Fault::field(field, "write the date as YYYY-MM-DD"))).transpose()
}

/// Where a day begins (UTC).
pub(crate) fn begins(day: Date) -> Millis {
    (i64::from(day.days()) - TO_1970) * DAY
}

/// The day of a time (UTC).
pub(crate) fn day_of(at: Millis) -> Date {
    Date::from_days(u32::try_from(at.div_euclid(DAY) + TO_1970).unwrap_or_default())
}

/// A time as people read it: to the minute, UTC.
pub(crate) fn minute(at: Millis) -> String {
    let of_day = at.rem_euclid(DAY) / 60_000;
    format!("{} {:02}:{:02}", day_of(at), of_day / 60, of_day % 60)
}

#[cfg(test)]
mod tests {
    use super::{DAY, begins, day_of, minute};

    #[test]
    fn a_day_becomes_milliseconds_and_comes_back() {
        let day = "2026-11-26".parse().unwrap();
        assert_eq!(begins(day), 1_795_651_200_000);
        assert_eq!(day_of(begins(day)), day);
        assert_eq!(day_of(begins(day) + DAY - 1), day);
        assert_eq!(minute(begins(day) + 61 * 60_000 + 59_999), "2026-11-26 01:01");
    }
}
