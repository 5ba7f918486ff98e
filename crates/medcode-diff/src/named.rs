//! Which installed release does a user mean by `FY2026`, `2026-04` or `hcpcs:2026-01`?

use crate::edits::Moment;
use medcode_kb::query::{Library, NoRelease};
use medcode_model::{CodeSystem, Date, ReleaseId};

/// Why a name leads to no release.
#[derive(Debug, thiserror::Error)]
pub enum NameError {
    /// It is no name of a release.
    #[error(
        "`{0}` is no release: a fiscal year (FY2026), a month (2026-04) or a day (2026-04-01), with the system before it where you like (hcpcs:2026-01)"
    )]
    NotAName(String),
    /// The two names are of different systems.
    #[error("`{0}` and `{1}` are of different systems")]
    Mixed(String, String),
    /// The name and the option disagree.
    #[error("`{0}` is of {1}, and --system says {2}")]
    Against(String, &'static str, &'static str),
    /// Nothing is installed that answers to it.
    #[error("{} {text} is not installed; installed: {installed}. Install it with `medcode install --from FILE`", system.name())]
    NotInstalled {
        /// The system.
        system: CodeSystem,
        /// The name.
        text: String,
        /// The releases there are.
        installed: String,
    },
    /// Both names lead to the same release.
    #[error("`{0}` and `{1}` are the same release")]
    Same(String, String),
    /// No system has both.
    #[error("nothing to compare:\n{0}")]
    Nothing(String),
    /// A file cannot be used.
    #[error(transparent)]
    Unusable(#[from] NoRelease),
    /// Likewise.
    #[error(transparent)]
    Base(#[from] medcode_kb::Error),
}

/// What people write before a release, and the system it means; the longer ones first.
const PREFIXES: [(&str, CodeSystem); 12] = [
    ("hcpcs level ii", CodeSystem::Hcpcs),
    ("icd-10-pcs", CodeSystem::Icd10Pcs),
    ("icd-10-cm", CodeSystem::Icd10Cm),
    ("icd10pcs", CodeSystem::Icd10Pcs),
    ("icd10cm", CodeSystem::Icd10Cm),
    ("hcpcs", CodeSystem::Hcpcs),
    ("ncci", CodeSystem::Cpt),
    ("mue", CodeSystem::Cpt),
    ("ptp", CodeSystem::Cpt),
    ("cpt", CodeSystem::Cpt),
    ("pcs", CodeSystem::Icd10Pcs),
    ("cm", CodeSystem::Icd10Cm),
];

/// A name as typed, taken apart.
pub(crate) struct Named<'a> {
    pub(crate) system: Option<CodeSystem>,
    text: &'a str,
}

/// Takes the system off a name, where it has one.
///
/// # Errors
/// When what is left names no release.
pub(crate) fn read(typed: &str) -> Result<Named<'_>, NameError> {
    let text = typed.trim();
    let starts = |p: &str| text.get(..p.len()).is_some_and(|t| t.eq_ignore_ascii_case(p));
    let found = PREFIXES.iter().find(|(p, _)| starts(p));
    let rest =
        found.map_or(text, |(p, _)| text[p.len()..].trim_start_matches([':', '-', '@', ' ', '_']));
    let named = Named { system: found.map(|f| f.1), text: rest };
    match named.id(named.system.unwrap_or(CodeSystem::Icd10Cm)) {
        Some(_) => Ok(named),
        None => Err(NameError::NotAName(typed.chars().take(40).collect())),
    }
}

impl Named<'_> {
    fn id(&self, system: CodeSystem) -> Option<ReleaseId> {
        ReleaseId::parse(system, self.text)
    }

    /// The year, where only one is named.
    fn year(&self) -> Option<u16> {
        let digits = self.text.trim_start_matches(['F', 'Y', 'f', 'y', ' ', '-']);
        let year: u16 = digits.parse().ok()?;
        Some(if year < 100 { year + 2000 } else { year })
    }

    /// When the tables of CPT are asked for.
    pub(crate) fn moment(&self) -> Option<Moment> {
        match self.year() {
            Some(year) => Some(Moment::Year(year)),
            None => Some(Moment::Day(self.id(CodeSystem::Cpt)?.from)),
        }
    }

    /// The installed release it leads to: the one that begins on its day; of a year the first
    /// there is; of a day within a release the one in force.
    ///
    /// # Errors
    /// When there is none.
    pub(crate) fn release(&self, library: &Library, system: CodeSystem) -> Result<ReleaseId, NameError> {
        let of_system = || library.releases().map(|(id, ..)| id).filter(move |id| id.system == system);
        let missing = || {
            let all: Vec<String> = of_system().map(|id| id.from.to_string()).collect();
            let installed = if all.is_empty() { "none".to_owned() } else { all.join(", ") };
            NameError::NotInstalled { system, text: self.text.to_owned(), installed }
        };
        let wanted = self.id(system).ok_or_else(|| NameError::NotAName(self.text.to_owned()))?;
        if of_system().any(|id| id == wanted) {
            return Ok(wanted);
        }
        if let Some(year) = self.year() {
            let year_of = |day: Date| match system {
                CodeSystem::Icd10Cm | CodeSystem::Icd10Pcs => day.fiscal_year(),
                _ => day.year(),
            };
            return of_system().find(|id| year_of(id.from) == year).ok_or_else(missing);
        }
        match library.as_of(system, wanted.from, false) {
            Ok(found) if !found.stale => Ok(found.release.id()),
            Ok(_) | Err(NoRelease::NotInstalled(_) | NoRelease::OutOfRange { .. }) => Err(missing()),
            Err(e) => Err(e.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_with_and_without_a_system() {
        for (typed, system, day) in [
            ("2026", None, "2025-10-01"),
            ("FY26", None, "2025-10-01"),
            ("2026-04", None, "2026-04-01"),
            ("ICD-10-CM 2026-04-01", Some(CodeSystem::Icd10Cm), "2026-04-01"),
            ("icd10pcs:FY2026", Some(CodeSystem::Icd10Pcs), "2025-10-01"),
            ("HCPCS-2026-01", Some(CodeSystem::Hcpcs), "2026-01-01"),
            ("HCPCS Level II 2026-01-01", Some(CodeSystem::Hcpcs), "2026-01-01"),
            ("ncci:2026-04", Some(CodeSystem::Cpt), "2026-04-01"),
        ] {
            let named = read(typed).unwrap_or_else(|e| panic!("{typed}: {e}"));
            assert_eq!(named.system, system, "{typed}");
            let id = named.id(system.unwrap_or(CodeSystem::Icd10Cm)).unwrap();
            assert_eq!(id.from.to_string(), day, "{typed}");
        }
    }

    #[test]
    fn what_names_no_release_is_refused() {
        for typed in ["", "latest", "icd10cm:", "2026-13", "20260401x", "é"] {
            assert!(matches!(read(typed), Err(NameError::NotAName(_))), "{typed}");
        }
    }
}
