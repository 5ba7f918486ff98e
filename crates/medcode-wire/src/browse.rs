//! `browse --json`.

use medcode::BrowseLevel;
use serde::Serialize;

/// A level of the hierarchy.
#[derive(Clone, Debug, Serialize)]
pub struct WireBrowseLevel {
    /// The system.
    pub system: &'static str,
    /// What stands above, the outermost first.
    pub above: Vec<WireBrowseItem>,
    /// The lines.
    pub items: Vec<WireBrowseItem>,
}

/// One line of a level.
#[derive(Clone, Debug, Serialize)]
pub struct WireBrowseItem {
    /// What to browse next.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Whether it is a complete code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub billable: Option<bool>,
    /// How many lines the next level has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub below: Option<usize>,
}

impl From<&BrowseLevel> for WireBrowseLevel {
    fn from(level: &BrowseLevel) -> Self {
        let above = |(key, title): &(String, String)| WireBrowseItem {
            key: key.clone(),
            title: title.clone(),
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
                    billable: Some(i.billable),
                    below: Some(i.below),
                })
                .collect(),
        }
    }
}
