//! The one place that reads the clock.

use anyhow::{Context, Result};
use medcode::model::Date;

/// Today; `MEDCODE_TODAY` stands in for it where a run must be repeatable.
pub(crate) fn today() -> Result<Date> {
    if let Ok(text) = std::env::var("MEDCODE_TODAY") {
        return text.parse().context("MEDCODE_TODAY");
    }
    let now = jiff::ZonedDateTime::now().date();
    let year = u16::try_from(now.year()).unwrap_or_default();
    Date::new(year, now.month() as u8, now.day() as u8).context("the clock of this machine is not set")
}
