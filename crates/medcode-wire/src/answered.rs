//! Where an answer came from: part of every shape.

use medcode::Answered;
use serde::Serialize;

/// The date an answer holds for, the release and the file.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireAnswered {
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

impl From<&Answered> for WireAnswered {
    fn from(from: &Answered) -> Self {
        Self {
            as_of: from.as_of.date.to_string(),
            as_of_source: from.as_of.source.id(),
            release: from.release.from.to_string(),
            file: from.file.clone(),
            sha256: from.sha256.clone(),
            release_mismatch: from.mismatch,
            stale: from.stale,
        }
    }
}
