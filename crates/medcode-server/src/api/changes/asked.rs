//! Which releases are compared, and which changes are looked at?

use crate::compared::{Pair, days};
use crate::fault::Fault;
use medcode::Engine;
use medcode::diff::{Tab, Wanted, usual};
use medcode::model::{CodeSystem, Date, ReleaseId};
use serde::Deserialize;
use utoipa::IntoParams;

/// The systems, in the order they are offered.
pub(crate) const SYSTEMS: [CodeSystem; 4] =
    [CodeSystem::Icd10Cm, CodeSystem::Icd10Pcs, CodeSystem::Hcpcs, CodeSystem::Cpt];

/// What is asked.
#[derive(Clone, Default, Deserialize, IntoParams)]
#[serde(default)]
pub(crate) struct Asked {
    /// ICD10CM, ICD10PCS, HCPCS or CPT; the first with two releases where none is given.
    pub(crate) system: String,
    /// The older release (2025-10-01, 2025-10, FY2026); the one before that can differ where none is given.
    pub(crate) before: String,
    /// The newer release; the newest where none is given.
    pub(crate) after: String,
    /// codes, titles, notes, index, seventh, conversion, poa, fields or edits.
    pub(crate) tab: String,
    /// Kind of change: new, reinstated, deleted, to-header, to-billable, revised.
    pub(crate) change: String,
    /// Number or letter of the chapter.
    pub(crate) chapter: String,
    /// Name of the specialty.
    pub(crate) specialty: String,
    /// Beginning of the code.
    pub(crate) code: String,
    /// The first change of the page, from 0.
    pub(crate) from: usize,
    /// How many, 100 where nothing is said, 200 at most.
    pub(crate) limit: Option<usize>,
    /// On the page: look at practice charts and questions too.
    #[param(ignore)]
    pub(crate) practice: String,
    /// On the page: look at medcode's own wordings too.
    #[param(ignore)]
    pub(crate) lexicon: String,
    /// On the page: a superbill, or another list of codes.
    #[param(ignore)]
    pub(crate) list: String,
}

/// Two releases, and whose codes are looked at.
#[derive(Clone, Default, Deserialize, IntoParams)]
#[serde(default)]
pub(crate) struct AskedImpact {
    /// ICD10CM, ICD10PCS, HCPCS or CPT.
    pub(super) system: String,
    /// The older release.
    pub(super) before: String,
    /// The newer release.
    pub(super) after: String,
    /// Look at practice charts and questions too.
    pub(super) practice: bool,
    /// Look at medcode's own wordings and the numbers of its crosswalk too.
    pub(super) lexicon: bool,
    /// A superbill, or another list of codes: one a line, or CSV with a column headed `code`.
    pub(super) list: String,
}

/// What is looked at besides charts, favourites and own rules.
#[derive(Clone, Copy, Default)]
pub(crate) struct More<'a> {
    pub(crate) practice: bool,
    pub(crate) lexicon: bool,
    pub(crate) list: &'a str,
}

impl AskedImpact {
    pub(super) fn more(&self) -> More<'_> {
        More { practice: self.practice, lexicon: self.lexicon, list: &self.list }
    }
}

impl Asked {
    pub(crate) fn more(&self) -> More<'_> {
        More { practice: !self.practice.is_empty(), lexicon: !self.lexicon.is_empty(), list: &self.list }
    }

    /// Which changes are wanted.
    pub(crate) fn wanted(&self) -> Result<Wanted, Fault> {
        let known = || Tab::ALL.map(Tab::id).join(", ");
        let tab = match self.tab.as_str() {
            "" => None,
            word => {
                Some(Tab::parse(word).ok_or_else(|| Fault::field("tab", format!("use {}", known())))?)
            }
        };
        Ok(Wanted {
            tab,
            change: self.change.clone(),
            chapter: self.chapter.clone(),
            specialty: self.specialty.clone(),
            begins: self.code.clone(),
        })
    }
}

/// The two releases that are meant; none where no system has two.
pub(crate) fn pair(
    engine: &Engine,
    system: &str,
    before: &str,
    after: &str,
) -> Result<Option<Pair>, Fault> {
    let system = match system {
        "" => match SYSTEMS.into_iter().find(|s| days(engine, *s).len() > 1) {
            Some(first) => first,
            None => return Ok(None),
        },
        text => CodeSystem::parse(text)
            .ok_or_else(|| Fault::field("system", "use ICD10CM, ICD10PCS, HCPCS or CPT"))?,
    };
    let days = days(engine, system);
    let [.., last_but_one, newest] = days[..] else { return Ok(None) };
    let named = (day("before", before, system, &days)?, day("after", after, system, &days)?);
    let (before, after) = match named {
        (Some(before), after) => (before, after.unwrap_or(newest)),
        (None, after) => {
            let pair = usual(engine.library(), system, &days, after);
            pair.unwrap_or((last_but_one, after.unwrap_or(newest)))
        }
    };
    if before == after {
        return Err(Fault::field("before", "choose two different releases"));
    }
    Ok(Some(Pair { system, before, after }))
}

/// The installed release that a text names.
fn day(
    field: &'static str,
    text: &str,
    system: CodeSystem,
    days: &[Date],
) -> Result<Option<Date>, Fault> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let installed = || days.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let found = ReleaseId::parse(system, text).map(|id| id.from).filter(|from| days.contains(from));
    found.map(Some).ok_or_else(|| {
        Fault::field(field, format!("no such release is installed; installed: {}", installed()))
    })
}
