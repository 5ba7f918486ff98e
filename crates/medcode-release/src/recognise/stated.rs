//! Which release does a file itself state?

use super::named;
use crate::sources::cms::ncci::mue;
use crate::sources::cms::pfs;
use crate::sources::grid;
use medcode_model::{CodeSystem, Date, SourceKind};

/// What a file states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stated {
    /// The first day in force.
    Day(Date),
    /// Only the year the release counts to.
    Year(u16),
}

/// The release stated in the head of a file (in the text of its first rows or page).
pub(crate) fn stated(kind: SourceKind, head: &str) -> Option<Stated> {
    match kind {
        SourceKind::CmTabular
        | SourceKind::CmIndex
        | SourceKind::CmNeoplasm
        | SourceKind::CmDrug
        | SourceKind::CmExternalCause
        | SourceKind::PcsTables
        | SourceKind::PcsIndex
        | SourceKind::PcsDefinitions => version(head),
        SourceKind::CmGuidelines => guidelines(head),
        SourceKind::CmPoaExempt => poa(head),
        SourceKind::PfsRvu => pfs::stated(&grid::of_text(head).value).map(Stated::Day),
        SourceKind::MuePractitioner
        | SourceKind::MueOutpatient
        | SourceKind::MueDme
        | SourceKind::AddOnCodes => source_file(head),
        _ => None,
    }
}

/// The name of the publisher's file that a re-export names in its rows: the quarter is in it.
fn source_file(head: &str) -> Option<Stated> {
    let grid = grid::of_text(head).value;
    let name = mue::source_file(&grid)?;
    let system = CodeSystem::Cpt;
    let named = named::read(system, &named::Component::file(name))?;
    named.day(system, named.year(system)?).map(Stated::Day)
}

/// `<version>2026</version>`; a full date is read too.
fn version(head: &str) -> Option<Stated> {
    let rest = &head[head.find("<version>")? + 9..];
    let text = rest[..rest.find('<')?].trim();
    if let Ok(day) = text.parse::<Date>() {
        return Some(Stated::Day(day));
    }
    let year = text.get(..4)?.parse().ok()?;
    (2009..=2099).contains(&year).then_some(Stated::Year(year))
}

/// The first page gives the period in brackets (`(October 1, 2025 - September 30, 2026)`)
/// and in other years only `UPDATED April 1, 2025` or `FY 2025`.
fn guidelines(head: &str) -> Option<Stated> {
    let flat = head.split_whitespace().collect::<Vec<_>>().join(" ");
    let end = flat.char_indices().nth(1200).map_or(flat.len(), |(i, _)| i);
    let page = &flat[..end];
    let period = page.match_indices('(').find_map(|(i, _)| long_date(&page[i + 1..]));
    let updated = || page.split("UPDATED ").nth(1).and_then(long_date);
    if let Some(day) = period.or_else(updated) {
        return Some(Stated::Day(day));
    }
    let digits: String =
        page.split("FY").nth(1)?.trim_start().chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|y| (2009..=2099).contains(y)).map(Stated::Year)
}

/// A date that begins the text, as written in the US: `October 1, 2025`.
fn long_date(text: &str) -> Option<Date> {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let at = MONTHS.iter().position(|m| text.starts_with(m))?;
    let rest = text[MONTHS[at].len()..].trim_start();
    let (day, rest) = rest.split_once(',')?;
    let year: String = rest.trim_start().chars().take(4).collect();
    Date::new(year.parse().ok()?, u8::try_from(at + 1).ok()?, day.trim().parse().ok()?)
}

/// The first column of the POA-exempt list is headed by the order file it counts in:
/// `Order26`, `OrdFY25`.
fn poa(head: &str) -> Option<Stated> {
    let first = head.split_whitespace().next()?;
    let rest = first.strip_prefix("Order").or_else(|| first.strip_prefix("Ord"))?;
    let digits = rest.trim_start_matches("FY");
    let year: u16 = digits.parse().ok()?;
    match digits.len() {
        2 => Some(Stated::Year(2000 + year)),
        4 => Some(Stated::Year(year)),
        _ => None,
    }
}
