//! `history`: what every installed release says of a code, the newest first.

use crate::Engine;
use medcode_kb::query::{NoRelease, Release, Replacement, Table};
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
    /// Its tables that list the code: procedures have no list of their own but a licensee's.
    pub listed: Vec<Table>,
    /// It can tell: one of its tables lists the code, or would if there were such a code.
    pub told: bool,
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
            if system == CodeSystem::Cpt {
                self.of_tables(&mut said, code)?;
            }
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

    /// What the tables of a release of procedures say: fee schedule, edits, a licensee's list.
    fn of_tables(&self, said: &mut Standing, code: &Code) -> Result<(), NoRelease> {
        let mut complete = false;
        for table in Table::ALL.into_iter().filter(|t| t.is_of_procedures()) {
            for found in self.library().tables(table)? {
                if found.release.id() == said.release {
                    complete |= found.is_complete_for(code);
                    said.listed.extend(found.lists(code).then_some(table));
                }
            }
        }
        said.valid = !said.listed.is_empty();
        said.billable = said.valid;
        said.told = said.valid || complete;
        Ok(())
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
        listed: Vec::new(),
        told: true,
        title: row.map_or_else(String::new, |r| release.title(r)),
        reworded: false,
        dates: (dates.and_then(|d| d.added), dates.and_then(|d| d.terminated)),
    }
}
