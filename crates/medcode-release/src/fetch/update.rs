//! What do the publishers have that is newer than what is installed? Asked only when somebody asks.
//!
//! Each file that the catalogue knows of a newer release is asked for one byte; the publishers' pages
//! are read for files that the catalogue does not know yet. Nothing is downloaded or kept.

use std::collections::BTreeSet;
use std::io::Read;
use std::time::Duration;

use medcode_model::{CodeSystem, Date, ReleaseId};

use super::links::{self, Link};
use super::probe::{PROBE_TIME, Reach, answers_for, ask};
use super::settings::Settings;
use crate::catalogue::{Entry, host_of};

/// The systems that publishers offer to everybody.
const SYSTEMS: [CodeSystem; 3] = [CodeSystem::Icd10Cm, CodeSystem::Icd10Pcs, CodeSystem::Hcpcs];
/// Newer releases of a system that are asked for, the newest ones.
const MOST: usize = 4;
/// How long one file may take to answer, or one page to come.
const PATIENCE: Duration = Duration::from_secs(10);
/// A page of a publisher has less.
const PAGE: u64 = 2 << 20;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Update {
    /// System by system.
    pub systems: Vec<SystemUpdate>,
    /// Hosts that answered.
    pub answered: Vec<String>,
    /// Hosts that did not.
    pub silent: Vec<String>,
}

/// What there is of one system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SystemUpdate {
    /// The system.
    pub system: CodeSystem,
    /// The newest release that is installed.
    pub installed: Option<ReleaseId>,
    /// Newer ones of the catalogue, the oldest first.
    pub newer: Vec<Newer>,
    /// Newer ones that a page offers and the catalogue does not know.
    pub offered: Vec<Offered>,
}

/// A release of the catalogue that is newer than what is installed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Newer {
    /// The release.
    pub release: ReleaseId,
    /// It is in force today.
    pub in_force: bool,
    /// Its files, one for each piece.
    pub files: usize,
    /// How many of them a publisher gives out.
    pub answering: usize,
    /// Where a person finds them.
    pub page: String,
}

/// A file that a publisher's page offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// The release that its name speaks of.
    pub release: ReleaseId,
    /// Its address.
    pub url: String,
    /// The page that offers it.
    pub page: String,
}

impl Update {
    /// Whether no publisher answered: nothing is known but what the catalogue says.
    #[must_use]
    pub fn is_offline(&self) -> bool {
        self.answered.is_empty()
    }

    /// Whether there is anything newer.
    #[must_use]
    pub fn has_newer(&self) -> bool {
        self.systems.iter().any(|s| !s.newer.is_empty() || !s.offered.is_empty())
    }
}

/// Asks the publishers of the catalogue.
#[must_use]
pub fn update(installed: &[ReleaseId], today: Date, settings: &Settings) -> Update {
    of(crate::catalogue::entries(), installed, today, settings)
}

/// The same for a catalogue that is given.
pub(super) fn of(
    catalogue: &[Entry],
    installed: &[ReleaseId],
    today: Date,
    settings: &Settings,
) -> Update {
    let reach = ask(catalogue.iter(), settings, PROBE_TIME);
    let hosts: BTreeSet<&str> = catalogue.iter().filter(|e| e.seen).map(Entry::host).collect();
    let (answered, silent): (Vec<&str>, Vec<&str>) = hosts.into_iter().partition(|h| reach.reaches(h));
    let pages = pages(catalogue, &reach, settings);
    let one = |system| {
        let newest = installed.iter().filter(|id| id.system == system).max().copied();
        system_update(catalogue, system, newest, today, (&reach, &pages, settings))
    };
    Update {
        systems: SYSTEMS.into_iter().map(one).collect(),
        answered: answered.into_iter().map(str::to_owned).collect(),
        silent: silent.into_iter().map(str::to_owned).collect(),
    }
}

/// A page and the links on it.
type Page = (String, Vec<Link>);

