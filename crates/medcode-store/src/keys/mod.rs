//! Which programs may ask: API keys.

mod sql;

use async_trait::async_trait;

use crate::users::User;
use crate::{ApiKeyId, Change, Digest, Millis, Result, UserId};

/// A key. Only its digest is kept, and a prefix by which people recognise it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiKey {
    /// Identifier.
    pub id: ApiKeyId,
    /// On whose behalf the program acts.
    pub owner: UserId,
    /// What the owner calls it.
    pub name: String,
    /// Its first characters.
    pub prefix: String,
    /// What it may do, as the server names it.
    pub scopes: Vec<String>,
    /// When it was made.
    pub created: Millis,
    /// It works before this time.
    pub expires: Option<Millis>,
    /// When it was last used, as far as [`Keys::touch_key`] was told.
    pub last_used: Option<Millis>,
    /// When it was revoked.
    pub revoked: Option<Millis>,
}

/// A key to be made.
#[derive(Clone, Debug)]
pub struct NewApiKey {
    /// On whose behalf the program acts.
    pub owner: UserId,
    /// What the owner calls it.
    pub name: String,
    /// Its first characters, to recognise it by.
    pub prefix: String,
    /// The digest of the whole key.
    pub key: Digest,
    /// What it may do: words without spaces.
    pub scopes: Vec<String>,
    /// It works before this time.
    pub expires: Option<Millis>,
}

/// API keys.
#[async_trait]
pub trait Keys: Send + Sync {
    /// Makes a key. `NotFound` for an unknown owner; `Invalid` for a scope with a space.
    async fn create_key(&self, change: &Change, new: NewApiKey) -> Result<ApiKey>;

    /// The key with this digest and its owner, if it is neither expired nor revoked and the owner is
    /// active.
    async fn key(&self, key: Digest, now: Millis) -> Result<Option<(ApiKey, User)>>;

    /// The keys of one owner or of all, the newest first, with the revoked and expired.
    async fn keys(&self, owner: Option<&UserId>) -> Result<Vec<ApiKey>>;

    /// Revokes a key; nothing happens if it was. `NotFound`.
    async fn revoke_key(&self, change: &Change, id: &ApiKeyId) -> Result<()>;

    /// Notes that the key was used; not logged. Call it once a minute, not with every request.
    async fn touch_key(&self, id: &ApiKeyId, now: Millis) -> Result<()>;
}
