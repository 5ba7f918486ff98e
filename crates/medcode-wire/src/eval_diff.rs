//! `eval --diff --json`.

use crate::eval::{WireCounts, counts};
use medcode::eval::{Change, Diff};
use serde::Serialize;
use std::collections::BTreeMap;

/// The difference of two runs on one set in one system.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireEvalDiff {
    /// The set.
    pub set: String,
    /// The system.
    pub system: String,
    /// All codes in the first run, and in the second.
    pub all: [WireCounts; 2],
    /// Errors that are gone.
    pub better: Vec<WireChange>,
    /// Errors that are new.
    pub worse: Vec<WireChange>,
    /// Errors of another kind or cause than before.
    pub moved: Vec<WireChange>,
    /// Errors by cause, before and after.
    pub causes: BTreeMap<String, [u32; 2]>,
    /// By chapter, before and after.
    pub chapters: BTreeMap<String, [WireCounts; 2]>,
}

/// A code whose verdict changed.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireChange {
    /// The note.
    pub id: String,
    /// The code.
    pub code: String,
    /// Its chapter.
    pub chapter: String,
    /// What the first run said.
    pub before: String,
    /// What the second run said.
    pub after: String,
    /// The words.
    pub words: Vec<String>,
}

/// A difference as JSON.
#[must_use]
pub fn eval_diff(diff: &Diff) -> WireEvalDiff {
    let change = |c: &Change| WireChange {
        id: c.note.clone(),
        code: c.code.clone(),
        chapter: c.chapter.clone(),
        before: c.before.clone(),
        after: c.after.clone(),
        words: c.words.clone(),
    };
    let changes = |c: &[Change]| c.iter().map(change).collect();
    let both = |c: &[medcode::eval::Counts; 2]| [counts(&c[0]), counts(&c[1])];
    WireEvalDiff {
        set: diff.set.clone(),
        system: diff.system.clone(),
        all: both(&diff.counts),
        better: changes(&diff.better),
        worse: changes(&diff.worse),
        moved: changes(&diff.moved),
        causes: diff.causes.clone(),
        chapters: diff.chapters.iter().map(|(c, n)| (c.clone(), both(n))).collect(),
    }
}
