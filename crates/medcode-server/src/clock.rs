//! What time is it? The one place of the server that reads the clock.

use medcode::model::Date;

/// Milliseconds since 1970, UTC.
#[must_use]
pub(crate) fn now() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}

/// Today where the server stands; `MEDCODE_TODAY` stands in for it where a run must be repeatable.
#[must_use]
pub(crate) fn today() -> Date {
    let told = std::env::var("MEDCODE_TODAY").ok().and_then(|t| t.parse().ok());
    told.unwrap_or_else(|| {
        let day = jiff::ZonedDateTime::now().date();
        let year = u16::try_from(day.year()).unwrap_or_default();
        Date::new(year, day.month() as u8, day.day() as u8).unwrap_or(Date::MAX)
    })
}

/// The day and the time of now, as interchanges have it: `1432`; midnight where the day is given.
#[must_use]
pub(crate) fn day_and_time() -> (Date, String) {
    match std::env::var_os("MEDCODE_TODAY") {
        Some(_) => (today(), "0000".to_owned()),
        None => {
            let now = jiff::ZonedDateTime::now();
            (today(), format!("{:02}{:02}", now.hour(), now.minute()))
        }
    }
}
