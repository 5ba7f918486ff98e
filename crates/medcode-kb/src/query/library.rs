//! All installed releases, and which of them is in force on a date.

use super::{Manifest, ManifestEntry, Release, TableInForce};
use crate::Error;
use medcode_model::{CodeSystem, Date, InForce, ReleaseId};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// One shelf: a release file, opened when it is first asked.
struct Shelf {
    id: ReleaseId,
    entry: ManifestEntry,
    path: PathBuf,
    open: OnceLock<Release>,
}

/// The installed releases of all systems.
#[derive(Default)]
pub struct Library {
    shelves: Vec<Shelf>,
}

/// The release that answers for a date.
#[derive(Clone, Copy)]
pub struct InForceRelease<'a> {
    /// The release.
    pub release: &'a Release,
    /// First and last day it answers for.
    pub in_force: InForce,
    /// The day lies past the release's own quarter (HCPCS): no later quarter is installed.
    pub stale: bool,
    /// The day lies outside; the nearest release was asked for.
    pub mismatch: bool,
}

/// No installed release answers for a date.
#[derive(Debug, thiserror::Error)]
pub enum NoRelease {
    /// The system is not installed at all.
    #[error("no {} release is installed; run `medcode install`, or `medcode install --from FILE` with the publisher's file", .0.name())]
    NotInstalled(CodeSystem),
    /// The date lies outside of every installed release.
    #[error(
        "no installed {} release is in force on {date}; installed: {installed}. Needed: {}; install it with `medcode install --from FILE`, or use --nearest to answer from the nearest one",
        system.name(),
        ReleaseId::covering(*system, *date)
    )]
    OutOfRange {
        /// The system.
        system: CodeSystem,
        /// The date.
        date: Date,
        /// The periods that are installed.
        installed: String,
    },
    /// The file is there and cannot be used.
    #[error(transparent)]
    Unusable(#[from] Error),
}

impl Library {
    /// Opens the knowledge base of a home folder. Release files are opened when first
    /// asked, so this costs the same however much is installed.
    ///
    /// # Errors
    /// When the manifest cannot be read.
    pub fn open(home: &Path) -> Result<Self, Error> {
        let manifest = Manifest::read(home)?;
        let shelf = |entry: ManifestEntry| {
            let path = home.join(&entry.file);
            Some(Shelf { id: entry.release()?, entry, path, open: OnceLock::new() })
        };
        let mut shelves: Vec<Shelf> = manifest.releases.into_iter().filter_map(shelf).collect();
        shelves.sort_by_key(|s| s.id);
        Ok(Self { shelves })
    }

    /// A library of releases held in memory.
    #[must_use]
    pub fn of_releases(releases: Vec<Release>) -> Self {
        let mut shelves: Vec<Shelf> = releases
            .into_iter()
            .map(|r| {
                let id = r.id();
                let entry = ManifestEntry {
                    system: id.system.id().into(),
                    from: id.from.to_string(),
                    file: "(memory)".into(),
                    digest: String::new(),
                    bytes: r.file().size(),
                };
                let open = OnceLock::new();
                let _ = open.set(r);
                Shelf { id, entry, path: PathBuf::new(), open }
            })
            .collect();
        shelves.sort_by_key(|s| s.id);
        Self { shelves }
    }

