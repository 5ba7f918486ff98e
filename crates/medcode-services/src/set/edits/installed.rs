//! The procedure-to-procedure edits that are installed.

use crate::encounter::Encounter;
use medcode_kb::tables::ptp::PtpSetting;
use medcode_model::{BillingContext, Code};

/// Whether the edits in force on the day pair `one` as column one with `two` as column two.
pub(in crate::set) fn is_pair(visit: &Encounter<'_>, one: &Code, two: &Code) -> bool {
    indicator(visit, one, two).is_some_and(|indicator| indicator < 2)
}

/// Whether they make `two` part of `one` whatever the modifier (indicator 0).
pub(in crate::set) fn is_never(visit: &Encounter<'_>, one: &Code, two: &Code) -> bool {
    indicator(visit, one, two) == Some(0)
}

/// The indicator of a pair: 0 no modifier parts it, 1 one may, 9 the edit is void. Suppliers have no
/// table of pairs.
fn indicator(visit: &Encounter<'_>, one: &Code, two: &Code) -> Option<u8> {
    let setting = match visit.billing {
        BillingContext::Professional => PtpSetting::Practitioner,
        BillingContext::Facility => PtpSetting::Hospital,
        BillingContext::Dme => return None,
    };
    let table = visit.releases.procedures?.ptp(setting)?;
    let (one, two) = (table.code(&one.number()?)?, table.code(&two.number()?)?);
    table.find(one, two, visit.date).map(|edit| edit.indicator)
}
