//! The procedure-to-procedure edits that are installed.

use crate::encounter::Encounter;
use medcode_kb::tables::ptp::PtpSetting;
use medcode_model::{BillingContext, Code};

/// Whether an edit in force on the day pairs `one` as column one with `two` as column two, whatever
/// its indicator.
pub(in crate::set) fn is_pair(visit: &Encounter<'_>, one: &Code, two: &Code) -> bool {
    let setting = match visit.billing {
        BillingContext::Facility => PtpSetting::Hospital,
        _ => PtpSetting::Practitioner,
    };
    let Some(table) = visit.releases.procedures.and_then(|p| p.ptp(setting)) else { return false };
    let number = |code: &Code| code.number().and_then(|n| table.code(&n));
    let (Some(one), Some(two)) = (number(one), number(two)) else { return false };
    table.find(one, two, visit.date).is_some_and(|edit| edit.indicator < 2)
}
