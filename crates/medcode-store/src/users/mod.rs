//! Who may sign in: users and the invitations by which they come.

mod invitations;
pub(crate) mod sql;

use std::fmt;

use async_trait::async_trait;

use crate::words::words;
use crate::{Change, Digest, InvitationId, Millis, Result, UserId};

words! {
    /// What a person does here; what each may do is decided in the server.
    Role {
        /// Codes charts.
        Coder = "coder",
        /// Reviews what was coded.
        Auditor = "auditor",
        /// Shares out work.
        Manager = "manager",
        /// Reads everything, the audit log first.
        Compliance = "compliance",
        /// Learns on practice charts.
        Student = "student",
        /// Users, keys, releases.
        Administrator = "administrator",
    }
}

/// A person who signs in. The password is not part of it: see [`Credentials`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Identifier.
    pub id: UserId,
    /// The name typed to sign in, as it was given; unique whatever its case.
    pub login: String,
    /// The name shown to others.
    pub name: String,
    /// What the person does here.
    pub role: Role,
    /// Whether the person may sign in.
    pub active: bool,
    /// Whether the password must be changed at the next sign-in.
    pub must_change: bool,
    /// When the record was made.
    pub created: Millis,
    /// When the person last signed in.
    pub last_login: Option<Millis>,
    /// Counts the changes, to be given back with the next one.
    pub version: i64,
}

/// A user to be made.
#[derive(Clone)]
pub struct NewUser {
    /// The name typed to sign in: not empty, at most 200 bytes.
    pub login: String,
    /// The name shown to others.
    pub name: String,
    /// What the person does here.
    pub role: Role,
    /// The hash of the password (a PHC string), never the password.
    pub password_hash: String,
    /// Whether the password must be changed at the first sign-in.
    pub must_change: bool,
}

/// Never shows the hash.
impl fmt::Debug for NewUser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewUser")
            .field("login", &self.login)
            .field("role", &self.role)
            .finish_non_exhaustive()
    }
}

/// What may be changed of a user; what is `None` stays.
#[derive(Clone, Debug, Default)]
pub struct UserUpdate {
    /// The name shown to others.
    pub name: Option<String>,
    /// What the person does here.
    pub role: Option<Role>,
    /// Whether the person may sign in. Sessions end when it becomes false.
    pub active: Option<bool>,
    /// Whether the password must be changed at the next sign-in.
    pub must_change: Option<bool>,
}

/// What is needed to check a password.
#[derive(Clone)]
pub struct Credentials {
    /// The user.
    pub user: User,
    /// The hash of the password (a PHC string).
    pub password_hash: String,
    /// Wrong passwords since the last right one.
    pub failed: i64,
    /// No password is taken before this time.
    pub locked_until: Option<Millis>,
}

/// Never shows the hash.
impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials")
            .field("user", &self.user.id)
            .field("failed", &self.failed)
            .field("locked_until", &self.locked_until)
            .finish_non_exhaustive()
    }
}

/// An invitation to become a user, by a link that works once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Identifier.
    pub id: InvitationId,
    /// The role the new user gets.
    pub role: Role,
    /// When it was made.
    pub created: Millis,
    /// It works before this time.
    pub expires: Millis,
    /// When it was used.
    pub used: Option<Millis>,
    /// When it was taken back.
    pub revoked: Option<Millis>,
}

/// What a person who follows an invitation says of themselves.
#[derive(Clone)]
pub struct Newcomer {
    /// The name typed to sign in.
    pub login: String,
    /// The name shown to others.
    pub name: String,
    /// The hash of the password (a PHC string).
    pub password_hash: String,
}

/// Never shows the hash.
impl fmt::Debug for Newcomer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Newcomer").field("login", &self.login).finish_non_exhaustive()
    }
}

/// Users and invitations.
#[async_trait]
pub trait Users: Send + Sync {
    /// Makes a user. `Taken("login")`; `Invalid` for an empty or overlong login.
    async fn create_user(&self, change: &Change, new: NewUser) -> Result<User>;

    /// The user. `NotFound`.
    async fn user(&self, id: &UserId) -> Result<User>;

    /// All users by login, the inactive too.
    async fn users(&self) -> Result<Vec<User>>;

    /// How many users there are, the inactive too: 0 means that the first is still to be made.
    async fn count_users(&self) -> Result<i64>;

    /// Changes a user read at this version. `NotFound`, `Conflict`; `Refused` where it would leave no
    /// active administrator.
    async fn update_user(
        &self,
        change: &Change,
        id: &UserId,
        version: i64,
        to: UserUpdate,
    ) -> Result<User>;

    /// What is needed to check the password of the one with this login (any case), if there is one.
    async fn credentials(&self, login: &str) -> Result<Option<Credentials>>;

    /// Sets the hash of a password; clears the count of failures and the lock. `NotFound`.
    async fn set_password(
        &self,
        change: &Change,
        id: &UserId,
        hash: &str,
        must_change: bool,
    ) -> Result<()>;

    /// A right password: clears the count of failures, keeps the time. `NotFound`.
    async fn record_login(&self, change: &Change, id: &UserId) -> Result<()>;

    /// A wrong password: counts it, locks until then if said; the count as it is now. `NotFound`.
    async fn record_failed_login(
        &self,
        change: &Change,
        id: &UserId,
        locked_until: Option<Millis>,
    ) -> Result<i64>;

    /// Makes an invitation; of the token only this digest is kept.
    async fn create_invitation(
        &self,
        change: &Change,
        token: Digest,
        role: Role,
        expires: Millis,
    ) -> Result<Invitation>;

    /// The invitation of this token, whatever its state.
    async fn invitation(&self, token: Digest) -> Result<Option<Invitation>>;

    /// All invitations, the newest first.
    async fn invitations(&self) -> Result<Vec<Invitation>>;

    /// Takes back an invitation. `NotFound`; `Refused` when it was used.
    async fn revoke_invitation(&self, change: &Change, id: &InvitationId) -> Result<()>;

    /// Uses up an invitation and makes its user, both or neither; the entry names the new user as the
    /// actor. `NotFound`; `Refused` when it is used, expired or taken back; `Taken("login")`.
    async fn accept_invitation(&self, change: &Change, token: Digest, who: Newcomer) -> Result<User>;
}
