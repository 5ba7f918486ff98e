//! What is worked out of a release once and kept: notes and claims ask for the same few thousand
//! codes over and over.

use crate::query::Release;
use crate::quick::QuickMap;
use medcode_model::ReleaseId;
use std::hash::Hash;
use std::sync::{Arc, RwLock};

/// Something worked out of a row of a release, or of what `K` names. There are no more of them
/// than the release has.
pub struct Kept<T, K = u32>(RwLock<QuickMap<(ReleaseId, K), Arc<T>>>);

impl<T, K> Default for Kept<T, K> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<T, K: Copy + Eq + Hash> Kept<T, K> {
    /// What is kept of a row; made if this is the first time.
    pub fn of(&self, release: &Release, row: K, make: impl FnOnce() -> T) -> Arc<T> {
        let key = (release.id(), row);
        if let Some(found) = self.0.read().ok().and_then(|all| all.get(&key).cloned()) {
            return found;
        }
        let made = Arc::new(make());
        if let Ok(mut all) = self.0.write() {
            all.insert(key, Arc::clone(&made));
        }
        made
    }
}
