//! Which codes stand near another one? They make plausible wrong answers.

use medcode::kb::query::Release;
use medcode::kb::tables::codes::MODIFIER;
use medcode_model::CodeSystem;

/// How far a neighbour may stand.
const FAR: u32 = 40;

/// Whether the code in a row may be reported on the first day of its release.
pub(super) fn may_report(release: &Release, row: u32) -> bool {
    let day = release.id().from;
    release.is_billable(row)
        && !release.has(row, MODIFIER)
        && (release.system() != CodeSystem::Hcpcs || release.in_force_on(row, day))
}

/// The rows around one, the nearest first.
pub(super) fn around(release: &Release, row: u32) -> impl Iterator<Item = u32> + '_ {
    let last = release.codes().len() as u32;
    let both = move |n: u32| [row.checked_sub(n), Some(row + n).filter(|r| *r < last)];
    (1..=FAR).flat_map(both).flatten()
}

/// Where a code would stand in a release that has not got it.
pub(super) fn seat(release: &Release, code: &medcode_model::Code) -> u32 {
    release.find(code).unwrap_or_else(|| {
        let before = release.codes().partition_point(|row| row.code < *code.bytes());
        (before as u32).min((release.codes().len() as u32).saturating_sub(1))
    })
}
