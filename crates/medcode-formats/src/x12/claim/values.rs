//! Values of elements: dates, quantities, codes.

use crate::x12::Segment;
use medcode_model::{At, Code, CodeSaid, CodeSystem, Date, Declared, Npi, Sex};

/// A date of a DTP, DMG or BHT element: `D8`, the first day of `RD8`, `DT`.
pub(in crate::x12) fn date(text: &str) -> Option<Date> {
    let text = text.get(..8)?;
    Date::from_compact(text)
}

/// Both days of a DTP: one day is both.
pub(super) fn period(segment: &Segment<'_>) -> (Option<Date>, Option<Date>) {
    let text = segment.element(3);
    match text.split_once('-') {
        Some((from, to)) => (date(from), date(to)),
        None => (date(text), date(text)),
    }
}

/// A quantity in thousandths.
pub(in crate::x12) fn thousandths(text: &str) -> Option<i64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(part) || whole.len() + part.len() == 0 || whole.len() > 12 {
        return None;
    }
    let digits = part.bytes().chain(std::iter::repeat(b'0')).take(3);
    let thousandths = digits.fold(0, |n, digit| n * 10 + i64::from(digit - b'0'));
    Some(whole.parse::<i64>().unwrap_or(0) * 1000 + thousandths)
}

pub(super) fn sex(text: &str) -> Option<Sex> {
    match text {
        "F" => Some(Sex::Female),
        "M" => Some(Sex::Male),
        _ => None,
    }
}

pub(super) fn said(system: Declared, text: &str, at: At) -> CodeSaid {
    let code = match &system {
        Declared::Known(known) => Code::new(*known, text).ok(),
        _ => None,
    };
    CodeSaid { system, text: text.into(), code, at }
}

/// A code of a service line: CPT or HCPCS Level II by its shape; a dental code starts with D.
pub(super) fn service(qualifier: &str, text: &str, at: At) -> Option<CodeSaid> {
    if text.is_empty() {
        return None;
    }
    let declared = match qualifier {
        "HC" | "AD" => {
            let level_two = text.starts_with(|c: char| c.is_ascii_alphabetic());
            Declared::Known(if level_two { CodeSystem::Hcpcs } else { CodeSystem::Cpt })
        }
        other => Declared::Other(other.into()),
    };
    Some(said(declared, text, at))
}

/// The NPI of an NM1, where it has one.
pub(super) fn npi(segment: &Segment<'_>) -> Option<Npi> {
    let has = segment.element(8) == "XX" && !segment.element(9).is_empty();
    has.then(|| Npi { text: segment.element(9).into(), at: segment.at(9) })
}
