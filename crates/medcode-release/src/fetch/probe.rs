//! Can the publishers be reached from here? Asked once, of all at the same time.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use medcode_model::{Date, ReleaseId};

use super::settings::Settings;
use crate::catalogue::{self, Entry};

/// How long the whole probe may take.
pub const PROBE_TIME: Duration = Duration::from_secs(3);

/// Which hosts answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    hosts: BTreeMap<String, bool>,
}

impl Reach {
    /// What is known without asking: these hosts answer, no other does.
    #[must_use]
    pub fn of(hosts: &[&str]) -> Self {
        Self { hosts: hosts.iter().map(|h| ((*h).to_owned(), true)).collect() }
    }

    /// Whether a host answered.
    #[must_use]
    pub fn reaches(&self, host: &str) -> bool {
        self.hosts.get(host).copied().unwrap_or(false)
    }

    /// Whether no host answered.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        !self.hosts.values().any(|&answered| answered)
    }
}

/// Asks each host of the default set for one byte of one of its files.
#[must_use]
pub fn probe(today: Date, settings: &Settings) -> Reach {
    probe_for(&catalogue::default_releases(today), settings)
}

/// Asks each host of some releases for one byte of one of their files.
#[must_use]
pub fn probe_for(releases: &[ReleaseId], settings: &Settings) -> Reach {
    let wanted = catalogue::entries().iter().filter(|e| releases.contains(&e.release));
    ask(wanted, settings, PROBE_TIME)
}

/// Asks the hosts of some files, all at once; who has not answered in time did not answer.
pub(super) fn ask<'a>(
    files: impl Iterator<Item = &'a Entry>,
    settings: &Settings,
    time: Duration,
) -> Reach {
    let mut by_host: BTreeMap<String, String> = BTreeMap::new();
    for entry in files.filter(|e| e.seen) {
        by_host.entry(entry.host().to_owned()).or_insert_with(|| entry.url.clone());
    }
    let (sender, answers) = mpsc::channel();
    for (host, url) in by_host.clone() {
        let (sender, settings) = (sender.clone(), settings.clone());
        // A thread each, never joined: looking up a name cannot be broken off.
        thread::spawn(move || {
            let _ = sender.send((host, answers_for(&url, &settings, time)));
        });
    }
    drop(sender);
    let end = Instant::now() + time;
    let mut open: BTreeSet<String> = by_host.into_keys().collect();
    let mut hosts: BTreeMap<String, bool> = open.iter().map(|h| (h.clone(), false)).collect();
    while !open.is_empty() {
        let left = end.saturating_duration_since(Instant::now());
        let Ok((host, answered)) = answers.recv_timeout(left) else { break };
        open.remove(&host);
        hosts.insert(host, answered);
    }
    Reach { hosts }
}

/// Whether a file is given out; its content is not read.
pub(super) fn answers_for(url: &str, settings: &Settings, time: Duration) -> bool {
    let request = settings.agent(Some(time)).get(url).header("Range", "bytes=0-0");
    settings.allows(url) && request.call().is_ok_and(|answer| answer.status().as_u16() < 400)
}
