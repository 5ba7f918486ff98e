//! `update --check`.

use medcode::release::fetch::{SystemUpdate, Update};
use serde::Serialize;

/// What the publishers have that is newer.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireUpdate {
    /// No publisher answered: what stands here is what this version of medcode knows by itself.
    pub offline: bool,
    /// There is something newer.
    pub has_newer: bool,
    /// Hosts that answered.
    pub answered: Vec<String>,
    /// Hosts that did not.
    pub silent: Vec<String>,
    /// System by system.
    pub systems: Vec<WireSystemUpdate>,
}

/// What there is of one system.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireSystemUpdate {
    /// The system.
    pub system: &'static str,
    /// First day of the newest release that is installed.
    pub installed: Option<String>,
    /// Newer releases whose addresses are known, the oldest first.
    pub newer: Vec<WireNewer>,
    /// Files on a page of the publisher that speak of a release after those.
    pub offered: Vec<WireOffered>,
}

/// A newer release.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireNewer {
    /// Its first day.
    pub release: String,
    /// It is in force today.
    pub in_force: bool,
    /// Its files.
    pub files: usize,
    /// How many of them the publishers give out.
    pub answering: usize,
    /// Where a person finds them.
    pub page: String,
    /// The command that installs it.
    pub install: String,
}

/// A file that a page offers.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireOffered {
    /// First day of the release that its name speaks of.
    pub release: String,
    /// Its address.
    pub url: String,
    /// The page.
    pub page: String,
}

impl From<&Update> for WireUpdate {
    fn from(update: &Update) -> Self {
        Self {
            offline: update.is_offline(),
            has_newer: update.has_newer(),
            answered: update.answered.clone(),
            silent: update.silent.clone(),
            systems: update.systems.iter().map(Into::into).collect(),
        }
    }
}

impl From<&SystemUpdate> for WireSystemUpdate {
    fn from(of: &SystemUpdate) -> Self {
        let name = of.system.id().to_lowercase();
        let newer = of.newer.iter().map(|n| WireNewer {
            release: n.release.from.to_string(),
            in_force: n.in_force,
            files: n.files,
            answering: n.answering,
            page: n.page.clone(),
            install: format!("medcode install {name} --release {}", n.release.from),
        });
        let offered = of.offered.iter().map(|o| WireOffered {
            release: o.release.from.to_string(),
            url: o.url.clone(),
            page: o.page.clone(),
        });
        Self {
            system: of.system.id(),
            installed: of.installed.map(|r| r.from.to_string()),
            newer: newer.collect(),
            offered: offered.collect(),
        }
    }
}
