//! The one place that reads the clock.

use anyhow::{Context, Result};
use medcode::model::Date;

/// Today; `MEDCODE_TODAY` stands in for it where a run must be repeatable.
pub(crate) fn today() -> Result<Date> {
    if let Ok(text) = std::env::var("MEDCODE_TODAY") {
        return text.parse().context("MEDCODE_TODAY");
    }
    Ok(clock()?.0)
}

/// Today, and the hour and minute (`1432`); midnight where the day is given.
pub(crate) fn now() -> Result<(Date, String)> {
    match std::env::var("MEDCODE_TODAY") {
        Ok(_) => Ok((today()?, "0000".to_owned())),
        Err(_) => clock(),
    }
}

fn clock() -> Result<(Date, String)> {
    let now = jiff::ZonedDateTime::now();
    let at = format!("{:02}{:02}", now.hour(), now.minute());
    let now = now.date();
    let year = u16::try_from(now.year()).unwrap_or_default();
    let day = Date::new(year, now.month() as u8, now.day() as u8);
    Ok((day.context("the clock of this machine is not set")?, at))
}
