//! What does a file hold, and of which release is it?
//!
//! The kind is told by content alone. The release is told by content where the publisher
//! states it, often only a year, and completed from the names of the file, the archive and
//! the folder; what was inferred that way says so.

mod kind;
mod named;
mod procedures;
mod stated;
mod text;
mod unneeded;

use crate::input::{Place, SourceFile};
use crate::sources::cms::mce;
use crate::sources::cms::ncci::ptp;
use medcode_model::{CodeSystem, Date, Position, Problem, ReleaseId, SourceKind};
use named::Named;
use stated::Stated;

pub(crate) use named::{Component, read as read_name};
pub(crate) use unneeded::unneeded_by_name;

/// How the release of a file is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    /// The file states it.
    Stated,
    /// Worked out; the text says from what (``year 2026 from the file, month from folder name
    /// `2026-04` ``).
    Inferred(String),
    /// Nothing tells it: `--release` is needed.
    NeedsFlag,
}

/// What a file was recognised as.
#[derive(Clone, Debug)]
pub struct Recognised {
    /// What it holds; `None` where it is not read.
    pub kind: Option<SourceKind>,
    /// Its release, where known.
    pub release: Option<ReleaseId>,
    /// How the release is known.
    pub how: How,
    /// Why the file is left alone, where it is.
    pub left_alone: Option<String>,
    /// Whether the name says that the file was rebuilt and is not the publisher's own.
    pub rebuilt: bool,
    /// Which part of the whole it is, where the publisher cuts the whole in parts; else 0.
    pub part: u8,
    /// Contradictions between what the file states and what it is called.
    pub problems: Vec<Problem>,
}

impl Recognised {
    fn left_alone(why: impl Into<String>) -> Self {
        Self {
            kind: None,
            release: None,
            how: How::NeedsFlag,
            left_alone: Some(why.into()),
            rebuilt: false,
            part: 0,
            problems: Vec::new(),
        }
    }
}

/// Recognises a file from its content and its names.
#[must_use]
pub fn recognise(file: &SourceFile) -> Recognised {
    let place = &file.place;
    if let Some(why) = unneeded_by_name(&place.name) {
        return Recognised::left_alone(why);
    }
    let found = kind::kind_of(place, &file.bytes);
    let (kind, head) = match found {
        kind::Found::Kind(kind, head) => (kind, head),
        kind::Found::LeftAlone(why) => return Recognised::left_alone(why),
    };
    let mut names = vec![named::Component::file(&place.name)];
    let archive = |n: &str| [".zip", ".xz"].iter().any(|e| n.to_ascii_lowercase().ends_with(e));
    for outer in place.origin.iter().rev() {
        names.push(if archive(outer) {
            named::Component::archive(outer)
        } else {
            named::Component::folder(outer)
        });
    }
    let (release, how, problems) = match versioned(kind, &head, place) {
        Some((from, told)) => {
            (Some(ReleaseId { system: kind.system(), from }), How::Inferred(told), Vec::new())
        }
        None => settle(kind.system(), stated::stated(kind, &head), &names),
    };
    let rebuilt = place.name.to_ascii_lowercase().contains("rebuilt");
    let in_parts = matches!(kind, SourceKind::PtpPractitioner | SourceKind::PtpHospital);
    let part = if in_parts { ptp::part(&place.name) } else { 0 };
    Recognised { kind: Some(kind), release, how, left_alone: None, rebuilt, part, problems }
}

/// The first day of a file whose publisher counts versions, or dates what is in it.
fn versioned(kind: SourceKind, head: &str, place: &Place) -> Option<(Date, String)> {
    if kind.id().starts_with("coverage-") {
        // Its articles carry dates of their own: the day on which ICD-10 began stands for all.
        return Some((Date::new(2015, 10, 1)?, "its articles carry dates of their own".to_owned()));
    }
    if kind != SourceKind::MceLists {
        return None;
    }
    let names: Vec<&str> =
        std::iter::once(&place.name).chain(place.origin.iter().rev()).map(String::as_str).collect();
    mce::version(head, &names)
}

/// The release from what the file states and what it and its surroundings are called.
fn settle(
    system: CodeSystem,
    stated: Option<Stated>,
    names: &[named::Component<'_>],
) -> (Option<ReleaseId>, How, Vec<Problem>) {
    let release = |from: Date| Some(ReleaseId { system, from });
    let year = match stated {
        Some(Stated::Day(from)) => {
            let problems = contradiction(system, release_year(system, from), names);
            return (release(from), How::Stated, problems);
        }
        Some(Stated::Year(year)) => Some(year),
        None => None,
    };
    let dated: Vec<(&named::Component<'_>, Named)> =
        names.iter().filter_map(|c| Some((c, named::read(system, c)?))).collect();
    let (year, year_from) = match year {
        Some(year) => (year, "the file".to_owned()),
        None => match dated.iter().find_map(|(c, n)| Some((c, n.year(system)?))) {
            Some((c, year)) => (year, c.to_string()),
            None => return (None, How::NeedsFlag, Vec::new()),
        },
    };
    let problems = match stated {
        Some(_) => contradiction(system, year, names),
        None => Vec::new(),
    };
    for (component, named) in &dated {
        if let Some(from) = named.day(system, year) {
            let month_from = component.to_string();
            let how = if month_from == year_from {
                format!("from {year_from}")
            } else {
                format!("year {year} from {year_from}, month from {month_from}")
            };
            return (release(from), How::Inferred(how), problems);
        }
    }
    let Some(from) = first_day(system, year) else { return (None, How::NeedsFlag, problems) };
    let how = format!("year {year} from {year_from}; no month is named, so the first release of it");
    (release(from), How::Inferred(how), problems)
}

/// The year a release counts to: the fiscal year in ICD-10, the calendar year in HCPCS.
fn release_year(system: CodeSystem, day: Date) -> u16 {
    match system {
        CodeSystem::Icd10Cm | CodeSystem::Icd10Pcs => day.fiscal_year(),
        CodeSystem::Hcpcs | CodeSystem::Cpt => day.year(),
    }
}

/// The first release of a year.
fn first_day(system: CodeSystem, year: u16) -> Option<Date> {
    ReleaseId::parse(system, &year.to_string()).map(|r| r.from)
}

/// A warning where the nearest name that tells a year tells another than the file itself.
fn contradiction(system: CodeSystem, year: u16, names: &[named::Component<'_>]) -> Vec<Problem> {
    let other = names
        .iter()
        .find_map(|c| Some((c, named::read(system, c)?.year(system)?)))
        .filter(|(_, named)| *named != year);
    let Some((component, named)) = other else { return Vec::new() };
    let message = format!(
        "the file says {year}, its {component} says {named}: the file was believed; \
         give --release where that is wrong"
    );
    vec![Problem::warning(Position::default(), message)]
}

#[cfg(test)]
mod tests;
