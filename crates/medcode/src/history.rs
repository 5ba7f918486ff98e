//! `history`: what every installed release says of a code, the newest first.

use crate::Engine;
use medcode_kb::query::{NoRelease, Release, Replacement};
use medcode_kb::tables::codes::ORDER_TITLE;
use medcode_model::{Code, CodeSystem, Date, InForce, ReleaseId};

/// What one release says of a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The release.
    pub release: ReleaseId,
    /// The days it answers for.
    pub in_force: InForce,
    /// It has the code.
    pub valid: bool,
    /// Complete, may be reported.
    pub billable: bool,
    /// Its title; empty where it has none.
    pub title: String,
    /// The title differs from that of the release before, in a file of the same kind: the Tabular
    /// and the order file word titles differently.
    pub reworded: bool,
    /// The code's own first and last day (HCPCS).
    pub dates: (Option<Date>, Option<Date>),
}

/// A code over all installed releases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    /// The code.
    pub code: Code,
    /// What each release says, the newest first.
    pub releases: Vec<Standing>,
    /// The codes it took the place of: first and last of each range, and the day.
    pub previous: Vec<(Code, Code, Date)>,
    /// The codes that took its place.
    pub replaced_by: Vec<Replacement>,
}

impl Engine {
    /// What every installed release of its system says of a code.
    ///
    /// # Errors
    /// When nothing of the system is installed, or a release file cannot be used.
    pub fn history(&self, code: &Code) -> Result<History, NoRelease> {
        let system = code.system();
        let mut found =
            History { code: *code, releases: Vec::new(), previous: Vec::new(), replaced_by: Vec::new() };
        let mut before: Option<(bool, String)> = None;
        for (id, in_force, _) in self.library().releases().filter(|(id, ..)| id.system == system) {
            let release = self.library().get(id)?;
            let mut said = standing(release, in_force, code);
            if let Some(row) = release.find(code) {
                let from = release.has(row, ORDER_TITLE);
                said.reworded = before.is_some_and(|(b, title)| b == from && title != said.title);
                before = Some((from, said.title.clone()));
            }
            found.releases.push(said);
            found.previous.extend(release.previous_codes(code));
            found.replaced_by.extend(release.replacements(code));
        }
        if found.releases.is_empty() {
            return Err(NoRelease::NotInstalled(system));
        }
        found.releases.reverse();
        found.previous.sort();
        found.previous.dedup();
        found.replaced_by.sort();
        found.replaced_by.dedup();
        Ok(found)
    }

    /// The codes that a text is in some installed release.
    #[must_use]
    pub fn codes_of(&self, text: &str) -> Vec<Code> {
        let codes = CodeSystem::ALL.into_iter().filter_map(|system| Code::new(system, text).ok());
        codes.filter(|code| self.is_known(code)).collect()
    }
}

fn standing(release: &Release, in_force: InForce, code: &Code) -> Standing {
    let row = release.find(code);
    let dates = row.map(|r| release.dates(r));
    Standing {
        release: release.id(),
        in_force,
        valid: row.is_some(),
        billable: row.is_some_and(|r| release.is_billable(r)),
        title: row.map_or_else(String::new, |r| release.title(r)),
        reworded: false,
        dates: (dates.and_then(|d| d.added), dates.and_then(|d| d.terminated)),
    }
}
