//! `search --json`.

use medcode::{SearchAnswer, SearchHit};
use serde::Serialize;

use crate::WireAnswered;

/// A hit of `search --json`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
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
    /// The Index path is from a reconstruction, not the publisher's file.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub rebuilt: bool,
    /// The title is the AMA's, shown to the licensee; do not pass it on.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub licensed: bool,
    /// Whose the code is, and what using it asks for (CPT).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<&'static str>,
    /// Date, release and the file the words stand in.
    #[serde(flatten)]
    pub answered: WireAnswered,
}

/// The JSON of an answer.
#[must_use]
pub fn search(answer: &SearchAnswer) -> Vec<WireSearchHit> {
    answer.hits.iter().map(wire).collect()
}

fn wire(hit: &SearchHit) -> WireSearchHit {
    WireSearchHit {
        system: hit.code.system().id(),
        code: hit.code.to_string(),
        title: hit.title.clone(),
        kind: hit.kind.id(),
        why: hit.why.clone(),
        score: (f64::from(hit.score) * 1000.0).round() / 1000.0,
        path: hit.path.clone(),
        billable: hit.billable,
        rebuilt: hit.rebuilt,
        licensed: hit.licensed,
        notice: hit.code.system().notice(),
        answered: (&hit.answered).into(),
    }
}