fn system_update(
    catalogue: &[Entry],
    system: CodeSystem,
    installed: Option<ReleaseId>,
    today: Date,
    (reach, pages, settings): (&Reach, &[Page], &Settings),
) -> SystemUpdate {
    let own: Vec<&Entry> = catalogue.iter().filter(|e| e.release.system == system).collect();
    let all: BTreeSet<ReleaseId> = own.iter().map(|e| e.release).collect();
    let in_force = all.iter().rfind(|r| r.from <= today).copied();
    // Without any the one in force is what is newer; else all that came after it.
    let is_newer = |r: &&ReleaseId| match installed {
        Some(newest) => **r > newest,
        None => in_force.is_none_or(|f| **r >= f),
    };
    let newer: Vec<ReleaseId> = all.iter().filter(is_newer).rev().take(MOST).copied().collect();
    let ask_for = |release: &ReleaseId| {
        let entries: Vec<&Entry> = own.iter().copied().filter(|e| e.release == *release).collect();
        asked(*release, in_force == Some(*release), &entries, reach, settings)
    };
    let newest = all.iter().max().copied().max(installed);
    let known = own.iter().map(|e| links::shape(&e.file_name())).collect();
    SystemUpdate {
        system,
        installed,
        newer: newer.iter().rev().map(ask_for).collect(),
        offered: offered(system, newest, &known, pages),
    }
}

/// Asks for each piece of a release at the addresses that can be reached, all at once.
fn asked(
    release: ReleaseId,
    in_force: bool,
    entries: &[&Entry],
    reach: &Reach,
    settings: &Settings,
) -> Newer {
    let pieces: BTreeSet<&[medcode_model::SourceKind]> = entries.iter().map(|e| &e.holds[..]).collect();
    let reached: Vec<&Entry> = entries.iter().copied().filter(|e| reach.reaches(e.host())).collect();
    let answering: BTreeSet<&[medcode_model::SourceKind]> = std::thread::scope(|scope| {
        let mut asked = Vec::new();
        for &entry in &reached {
            let answer = scope.spawn(move || answers_for(&entry.url, settings, PATIENCE));
            asked.push((&entry.holds[..], answer));
        }
        let gave = asked.into_iter().map(|(holds, answer)| (holds, answer.join().unwrap_or(false)));
        gave.filter(|(_, gave)| *gave).map(|(holds, _)| holds).collect()
    });
    Newer {
        release,
        in_force,
        files: pieces.len(),
        answering: answering.len(),
        page: entries.first().map_or_else(String::new, |e| e.page.clone()),
    }
}

/// Files on the pages that look like those of the system and speak of a release after this one.
fn offered(
    system: CodeSystem,
    newest: Option<ReleaseId>,
    known: &BTreeSet<String>,
    pages: &[Page],
) -> Vec<Offered> {
    let mut out: Vec<Offered> = Vec::new();
    for (page, links) in pages {
        for link in links {
            let Some(release) = link.release(system, known) else { continue };
            let is_new = newest.is_none_or(|n| release > n);
            if is_new && !out.iter().any(|o| o.url == link.url) {
                out.push(Offered { release, url: link.url.clone(), page: page.clone() });
            }
        }
    }
    out.sort_by(|a, b| (a.release, &a.url).cmp(&(b.release, &b.url)));
    out
}

/// The pages of hosts that answered: those of the newest releases, and the folder above them.
fn pages(catalogue: &[Entry], reach: &Reach, settings: &Settings) -> Vec<Page> {
    let mut addresses: BTreeSet<String> = BTreeSet::new();
    for system in SYSTEMS {
        let own = catalogue.iter().filter(|e| e.release.system == system);
        let Some(newest) = own.clone().map(|e| e.release).max() else { continue };
        let pages = own.filter(|e| e.release == newest && reach.reaches(host_of(&e.page)));
        addresses.extend(pages.map(|e| links::above(&e.page)));
    }
    let read = |address: String| {
        let text = text_of(&address, settings)?;
        let links = links::links(&text, &address);
        Some((address, links))
    };
    addresses.into_iter().filter_map(read).collect()
}

fn text_of(url: &str, settings: &Settings) -> Option<String> {
    if !settings.allows(url) {
        return None;
    }
    let answer = settings.agent(Some(PATIENCE)).get(url).call().ok()?;
    if answer.status().as_u16() != 200 {
        return None;
    }
    let mut bytes = Vec::new();
    answer.into_body().into_reader().take(PAGE).read_to_end(&mut bytes).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}
