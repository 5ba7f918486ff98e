//! A code over all installed releases.

use medcode::model::{Code, Date};
use medcode::{History, Standing};
use serde::Serialize;

/// What every installed release of its system says of a code.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireHistory {
    /// The system.
    pub system: &'static str,
    /// The code.
    pub code: String,
    /// The newest first.
    pub releases: Vec<WireStanding>,
    /// Codes it took the place of (conversion table).
    pub previous: Vec<WirePrevious>,
    /// Codes that took its place.
    pub replaced_by: Vec<WireReplacement>,
}

/// What one release says.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireStanding {
    /// First day of the release.
    pub release: String,
    /// First day it answers for.
    pub from: String,
    /// Last day it answers for; null where it goes on.
    pub to: Option<String>,
    /// It has the code.
    pub valid: bool,
    /// Complete, may be reported.
    pub billable: bool,
    /// It can tell whether there is such a code; false where it holds no list of procedures.
    pub told: bool,
    /// Its tables that list a procedure: `pfs`, `mue-practitioner`, ...
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub listed: Vec<&'static str>,
    /// Its title.
    pub title: String,
    /// The title differs from that of the release before.
    pub reworded: bool,
    /// The code's own first day (HCPCS).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub added: Option<String>,
    /// The code's own last day (HCPCS).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub terminated: Option<String>,
}

/// A range of codes that this one took the place of.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WirePrevious {
    /// First code.
    pub first: String,
    /// Last code; the same where it is one.
    pub last: String,
    /// The day.
    pub effective: String,
}

/// A code that took the place of this one.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireReplacement {
    /// The code.
    pub code: String,
    /// The day.
    pub effective: String,
}

impl From<&History> for WireHistory {
    fn from(history: &History) -> Self {
        let previous = |(first, last, day): &(Code, Code, Date)| WirePrevious {
            first: first.to_string(),
            last: last.to_string(),
            effective: day.to_string(),
        };
        Self {
            system: history.code.system().id(),
            code: history.code.to_string(),
            releases: history.releases.iter().map(standing).collect(),
            previous: history.previous.iter().map(previous).collect(),
            replaced_by: history
                .replaced_by
                .iter()
                .map(|r| WireReplacement {
                    code: r.code.to_string(),
                    effective: r.effective.to_string(),
                })
                .collect(),
        }
    }
}

fn standing(s: &Standing) -> WireStanding {
    let day = |d: Date| d.to_string();
    WireStanding {
        release: day(s.release.from),
        from: day(s.in_force.from),
        to: (s.in_force.to != Date::MAX).then(|| day(s.in_force.to)),
        valid: s.valid,
        billable: s.billable,
        told: s.told,
        listed: s.listed.iter().map(|t| t.id()).collect(),
        title: s.title.clone(),
        reworded: s.reworded,
        added: s.dates.0.map(day),
        terminated: s.dates.1.map(day),
    }
}
