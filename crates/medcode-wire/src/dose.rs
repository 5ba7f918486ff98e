//! `drugs --json`.

use medcode::DoseAnswer;
use serde::Serialize;

/// What a drug and its dose are billed by.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireDose {
    /// The date the answer holds for.
    pub as_of: String,
    /// First day in force of the release.
    pub release: String,
    /// The official file.
    pub file: String,
    /// Its sha256.
    pub sha256: String,
    /// The lines.
    pub lines: Vec<WireDoseLine>,
    /// What would have to be known.
    pub questions: Vec<String>,
}

/// A line with its units.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireDoseLine {
    /// The code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Units.
    pub units: u32,
    /// Modifiers.
    pub modifiers: Vec<String>,
    /// How the units were reckoned.
    pub reasons: Vec<String>,
}

impl From<&DoseAnswer> for WireDose {
    fn from(answer: &DoseAnswer) -> Self {
        let from = &answer.answered;
        let lines = answer.lines.iter().map(|s| WireDoseLine {
            code: s.coded.code.to_string(),
            title: s.coded.title.clone(),
            units: s.units.unwrap_or(1),
            modifiers: s.modifiers.clone(),
            reasons: s.reasons.clone(),
        });
        Self {
            as_of: from.as_of.date.to_string(),
            release: from.release.from.to_string(),
            file: from.file.clone(),
            sha256: from.sha256.clone(),
            lines: lines.collect(),
            questions: answer.questions.iter().map(|q| q.question.clone()).collect(),
        }
    }
}
