//! `search --json`.

use medcode::{SearchAnswer, SearchHit};
use serde::Serialize;

/// A hit of `search --json`.
#[derive(Clone, Debug, Serialize)]
pub struct WireSearchHit {
    /// The system.
    pub system: &'static str,
    /// The code; of an ICD-10-PCS index entry perhaps only its first characters.
    pub code: String,
    /// Its title.
    pub title: String,
    /// `code`, `code-prefix`, `title`, `short-title`, `inclusion-term`, `index`, `table`, `lexicon`.
    pub kind: &'static str,
    /// Why it answers.
    pub why: String,
    /// From 0 to about 1; a query that is a code itself scores above.
    pub score: f64,
    /// The words that were found, from the main term down.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub path: Vec<String>,
    /// Complete, may be reported.
    pub billable: bool,
    /// The date the answer holds for.
    pub as_of: String,
    /// `given`, `note` or `default`.
    pub as_of_source: &'static str,
    /// First day in force of the release.
    pub release: String,
    /// The official file.
    pub file: String,
    /// Its sha256.
    pub sha256: String,
    /// The release is not in force on the date; the nearest one answered.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub release_mismatch: bool,
    /// Past the release's own quarter (HCPCS).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub stale: bool,
}

/// The JSON of an answer.
#[must_use]
pub fn search(answer: &SearchAnswer) -> Vec<WireSearchHit> {
    answer.hits.iter().filter_map(|hit| wire(hit, answer)).collect()
}

fn wire(hit: &SearchHit, answer: &SearchAnswer) -> Option<WireSearchHit> {
    let from = answer.releases.get(hit.release)?;
    Some(WireSearchHit {
        system: hit.code.system().id(),
        code: hit.code.to_string(),
        title: hit.title.clone(),
        kind: hit.kind.id(),
        why: hit.why.clone(),
        score: (f64::from(hit.score) * 1000.0).round() / 1000.0,
        path: hit.path.clone(),
        billable: hit.billable,
        as_of: from.as_of.date.to_string(),
        as_of_source: from.as_of.source.id(),
        release: from.release.from.to_string(),
        file: from.file.clone(),
        sha256: from.sha256.clone(),
        release_mismatch: from.mismatch,
        stale: from.stale,
    })
}
