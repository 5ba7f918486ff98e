//! What will be fetched, from where, and how much is it?

use medcode_model::{CodeSystem, Date, ReleaseId, SourceKind};

use super::package::PACKAGE;
use super::probe::Reach;
use crate::catalogue::{self, Entry};

/// One piece of a release, and the addresses that have it, the best first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The release.
    pub release: ReleaseId,
    /// What the file holds.
    pub holds: Vec<SourceKind>,
    /// Where it can be had.
    pub sources: Vec<Entry>,
}

impl Wanted {
    /// Size of the file at the best address, where known.
    #[must_use]
    pub fn bytes(&self) -> Option<u64> {
        self.sources.first().and_then(|e| e.bytes)
    }
}

/// What [`super::execute`] will do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// What the publishers give.
    pub files: Vec<Wanted>,
    /// What nobody who can be reached gives.
    pub unreachable: Vec<Wanted>,
    /// Whether a tabular is wanted, so that the package is taken where no publisher gives it.
    pub wants_tabular: bool,
}

impl Plan {
    /// Whether the ICD-10-CM tabular will come from the package from the start.
    #[must_use]
    pub fn is_fallback(&self) -> bool {
        self.wants_tabular && !self.files.iter().any(|w| w.holds.contains(&SourceKind::CmTabular))
    }

    /// Bytes to fetch from the publishers as far as known, and the number of files whose
    /// size is not known.
    #[must_use]
    pub fn size(&self) -> (u64, usize) {
        let known = self.files.iter().filter_map(Wanted::bytes).sum();
        (known, self.files.iter().filter(|w| w.bytes().is_none()).count())
    }
}

/// Plans the default set of a day, or what it has of these systems: the newest release in
/// force of each, each file from the first publisher that answers. The package stands in
/// for the ICD-10-CM tabular, whatever its release.
#[must_use]
pub fn plan(today: Date, systems: &[CodeSystem], reach: &Reach) -> Plan {
    let mut releases = catalogue::default_releases(today);
    releases.retain(|r| systems.is_empty() || systems.contains(&r.system));
    let wants_tabular = releases.iter().any(|r| r.system == CodeSystem::Icd10Cm);
    Plan { wants_tabular, ..of_releases(&releases, reach) }
}

impl Plan {
    /// Plans given releases; the package stands in only for the release it carries.
    #[must_use]
    pub fn releases(releases: &[ReleaseId], reach: &Reach) -> Self {
        let wants_tabular = releases.contains(&PACKAGE.release());
        Self { wants_tabular, ..of_releases(releases, reach) }
    }
}

fn of_releases(releases: &[ReleaseId], reach: &Reach) -> Plan {
    let mut plan = Plan::default();
    for release in releases {
        for wanted in pieces(*release) {
            let mut reached = wanted.clone();
            reached.sources.retain(|e| reach.reaches(e.host()));
            if reached.sources.is_empty() {
                plan.unreachable.push(wanted);
            } else {
                plan.files.push(reached);
            }
        }
    }
    plan
}

/// The pieces of a release; entries that hold the same are one piece.
fn pieces(release: ReleaseId) -> Vec<Wanted> {
    let mut pieces: Vec<Wanted> = Vec::new();
    for entry in catalogue::of_release(release) {
        match pieces.iter_mut().find(|w| w.holds == entry.holds) {
            Some(wanted) => wanted.sources.push(entry.clone()),
            None => {
                pieces.push(Wanted {
                    release,
                    holds: entry.holds.clone(),
                    sources: vec![entry.clone()],
                });
            }
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> Date {
        "2026-11-24".parse().unwrap()
    }

    #[test]
    fn with_all_publishers_nothing_is_missing_and_the_sizes_are_said() {
        let plan = plan(today(), &[], &Reach::of(&["ftp.cdc.gov", "www.cms.gov"]));
        assert!(!plan.is_fallback() && plan.unreachable.is_empty());
        assert_eq!(plan.files.len(), 8);
        let (known, unknown) = plan.size();
        assert!(known > 20_000_000 && unknown == 3, "{known} {unknown}");
    }

    #[test]
    fn one_publisher_stands_in_for_the_other() {
        let plan = plan(today(), &[], &Reach::of(&["www.cms.gov"]));
        assert!(!plan.is_fallback() && plan.unreachable.is_empty());
        assert!(plan.files.iter().all(|w| w.sources.iter().all(|e| e.host() == "www.cms.gov")));
    }

    #[test]
    fn without_a_publisher_the_package_is_taken() {
        let plan = plan(today(), &[], &Reach::default());
        assert!(plan.is_fallback() && plan.files.is_empty());
        assert_eq!(plan.unreachable.len(), 8);
    }

    #[test]
    fn only_what_is_asked_for_is_planned() {
        let all = Reach::of(&["ftp.cdc.gov", "www.cms.gov"]);
        let pcs = plan(today(), &[CodeSystem::Icd10Pcs], &all);
        assert!(!pcs.wants_tabular && !pcs.files.is_empty());
        assert!(pcs.files.iter().all(|w| w.release.system == CodeSystem::Icd10Pcs));
        let of = |text| ReleaseId::parse(CodeSystem::Icd10Cm, text).unwrap();
        assert!(Plan::releases(&[of("2026-04")], &Reach::default()).is_fallback());
        // The package is of another release than this one.
        assert!(!Plan::releases(&[of("FY2026")], &Reach::default()).is_fallback());
    }
}
