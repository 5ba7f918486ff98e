//! Which two releases does somebody mean who names none? The newest ones that can differ.

use crate::edits::{Moment, is_in_both};
use crate::{codes, index};
use medcode_kb::query::{Library, Release};
use medcode_kb::tables::index::IndexKind;
use medcode_model::{CodeSystem, Date, ReleaseId, SourceKind};

/// Of the days of a system's releases, the oldest first, the newest two that can differ; with one of
/// them given as the newer, it and the one before it that can. The newest two where none can.
#[must_use]
pub fn usual(
    library: &Library,
    system: CodeSystem,
    days: &[Date],
    after: Option<Date>,
) -> Option<(Date, Date)> {
    let newest: Vec<Date> = match after {
        Some(after) => vec![after],
        None => days.iter().rev().copied().collect(),
    };
    for &new in &newest {
        let older = days.iter().rev().copied().filter(|old| *old < new);
        for old in older {
            if may_differ(library, system, old, new) {
                return Some((old, new));
            }
        }
    }
    let new = newest.first()?;
    days.iter().rev().find(|old| *old < new).map(|old| (*old, *new))
}

fn may_differ(library: &Library, system: CodeSystem, old: Date, new: Date) -> bool {
    if system == CodeSystem::Cpt {
        return is_in_both(library, Moment::Day(old), Moment::Day(new));
    }
    let release = |from| library.get(ReleaseId { system, from });
    // One that cannot be opened is compared, so that its fault is told.
    let (Ok(a), Ok(b)) = (release(old), release(new)) else { return true };
    let texts = both(a, b, |r| r.meta().source(SourceKind::CmTabular).is_some())
        || both(a, b, |r| index::has(r, IndexKind::Alphabetic))
        || both(a, b, |r| index::has(r, IndexKind::Pcs));
    system == CodeSystem::Hcpcs || texts || !codes::changes(a, b).is_empty()
}

fn both(a: &Release, b: &Release, has: impl Fn(&Release) -> bool) -> bool {
    has(a) && has(b)
}
