//! What is worked out of a release once and kept: notes and claims ask for the same few thousand
//! codes over and over.

use crate::query::Release;
use medcode_model::ReleaseId;
use std::sync::OnceLock;

/// Something worked out of the rows of releases when it is first asked for. A row is found by its
/// number alone, and nobody waits for who works out another.
pub struct Kept<T>(OnceLock<Box<OfRelease<T>>>);

/// What is kept of one release, and of those that were asked for after it.
struct OfRelease<T> {
    release: ReleaseId,
    leaves: Box<[Leaf<T>]>,
    next: Kept<T>,
}

/// Rows beside each other: few of a release are ever asked for.
type Leaf<T> = OnceLock<Box<[OnceLock<Box<T>>]>>;

/// Rows of a leaf.
const ROWS: usize = 32;

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(OnceLock::new())
    }
}

impl<T> Kept<T> {
    /// What is kept of a row; made if this is the first time. Rows beyond those of the release's
    /// tables share one place.
    pub fn of(&self, release: &Release, row: u32, make: impl FnOnce() -> T) -> &T {
        let leaves = &self.release(release).leaves;
        let row = (row as usize).min(leaves.len() * ROWS - 1);
        let leaf = leaves[row / ROWS].get_or_init(|| empty(ROWS));
        leaf[row % ROWS].get_or_init(|| Box::new(make()))
    }

    fn release(&self, release: &Release) -> &OfRelease<T> {
        let id = release.id();
        let mut all = self;
        loop {
            let kept = all.0.get_or_init(|| Box::new(OfRelease::new(release)));
            if kept.release == id {
                return kept;
            }
            all = &kept.next;
        }
    }
}

impl<T> OfRelease<T> {
    fn new(release: &Release) -> Self {
        let rows = [
            release.codes().len(),
            release.index_nodes().len(),
            release.blocks().len(),
            release.chapters().len(),
        ];
        let rows = rows.into_iter().max().unwrap_or(0);
        Self { release: release.id(), leaves: empty(rows / ROWS + 1), next: Kept::default() }
    }
}

fn empty<T>(places: usize) -> Box<[OnceLock<T>]> {
    std::iter::repeat_with(OnceLock::new).take(places).collect()
}
