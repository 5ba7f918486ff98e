//! Continuing education: credentials that are held, units that were earned, and the papers that show it.

mod sql;

use std::fmt;

use async_trait::async_trait;
use medcode_model::Date;

use crate::{Change, Digest, EvidenceId, HeldCredentialId, Millis, Result, UnitId, UserId};

/// A credential to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewHeldCredential {
    /// `CPC`, `CIC`, `CCS`, `CCA`.
    pub credential: String,
    /// Held since.
    pub since: Option<Date>,
    /// The day of the next renewal.
    pub renewal: Date,
}

/// A credential that is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldCredential {
    /// Identifier.
    pub id: HeldCredentialId,
    /// By whom.
    pub user: UserId,
    /// What.
    pub about: NewHeldCredential,
    /// To be given back with a change.
    pub version: i64,
}

/// Units to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewUnits {
    /// The body they count for.
    pub body: String,
    /// When they were earned.
    pub earned: Date,
    /// Hundredths of a unit.
    pub hundredths: i64,
    /// What was attended.
    pub title: String,
    /// Who gave it.
    pub provider: String,
    /// It came from the body itself or one of its associations.
    pub own_body: bool,
    /// It was on the field of the credential.
    pub field: bool,
}

/// Units that were earned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Units {
    /// Identifier.
    pub id: UnitId,
    /// By whom.
    pub user: UserId,
    /// What.
    pub about: NewUnits,
    /// To be given back with a change.
    pub version: i64,
}

/// A paper to be kept.
#[derive(Clone)]
pub struct NewEvidence {
    /// The name of its file.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its bytes.
    pub body: Vec<u8>,
}

/// Shows lengths only.
impl fmt::Debug for NewEvidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewEvidence").field("bytes", &self.body.len()).finish_non_exhaustive()
    }
}

/// A paper without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Identifier.
    pub id: EvidenceId,
    /// The units it shows.
    pub units: UnitId,
    /// Whose.
    pub user: UserId,
    /// The name of its file.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// How long it is.
    pub bytes: i64,
    /// SHA-256 of its bytes.
    pub digest: Digest,
    /// When it was kept.
    pub kept: Millis,
}

/// Continuing education.
#[async_trait]
pub trait Continuing: Send + Sync {
    /// Keeps a credential. `Taken` where the user holds it already.
    async fn hold_credential(
        &self,
        change: &Change,
        user: &UserId,
        new: NewHeldCredential,
    ) -> Result<HeldCredential>;

    /// Changes a credential at the version that was read. `Conflict`, `NotFound`, `Taken`.
    async fn change_credential(
        &self,
        change: &Change,
        id: &HeldCredentialId,
        version: i64,
        to: NewHeldCredential,
    ) -> Result<HeldCredential>;

    /// Takes a credential away; units stay. `NotFound`.
    async fn drop_credential(&self, change: &Change, id: &HeldCredentialId) -> Result<()>;

    /// A credential. `NotFound`.
    async fn held_credential(&self, id: &HeldCredentialId) -> Result<HeldCredential>;

    /// The credentials of a user.
    async fn held_credentials(&self, user: &UserId) -> Result<Vec<HeldCredential>>;

    /// Keeps units.
    async fn earn_units(&self, change: &Change, user: &UserId, new: NewUnits) -> Result<Units>;

    /// Changes units at the version that was read. `Conflict`, `NotFound`.
    async fn change_units(
        &self,
        change: &Change,
        id: &UnitId,
        version: i64,
        to: NewUnits,
    ) -> Result<Units>;

    /// Takes units away with their papers. `NotFound`.
    async fn drop_units(&self, change: &Change, id: &UnitId) -> Result<()>;

    /// Units. `NotFound`.
    async fn units(&self, id: &UnitId) -> Result<Units>;

    /// The units of a user, the latest first.
    async fn units_of(&self, user: &UserId) -> Result<Vec<Units>>;

    /// Keeps a paper. `NotFound`; `Refused` above `most` papers of these units.
    async fn add_evidence(
        &self,
        change: &Change,
        id: &UnitId,
        most: i64,
        new: NewEvidence,
    ) -> Result<Evidence>;

    /// Takes a paper away. `NotFound`.
    async fn drop_evidence(&self, change: &Change, id: &EvidenceId) -> Result<()>;

    /// A paper with its bytes. `NotFound`.
    async fn evidence(&self, id: &EvidenceId) -> Result<(Evidence, Vec<u8>)>;

    /// The papers of a user, without their bytes.
    async fn evidence_of(&self, user: &UserId) -> Result<Vec<Evidence>>;
}
