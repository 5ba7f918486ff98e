//! Sessions in the database.

use async_trait::async_trait;
use serde_json::json;
use sqlx::AnyConnection;

use super::{Session, Sessions};
use crate::audit::SubjectKind;
use crate::db::{Database, Record, Row, composed, sql};
use crate::users::{self, User};
use crate::{Change, Digest, Error, Millis, Result, UserId};

impl Record for Session {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            cookie: row.word("cookie")?,
            user: row.word("session_user_id")?,
            csrf: row.word("csrf")?,
            created: row.int("created")?,
            last_seen: row.int("last_seen")?,
            expires: row.int("expires")?,
        })
    }
}

impl Record for (Session, User) {
    fn read(row: &Row) -> Result<Self> {
        Ok((Session::read(row)?, User::read(row)?))
    }
}

/// Ends all sessions of a user but one; the caller logs it.
pub(crate) async fn end_all(on: &mut AnyConnection, user: &UserId, but: Option<Digest>) -> Result<u64> {
    let sql = sql("DELETE FROM sessions WHERE user_id = $1 AND cookie <> $2")
        .bind(user)
        .bind(but.map_or_else(String::new, |b| b.to_string()));
    sql.run(on).await
}

#[async_trait]
impl Sessions for Database {
    async fn create_session(
        &self,
        change: &Change,
        user: &UserId,
        cookie: Digest,
        csrf: Digest,
        expires: Millis,
    ) -> Result<Session> {
        let mut write = self.change(change).await?;
        users::sql::active(write.on(), user).await?;
        let sql = sql("INSERT INTO sessions (cookie, user_id, csrf, created, last_seen, expires) \
                       VALUES ($1, $2, $3, $4, $4, $5)")
        .bind(cookie)
        .bind(user)
        .bind(csrf)
        .bind(change.at)
        .bind(expires);
        sql.run(write.on()).await.map_err(|e| e.about("cookie", "user"))?;
        write.log("session.begun", SubjectKind::User, user, json!({ "expires": expires }));
        write.commit().await?;
        let (created, user) = (change.at, user.clone());
        Ok(Session { cookie, user, csrf, created, last_seen: created, expires })
    }

    async fn session(&self, cookie: Digest, now: Millis) -> Result<Option<(Session, User)>> {
        let sql = composed(format!(
            "SELECT s.cookie, s.user_id AS session_user_id, s.csrf, s.created, s.last_seen, s.expires, {} \
             FROM sessions s JOIN users u ON u.id = s.user_id \
             WHERE s.cookie = $1 AND s.expires > $2 AND u.active = 1",
            users::sql::COLUMNS
        ));
        sql.bind(cookie).bind(now).first(&mut *self.reader().await?).await
    }

    async fn touch_session(&self, cookie: Digest, now: Millis) -> Result<()> {
        let mut transaction = self.begin().await?;
        let sql = sql("UPDATE sessions SET last_seen = $2 WHERE cookie = $1 AND last_seen < $2")
            .bind(cookie)
            .bind(now);
        sql.run(&mut transaction).await?;
        Ok(transaction.commit().await?)
    }

    async fn rotate_session(
        &self,
        change: &Change,
        cookie: Digest,
        new_cookie: Digest,
        new_csrf: Digest,
    ) -> Result<()> {
        let mut write = self.change(change).await?;
        let sql = sql("UPDATE sessions SET cookie = $2, csrf = $3, last_seen = $4 WHERE cookie = $1 \
                       RETURNING user_id AS t")
        .bind(cookie)
        .bind(new_cookie)
        .bind(new_csrf)
        .bind(change.at);
        let user: Option<String> =
            sql.first(write.on()).await.map_err(|e| e.about("cookie", "session"))?;
        let user = user.ok_or(Error::NotFound("session"))?;
        write.log("session.rotated", SubjectKind::User, user, json!({}));
        write.commit().await
    }

    async fn end_session(&self, change: &Change, cookie: Digest) -> Result<()> {
        let mut write = self.change(change).await?;
        let sql = sql("DELETE FROM sessions WHERE cookie = $1 RETURNING user_id AS t").bind(cookie);
        match sql.first::<String>(write.on()).await? {
            None => Ok(()),
            Some(user) => {
                write.log("session.ended", SubjectKind::User, user, json!({}));
                write.commit().await
            }
        }
    }

    async fn end_sessions(&self, change: &Change, user: &UserId, but: Option<Digest>) -> Result<u64> {
        let mut write = self.change(change).await?;
        let ended = end_all(write.on(), user, but).await?;
        if ended > 0 {
            write.log("session.ended", SubjectKind::User, user, json!({ "sessions": ended }));
            write.commit().await?;
        }
        Ok(ended)
    }

    async fn sweep_sessions(&self, now: Millis, idle_since: Millis) -> Result<u64> {
        let mut transaction = self.begin().await?;
        let sql =
            sql("DELETE FROM sessions WHERE expires <= $1 OR last_seen < $2").bind(now).bind(idle_since);
        let swept = sql.run(&mut transaction).await?;
        transaction.commit().await?;
        Ok(swept)
    }
}
