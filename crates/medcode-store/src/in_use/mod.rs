//! Which codes do the records use, how often, and when last? Counts and identifiers of charts, nothing
//! of a patient.

mod sql;

use async_trait::async_trait;
use medcode_model::Date;

use crate::{EncounterId, Result};

/// A code that stands in the latest code sets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeInUse {
    /// Its system.
    pub system: String,
    /// The code.
    pub code: String,
    /// In how many charts it stands.
    pub charts: i64,
    /// The last date of service among them, where one is known.
    pub last: Option<Date>,
    /// The charts with the latest dates of service, at most [`CHARTS`].
    pub latest: Vec<EncounterId>,
}

/// Charts that are named of each code.
pub const CHARTS: i64 = 3;

/// A code that people keep at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StarredCode {
    /// Its system.
    pub system: String,
    /// The code.
    pub code: String,
    /// How many people keep it.
    pub people: i64,
}

/// The codes that the records use.
#[async_trait]
pub trait InUse: Send + Sync {
    /// Codes of the latest code set of each chart that was not taken out, the most used first.
    async fn codes_in_use(&self) -> Result<Vec<CodeInUse>>;

    /// Codes that people keep at hand, whoever they are.
    async fn starred_codes(&self) -> Result<Vec<StarredCode>>;
}
