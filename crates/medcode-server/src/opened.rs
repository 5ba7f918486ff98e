//! Which charts are open at the moment, by whom: opening one is logged, reading an open one again is not.
//!
//! Held by each server for itself: another one logs an opening of its own, never one too few. Only a
//! read that was logged makes an entry, and only presence, said again and again, keeps it.

use medcode_store::{EncounterId, UserId};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Charts that people have open.
#[derive(Default)]
pub(crate) struct OpenCharts(Mutex<HashMap<(UserId, EncounterId), i64>>);

impl OpenCharts {
    fn all(&self) -> MutexGuard<'_, HashMap<(UserId, EncounterId), i64>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a user's chart is open already.
    pub(crate) fn is_open(&self, user: &UserId, chart: &EncounterId, now: i64) -> bool {
        self.all().get(&(user.clone(), chart.clone())).is_some_and(|until| *until >= now)
    }

    /// The opening was logged.
    pub(crate) fn opened(&self, user: &UserId, chart: &EncounterId, now: i64, until: i64) {
        let mut all = self.all();
        all.retain(|_, until| *until >= now);
        all.insert((user.clone(), chart.clone()), until);
    }

    /// It is still open; nothing for one that is not.
    pub(crate) fn stays(&self, user: &UserId, chart: &EncounterId, now: i64, until: i64) {
        if let Some(open) = self.all().get_mut(&(user.clone(), chart.clone()))
            && *open >= now
        {
            *open = until;
        }
    }

    /// It was closed.
    pub(crate) fn closed(&self, user: &UserId, chart: &EncounterId) {
        self.all().remove(&(user.clone(), chart.clone()));
    }
}
