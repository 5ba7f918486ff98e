//! Which releases do the publishers offer, and at which addresses?
//!
//! The list is data of ours (`data/catalogue.tsv`). An address in it is either *seen* (in
//! public use elsewhere) or *unconfirmed* (put together from the publisher's naming); every
//! one can change, so a download that fails names the page where a person finds the file.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use medcode_model::{CodeSystem, Date, ReleaseId, SourceKind};

const LIST: &str = include_str!("../../data/catalogue.tsv");

static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| LIST.lines().filter_map(Entry::parse).collect());

/// One file that a publisher offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The release it belongs to.
    pub release: ReleaseId,
    /// What it holds.
    pub holds: Vec<SourceKind>,
    /// Whether the address was found in public use, not only put together.
    pub seen: bool,
    /// Its size in bytes, where known.
    pub bytes: Option<u64>,
    /// Its sha256 in hex, where known; a download must then have it.
    pub sha256: Option<String>,
    /// Its address.
    pub url: String,
    /// Where a person finds it.
    pub page: String,
}

impl Entry {
    fn parse(line: &str) -> Option<Self> {
        if line.starts_with('#') {
            return None;
        }
        let fields: Vec<&str> = line.split('\t').collect();
        let [release, holds, address, bytes, sha256, url, page] = fields[..] else { return None };
        let holds: Vec<SourceKind> = holds.split(',').map(SourceKind::parse).collect::<Option<_>>()?;
        let from = release.parse::<Date>().ok()?;
        Some(Self {
            release: ReleaseId { system: holds.first()?.system(), from },
            holds,
            seen: address == "seen",
            bytes: bytes.parse().ok(),
            sha256: (sha256 != "-").then(|| sha256.to_owned()),
            url: url.to_owned(),
            page: page.to_owned(),
        })
    }

    /// The host of the address.
    #[must_use]
    pub fn host(&self) -> &str {
        host_of(&self.url)
    }

    /// Who publishes it.
    #[must_use]
    pub fn publisher(&self) -> &'static str {
        if self.host().ends_with("cdc.gov") { "CDC/NCHS" } else { "CMS" }
    }

    /// The file's name, as the last part of the address says it.
    #[must_use]
    pub fn file_name(&self) -> String {
        let last = self.url.rsplit('/').next().unwrap_or_default();
        let path = last.split(['?', '#']).next().unwrap_or_default();
        let plain = percent_decoded(path);
        plain.chars().map(|c| if matches!(c, '/' | '\\' | '\0') { '-' } else { c }).collect()
    }
}

/// The host of an address, without user and port.
pub(crate) fn host_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    host.split(':').next().unwrap_or_default()
}

/// `%20` and the like; what is not such a pair stays.
fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let pair = (bytes[at] == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        if let Some(byte) = pair.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            out.push(byte);
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Everything the catalogue knows, in its own order.
#[must_use]
pub fn entries() -> &'static [Entry] {
    &ENTRIES
}

/// The files of one release.
pub fn of_release(release: ReleaseId) -> impl Iterator<Item = &'static Entry> {
    entries().iter().filter(move |e| e.release == release)
}

/// The releases of a system, oldest first.
#[must_use]
pub fn releases(system: CodeSystem) -> Vec<ReleaseId> {
    let all: BTreeSet<ReleaseId> =
        entries().iter().map(|e| e.release).filter(|r| r.system == system).collect();
    all.into_iter().collect()
}

/// The default release of each system: the newest in force on the day, or the oldest known
/// where the day lies before all.
#[must_use]
pub fn default_releases(today: Date) -> Vec<ReleaseId> {
    let newest = |system| {
        let all = releases(system);
        all.iter().rfind(|r| r.from <= today).or(all.first()).copied()
    };
    [CodeSystem::Icd10Cm, CodeSystem::Icd10Pcs, CodeSystem::Hcpcs]
        .into_iter()
        .filter_map(newest)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn every_line_of_the_list_is_read() {
        let lines = LIST.lines().filter(|l| !l.starts_with('#')).count();
        assert_eq!(entries().len(), lines);
        for entry in entries() {
            assert!(entry.url.starts_with("https://"), "{}", entry.url);
            assert!(entry.page.starts_with("https://"), "{}", entry.page);
            assert!(entry.sha256.as_ref().is_none_or(|s| s.len() == 64), "{}", entry.url);
            assert!(entry.holds.iter().all(|k| k.system() == entry.release.system), "{}", entry.url);
            assert!(["ftp.cdc.gov", "www.cms.gov"].contains(&entry.host()), "{}", entry.url);
        }
    }

    #[test]
    fn the_default_is_what_is_in_force() {
        let ids =
            |text| default_releases(day(text)).iter().map(|r| r.from.to_string()).collect::<Vec<_>>();
        assert_eq!(ids("2026-05-12"), ["2026-04-01", "2026-04-01", "2026-04-01"]);
        assert_eq!(ids("2026-11-24"), ["2026-10-01", "2026-10-01", "2026-10-01"]);
        assert_eq!(ids("2026-02-01"), ["2025-10-01", "2025-10-01", "2026-01-01"]);
    }

    #[test]
    fn a_file_is_named_as_the_publisher_names_it() {
        let name = |url: &str| Entry { url: url.into(), ..entries()[0].clone() }.file_name();
        assert_eq!(
            name("https://a.gov/b/icd10cm-Code%20Descriptions-2026.zip"),
            "icd10cm-Code Descriptions-2026.zip"
        );
        assert_eq!(name("https://a.gov/b/x.zip?a=1#c"), "x.zip");
        assert_eq!(name("https://a.gov/b/..%2Fx%zz.zip"), "..-x%zz.zip");
    }

    #[test]
    fn the_host_is_found_in_an_address() {
        assert_eq!(host_of("https://u:p@ftp.cdc.gov:443/pub?x"), "ftp.cdc.gov");
        assert_eq!(host_of("ftp.cdc.gov/pub"), "ftp.cdc.gov");
    }
}
