//! Invitations in the database.

use serde_json::json;
use sqlx::AnyConnection;

use super::{Invitation, NewUser, Newcomer, Role, User};
use crate::audit::{Subject, SubjectKind};
use crate::db::{Database, Record, Row, Write, composed, sql};
use crate::{Change, Digest, Error, InvitationId, Millis, Result};

const COLUMNS: &str = "id, role, created, expires, used, revoked";

impl Record for Invitation {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.word("id")?,
            role: row.word("role")?,
            created: row.int("created")?,
            expires: row.int("expires")?,
            used: row.maybe_int("used")?,
            revoked: row.maybe_int("revoked")?,
        })
    }
}

pub(super) async fn by_token(on: &mut AnyConnection, token: Digest) -> Result<Option<Invitation>> {
    composed(format!("SELECT {COLUMNS} FROM invitations WHERE token = $1")).bind(token).first(on).await
}

pub(super) async fn all(on: &mut AnyConnection) -> Result<Vec<Invitation>> {
    composed(format!("SELECT {COLUMNS} FROM invitations ORDER BY created DESC, id DESC")).all(on).await
}

pub(super) async fn create(
    database: &Database,
    change: &Change,
    token: Digest,
    role: Role,
    expires: Millis,
) -> Result<Invitation> {
    let mut write = database.change(change).await?;
    let id = InvitationId::fresh(change.at);
    let sql =
        sql("INSERT INTO invitations (id, token, role, created, expires) VALUES ($1, $2, $3, $4, $5)")
            .bind(&id)
            .bind(token)
            .bind(role.id())
            .bind(change.at)
            .bind(expires);
    sql.run(write.on()).await.map_err(|e| e.about("token", "invitation"))?;
    let detail = json!({ "role": role.id(), "expires": expires });
    write.log("invitation.created", SubjectKind::Invitation, &id, detail);
    write.commit().await?;
    Ok(Invitation { id, role, created: change.at, expires, used: None, revoked: None })
}

pub(super) async fn revoke(database: &Database, change: &Change, id: &InvitationId) -> Result<()> {
    let mut write = database.change(change).await?;
    let sql = sql("UPDATE invitations SET revoked = COALESCE(revoked, $2) \
                   WHERE id = $1 AND used IS NULL RETURNING role AS t")
    .bind(id)
    .bind(change.at);
    if sql.first::<String>(write.on()).await?.is_none() {
        let used = crate::db::sql("SELECT count(*) AS n FROM invitations WHERE id = $1").bind(id);
        return Err(match used.one::<i64>(write.on(), "invitation").await? {
            0 => Error::NotFound("invitation"),
            _ => Error::Refused("the invitation was used"),
        });
    }
    write.log("invitation.revoked", SubjectKind::Invitation, id, json!({}));
    write.commit().await
}

pub(super) async fn accept(
    database: &Database,
    change: &Change,
    token: Digest,
    who: Newcomer,
) -> Result<User> {
    let mut write = database.change(change).await?;
    let sql =
        sql("UPDATE invitations SET used = $2 WHERE token = $1 AND used IS NULL AND revoked IS NULL \
                   AND expires > $2 RETURNING id, role, created, expires, used, revoked")
        .bind(token)
        .bind(change.at);
    let Some(invitation) = sql.first::<Invitation>(write.on()).await? else {
        return Err(match by_token(write.on(), token).await? {
            None => Error::NotFound("invitation"),
            Some(_) => Error::Refused("the invitation was used, taken back or has expired"),
        });
    };
    let Newcomer { login, name, password_hash } = who;
    let new = NewUser { login, name, role: invitation.role, password_hash, must_change: false };
    let user = super::sql::insert(&mut write, &new).await?;
    withdraw_others(&mut write).await?;
    let detail =
        json!({ "login": user.login, "role": user.role.id(), "invitation": invitation.id.as_str() });
    let actor = format!("user:{}", user.id);
    write.log_as(actor, "user.created", Subject::new(SubjectKind::User, &user.id), detail);
    write.commit().await?;
    Ok(user)
}

/// Once there is somebody, links that make the first administrator, of other starts and other servers, hold
/// no more. Two that are taken up at once each take back the other: one of them fails.
async fn withdraw_others(write: &mut Write<'_>) -> Result<()> {
    let users: i64 = sql("SELECT count(*) AS n FROM users").one(write.on(), "users").await?;
    if users > 1 {
        return Ok(());
    }
    let sql = sql("UPDATE invitations SET revoked = $1 WHERE used IS NULL AND revoked IS NULL \
                   RETURNING id, role, created, expires, used, revoked");
    let withdrawn: Vec<Invitation> = sql.bind(write.at()).all(write.on()).await?;
    for invitation in withdrawn {
        write.log("invitation.revoked", SubjectKind::Invitation, &invitation.id, json!({}));
    }
    Ok(())
}
