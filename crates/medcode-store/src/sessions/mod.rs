//! Who is signed in: sessions of browsers.

mod sql;

pub(crate) use sql::end_all;

use async_trait::async_trait;

use crate::users::User;
use crate::{Change, Digest, Millis, Result, UserId};

/// A session. Of the cookie and of the CSRF token only digests are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The digest of the cookie.
    pub cookie: Digest,
    /// Who is signed in.
    pub user: UserId,
    /// The digest of the CSRF token.
    pub csrf: Digest,
    /// When the person signed in (a rotation keeps it).
    pub created: Millis,
    /// When the session was last used, as far as [`Sessions::touch_session`] was told.
    pub last_seen: Millis,
    /// The session ends at this time, whatever is done.
    pub expires: Millis,
}

/// Sessions.
#[async_trait]
pub trait Sessions: Send + Sync {
    /// Begins a session (`created` and `last_seen` are the time of the change). `NotFound` for an
    /// unknown or inactive user.
    async fn create_session(
        &self,
        change: &Change,
        user: &UserId,
        cookie: Digest,
        csrf: Digest,
        expires: Millis,
    ) -> Result<Session>;

    /// The session of this cookie with its user as the user is now, if it has not expired and the
    /// user is active. Idle expiry is the caller's, by `last_seen`.
    async fn session(&self, cookie: Digest, now: Millis) -> Result<Option<(Session, User)>>;

    /// Notes that the session was used; not logged. Call it once a minute, not with every request.
    async fn touch_session(&self, cookie: Digest, now: Millis) -> Result<()>;

    /// Gives a session a new cookie and CSRF token (after sign-in, change of password). `NotFound`.
    async fn rotate_session(
        &self,
        change: &Change,
        cookie: Digest,
        new_cookie: Digest,
        new_csrf: Digest,
    ) -> Result<()>;

    /// Ends a session; nothing happens if it has ended.
    async fn end_session(&self, change: &Change, cookie: Digest) -> Result<()>;

    /// Ends all sessions of a user but, if given, one; how many.
    async fn end_sessions(&self, change: &Change, user: &UserId, but: Option<Digest>) -> Result<u64>;

    /// Removes sessions that expired before `now` or were last seen before `idle_since`; not logged;
    /// how many.
    async fn sweep_sessions(&self, now: Millis, idle_since: Millis) -> Result<u64>;
}
