//! `browse --json`.

use crate::WireAnswered;
use medcode::{BrowseLevel, BrowseStep};
use serde::Serialize;

/// A level of the hierarchy.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireBrowseLevel {
    /// The system.
    pub system: &'static str,
    /// What stands above, the outermost first.
    pub above: Vec<WireBrowseItem>,
    /// The lines.
    pub items: Vec<WireBrowseItem>,
    /// What the next character stands for (ICD-10-PCS).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub choosing: Option<String>,
    /// Date, release and file.
    #[serde(flatten)]
    pub answered: WireAnswered,
}

/// One line of a level.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireBrowseItem {
    /// What to browse next.
    pub key: String,
    /// Its title.
    pub title: String,
    /// What the last character stands for (ICD-10-PCS): `Body Part`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub axis: Option<String>,
    /// Whether it is a complete code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub billable: Option<bool>,
    /// How many lines the next level has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub below: Option<usize>,
}

impl From<&BrowseLevel> for WireBrowseLevel {
    fn from(level: &BrowseLevel) -> Self {
        let above = |step: &BrowseStep| WireBrowseItem {
            key: step.key.clone(),
            title: step.title.clone(),
            axis: step.axis.clone(),
            billable: None,
            below: None,
        };
        Self {
            system: level.system.id(),
            above: level.above.iter().map(above).collect(),
            items: level
                .items
                .iter()
                .map(|i| WireBrowseItem {
                    key: i.key.clone(),
                    title: i.title.clone(),
                    axis: None,
                    billable: Some(i.billable),
                    below: Some(i.below),
                })
                .collect(),
            choosing: level.choosing.clone(),
            answered: (&level.answered).into(),
        }
    }
}
