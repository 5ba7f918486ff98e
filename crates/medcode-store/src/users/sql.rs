//! Users in the database.

use async_trait::async_trait;
use serde_json::json;
use sqlx::AnyConnection;

use super::{Credentials, NewUser, Newcomer, Role, User, UserUpdate, Users};
use super::{Invitation, invitations};
use crate::audit::SubjectKind;
use crate::db::{Database, Record, Row, Write, composed, sql};
use crate::{Change, Digest, Error, InvitationId, Millis, Result, UserId};

/// What a [`User`] is read from.
pub(crate) const COLUMNS: &str = "u.id AS user_id, u.login, u.name AS user_name, u.role, u.active, \
     u.must_change, u.created AS user_created, u.last_login, u.version AS user_version";

impl Record for User {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.word("user_id")?,
            login: row.text("login")?,
            name: row.text("user_name")?,
            role: row.word("role")?,
            active: row.flag("active")?,
            must_change: row.flag("must_change")?,
            created: row.int("user_created")?,
            last_login: row.maybe_int("last_login")?,
            version: row.int("user_version")?,
        })
    }
}

impl Record for Credentials {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            user: User::read(row)?,
            password_hash: row.text("password_hash")?,
            failed: row.int("failed")?,
            locked_until: row.maybe_int("locked_until")?,
        })
    }
}

/// A login without its case: what must be unique.
fn folded(login: &str) -> String {
    login.trim().to_lowercase()
}

/// Keeps a user; the caller logs it.
pub(super) async fn insert(write: &mut Write<'_>, new: &NewUser) -> Result<User> {
    if folded(&new.login).is_empty() || new.login.len() > 200 {
        return Err(Error::Invalid("a login has 1 to 200 bytes"));
    }
    let id = UserId::fresh(write.at());
    let sql =
        sql("INSERT INTO users (id, login, folded, name, role, password_hash, active, must_change, \
                   failed, created, version) VALUES ($1, $2, $3, $4, $5, $6, 1, $7, 0, $8, 1)")
        .bind(&id)
        .bind(new.login.trim())
        .bind(folded(&new.login))
        .bind(&new.name)
        .bind(new.role.id())
        .bind(&new.password_hash)
        .bind(new.must_change)
        .bind(write.at());
    sql.run(write.on()).await.map_err(|e| e.about("login", "user"))?;
    by_id(write.on(), &id).await
}

pub(crate) async fn by_id(on: &mut AnyConnection, id: &UserId) -> Result<User> {
    composed(format!("SELECT {COLUMNS} FROM users u WHERE u.id = $1")).bind(id).one(on, "user").await
}

/// The user, if active: who may be given work or a session.
pub(crate) async fn active(on: &mut AnyConnection, id: &UserId) -> Result<User> {
    Some(by_id(on, id).await?).filter(|u| u.active).ok_or(Error::NotFound("active user"))
}

/// The active administrators, held so that two changes cannot remove the last two at once.
async fn administrators(write: &mut Write<'_>) -> Result<Vec<String>> {
    let sql = write.either(
        "SELECT id AS t FROM users WHERE role = 'administrator' AND active = 1",
        "SELECT id AS t FROM users WHERE role = 'administrator' AND active = 1 ORDER BY id FOR UPDATE",
    );
    sql.all(write.on()).await
}

/// What changed, for the log.
fn changed(to: &UserUpdate) -> serde_json::Value {
    let mut detail = serde_json::Map::new();
    if let Some(role) = to.role {
        detail.insert("role".to_owned(), role.id().into());
    }
    if let Some(active) = to.active {
        detail.insert("active".to_owned(), active.into());
    }
    if let Some(must_change) = to.must_change {
        detail.insert("must_change".to_owned(), must_change.into());
    }
    if to.name.is_some() {
        detail.insert("name".to_owned(), true.into());
    }
    detail.into()
}

#[async_trait]
impl Users for Database {
    async fn create_user(&self, change: &Change, new: NewUser) -> Result<User> {
        let mut write = self.change(change).await?;
        let user = insert(&mut write, &new).await?;
        let detail = json!({ "login": user.login, "role": user.role.id() });
        write.log("user.created", SubjectKind::User, &user.id, detail);
        write.commit().await?;
        Ok(user)
    }

    async fn user(&self, id: &UserId) -> Result<User> {
        by_id(&mut *self.reader().await?, id).await
    }

    async fn users(&self) -> Result<Vec<User>> {
        let sql = composed(format!("SELECT {COLUMNS} FROM users u ORDER BY u.folded"));
        sql.all(&mut *self.reader().await?).await
    }

