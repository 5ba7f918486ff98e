//! What the changes mean for codes in use, as JSON.

use medcode::diff::{Impact, ImpactReport};
use serde::Serialize;

/// What becomes of a list of codes.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireImpact {
    /// Codes that are touched: what breaks first, then by use.
    pub items: Vec<WireImpactItem>,
    /// Codes that nothing touches.
    pub untouched: usize,
    /// Codes that none of the compared releases has.
    pub unknown: Vec<WireUnknownUse>,
}

/// One code in use.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireImpactItem {
    /// The system.
    pub system: &'static str,
    /// The code.
    pub code: String,
    /// Its title; empty for CPT.
    pub title: String,
    /// How often it was used; 0 where it only stands somewhere.
    pub count: u64,
    /// The last day it was used; null where that is not known.
    pub last_used: Option<String>,
    /// Where it stands.
    pub places: Vec<String>,
    /// `breaks`, `review` or `not-valid`.
    pub effect: &'static str,
    /// The first day it happens.
    pub from: String,
    /// Why.
    pub reasons: Vec<String>,
    /// What to code instead.
    pub instead: Vec<WireInstead>,
    /// Whether a person must choose or look.
    pub person: bool,
}

/// A code to report instead.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireInstead {
    /// The code.
    pub code: String,
    /// Its title.
    pub title: String,
}

/// A code that none of the releases has.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireUnknownUse {
    /// The code as written.
    pub code: String,
    /// How often it was used.
    pub count: u64,
    /// Where it stands.
    pub places: Vec<String>,
}

impl From<&ImpactReport> for WireImpact {
    fn from(report: &ImpactReport) -> Self {
        Self {
            items: report.items.iter().map(WireImpactItem::from).collect(),
            untouched: report.untouched,
            unknown: report
                .unknown
                .iter()
                .map(|u| WireUnknownUse {
                    code: u.code.clone(),
                    count: u.count,
                    places: u.places.clone(),
                })
                .collect(),
        }
    }
}

impl From<&Impact> for WireImpactItem {
    fn from(i: &Impact) -> Self {
        let instead = i.instead.iter();
        Self {
            system: i.code.system().id(),
            code: i.code.to_string(),
            title: i.title.clone(),
            count: i.count,
            last_used: i.last.map(|d| d.to_string()),
            places: i.places.clone(),
            effect: i.effect.id(),
            from: i.from.to_string(),
            reasons: i.reasons.clone(),
            instead: instead
                .map(|(code, title)| WireInstead { code: code.to_string(), title: title.clone() })
                .collect(),
            person: i.person,
        }
    }
}
