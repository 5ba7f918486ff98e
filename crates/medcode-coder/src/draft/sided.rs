//! An "unspecified side" code is left open again where the note gives the side (OCG I.B.13).

use crate::case::Case;
use crate::tabular::Side;

/// The code above one for an unspecified side, when a side is known and codes for it stand
/// beside it.
pub(super) fn reopen(case: &Case<'_>, row: u32, side: Option<Side>) -> u32 {
    let Some(side) = side else { return row };
    let release = case.release;
    if !release.is_billable(row) || !case.title(row).lower.contains("unspecified") {
        return row;
    }
    let Some(above) = release.parent(row) else { return row };
    let named = |r: u32| {
        let title = case.title(r);
        title.lower.split(|c: char| !c.is_alphabetic()).any(|w| w == side.word())
    };
    let plain = !named(row) && release.children(above).into_iter().any(named);
    if plain { above } else { row }
}

/// "Unilateral primary osteoarthritis of knee" of both knees is the bilateral one beside it.
pub(super) fn of_both(case: &Case<'_>, row: u32, side: Option<Side>) -> u32 {
    let title = case.title(row);
    if side != Some(Side::Both) || !title.lower.contains("unilateral") {
        return row;
    }
    let wanted = title.lower.replacen("unilateral", "bilateral", 1);
    let Some(category) = case.release.find(&case.release.code(row).category()) else { return row };
    case.release.under(category).find(|&r| case.title(r).lower == wanted).unwrap_or(row)
}