    async fn count_users(&self) -> Result<i64> {
        sql("SELECT count(*) AS n FROM users").one(&mut *self.reader().await?, "count").await
    }

    async fn update_user(
        &self,
        change: &Change,
        id: &UserId,
        version: i64,
        to: UserUpdate,
    ) -> Result<User> {
        let mut write = self.change(change).await?;
        let before = administrators(&mut write).await?;
        let sql = sql("UPDATE users SET name = COALESCE($3, name), role = COALESCE($4, role), \
                       active = COALESCE($5, active), must_change = COALESCE($6, must_change), \
                       version = version + 1 WHERE id = $1 AND version = $2")
        .bind(id)
        .bind(version)
        .bind(&to.name)
        .bind(to.role.map(Role::id))
        .bind(to.active.map(i64::from))
        .bind(to.must_change.map(i64::from));
        if sql.run(write.on()).await? == 0 {
            return Err(write.stale("users", id.as_str(), "user").await);
        }
        if before.iter().any(|a| a == id.as_str()) && administrators(&mut write).await?.is_empty() {
            return Err(Error::Refused("it would leave no active administrator"));
        }
        if to.active == Some(false) {
            crate::sessions::end_all(write.on(), id, None).await?;
        }
        write.log("user.changed", SubjectKind::User, id, changed(&to));
        let user = by_id(write.on(), id).await?;
        write.commit().await?;
        Ok(user)
    }

    async fn credentials(&self, login: &str) -> Result<Option<Credentials>> {
        let sql = composed(format!(
            "SELECT {COLUMNS}, u.password_hash, u.failed, u.locked_until FROM users u WHERE u.folded = $1"
        ));
        sql.bind(folded(login)).first(&mut *self.reader().await?).await
    }

    async fn set_password(
        &self,
        change: &Change,
        id: &UserId,
        hash: &str,
        must_change: bool,
    ) -> Result<()> {
        let mut write = self.change(change).await?;
        let sql = sql("UPDATE users SET password_hash = $2, must_change = $3, failed = 0, \
                       locked_until = NULL, version = version + 1 WHERE id = $1")
        .bind(id)
        .bind(hash)
        .bind(must_change);
        found(sql.run(write.on()).await?)?;
        write.log("user.password_set", SubjectKind::User, id, json!({ "must_change": must_change }));
        write.commit().await
    }

    async fn record_login(&self, change: &Change, id: &UserId) -> Result<()> {
        let mut write = self.change(change).await?;
        let sql = sql("UPDATE users SET failed = 0, locked_until = NULL, last_login = $2 WHERE id = $1")
            .bind(id)
            .bind(change.at);
        found(sql.run(write.on()).await?)?;
        write.log("user.logged_in", SubjectKind::User, id, json!({}));
        write.commit().await
    }

    async fn record_failed_login(
        &self,
        change: &Change,
        id: &UserId,
        locked_until: Option<Millis>,
    ) -> Result<i64> {
        let mut write = self.change(change).await?;
        let sql =
            sql("UPDATE users SET failed = failed + 1, locked_until = COALESCE($2, locked_until) \
                       WHERE id = $1 RETURNING failed AS n")
            .bind(id)
            .bind(locked_until);
        let failed: i64 = sql.one(write.on(), "user").await?;
        let detail = json!({ "failed": failed, "locked": locked_until.is_some() });
        write.log("user.login_failed", SubjectKind::User, id, detail);
        write.commit().await?;
        Ok(failed)
    }

    async fn create_invitation(
        &self,
        change: &Change,
        token: Digest,
        role: Role,
        expires: Millis,
    ) -> Result<Invitation> {
        invitations::create(self, change, token, role, expires).await
    }

    async fn invitation(&self, token: Digest) -> Result<Option<Invitation>> {
        invitations::by_token(&mut *self.reader().await?, token).await
    }

    async fn invitations(&self) -> Result<Vec<Invitation>> {
        invitations::all(&mut *self.reader().await?).await
    }

    async fn revoke_invitation(&self, change: &Change, id: &InvitationId) -> Result<()> {
        invitations::revoke(self, change, id).await
    }

    async fn accept_invitation(&self, change: &Change, token: Digest, who: Newcomer) -> Result<User> {
        invitations::accept(self, change, token, who).await
    }
}

fn found(rows: u64) -> Result<()> {
    if rows == 0 { Err(Error::NotFound("user")) } else { Ok(()) }
}