    /// Whether nothing is installed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.shelves.is_empty()
    }

    /// Every installed release with the days it answers for.
    pub fn releases(&self) -> impl Iterator<Item = (ReleaseId, InForce, &ManifestEntry)> {
        self.shelves.iter().enumerate().map(|(n, s)| (s.id, self.in_force(n), &s.entry))
    }

    /// Opens one release by its identity.
    ///
    /// # Errors
    /// When it is not installed or its file cannot be used.
    pub fn get(&self, id: ReleaseId) -> Result<&Release, NoRelease> {
        let n = self.shelves.iter().position(|s| s.id == id);
        Ok(self.opened(n.ok_or(NoRelease::NotInstalled(id.system))?)?)
    }

    fn opened(&self, n: usize) -> Result<&Release, Error> {
        let shelf = &self.shelves[n];
        if let Some(release) = shelf.open.get() {
            return Ok(release);
        }
        let release = Release::open(&shelf.path)?;
        Ok(shelf.open.get_or_init(|| release))
    }

    /// The releases of a system, opened, the oldest first.
    pub(super) fn of_system(&self, system: CodeSystem) -> impl Iterator<Item = Result<&Release, Error>> {
        (0..self.shelves.len())
            .filter(move |&n| self.shelves[n].id.system == system)
            .map(|n| self.opened(n))
    }

    /// The days a release answers for: its publisher's period, cut short by the next
    /// release; a HCPCS quarter goes on until the next installed one. A CPT release holds
    /// what was published for its day, and its tables have periods of their own
    /// ([`Library::tables`]), so the next one does not cut it short.
    fn in_force(&self, n: usize) -> InForce {
        let id = self.shelves[n].id;
        if id.system == CodeSystem::Cpt {
            return InForce { from: id.from, to: id.own_end() };
        }
        let next = self.shelves.get(n + 1).filter(|s| s.id.system == id.system);
        let cut = next.map_or(Date::MAX, |s| s.id.from.pred());
        let own = if id.system == CodeSystem::Hcpcs { Date::MAX } else { id.own_end() };
        InForce { from: id.from, to: own.min(cut) }
    }

    /// The as-of date when none is given: the last day in force of the newest installed
    /// ICD-10-CM release, never after today.
    #[must_use]
    pub fn default_date(&self, today: Date) -> Date {
        let newest = |system| {
            (0..self.shelves.len())
                .rev()
                .find(|&n| self.shelves[n].id.system == system && self.shelves[n].id.from <= today)
        };
        newest(CodeSystem::Icd10Cm).map_or(today, |n| self.in_force(n).to.min(today))
    }

    /// The release of a system in force on a date; with `nearest`, the nearest one where
    /// none is.
    ///
    /// # Errors
    /// When the system is not installed, no release covers the date, or the file cannot
    /// be used.
    pub fn as_of(
        &self,
        system: CodeSystem,
        date: Date,
        nearest: bool,
    ) -> Result<InForceRelease<'_>, NoRelease> {
        let mine: Vec<usize> =
            (0..self.shelves.len()).filter(|&n| self.shelves[n].id.system == system).collect();
        if mine.is_empty() {
            return Err(NoRelease::NotInstalled(system));
        }
        if system == CodeSystem::Cpt {
            let tables = self.procedures(date, nearest)?;
            if let Some(table) = tables.tables().iter().find(|t| t.table.is_of_procedures()) {
                let TableInForce { release, in_force, mismatch, .. } = *table;
                return Ok(InForceRelease { release, in_force, stale: false, mismatch });
            }
        } else if let Some(&n) = mine.iter().find(|&&n| self.in_force(n).covers(date)) {
            let stale = system == CodeSystem::Hcpcs && date > self.shelves[n].id.own_end();
            return self.answer(n, stale, false);
        }
        if nearest {
            let away = |n: usize| {
                let days = self.in_force(n);
                date.days().abs_diff(days.from.days()).min(date.days().abs_diff(days.to.days()))
            };
            if let Some(n) = mine.iter().copied().min_by_key(|&n| away(n)) {
                return self.answer(n, false, true);
            }
        }
        let period = |&n: &usize| {
            let days = self.in_force(n);
            if days.to == Date::MAX {
                format!("{} on", days.from)
            } else {
                format!("{} to {}", days.from, days.to)
            }
        };
        let installed = mine.iter().map(period).collect::<Vec<_>>().join(", ");
        Err(NoRelease::OutOfRange { system, date, installed })
    }

    fn answer(&self, n: usize, stale: bool, mismatch: bool) -> Result<InForceRelease<'_>, NoRelease> {
        Ok(InForceRelease { release: self.opened(n)?, in_force: self.in_force(n), stale, mismatch })
    }
}
