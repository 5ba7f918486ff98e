//! API keys in the database.

use async_trait::async_trait;
use serde_json::json;

use super::{ApiKey, Keys, NewApiKey};
use crate::audit::SubjectKind;
use crate::db::{Database, Record, Row, composed, sql};
use crate::users::{self, User};
use crate::{ApiKeyId, Change, Digest, Error, Millis, Result, UserId};

const COLUMNS: &str =
    "k.id, k.owner, k.name, k.prefix, k.scopes, k.created, k.expires, k.last_used, k.revoked";

impl Record for ApiKey {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.word("id")?,
            owner: row.word("owner")?,
            name: row.text("name")?,
            prefix: row.text("prefix")?,
            scopes: row.text("scopes")?.split_whitespace().map(str::to_owned).collect(),
            created: row.int("created")?,
            expires: row.maybe_int("expires")?,
            last_used: row.maybe_int("last_used")?,
            revoked: row.maybe_int("revoked")?,
        })
    }
}

impl Record for (ApiKey, User) {
    fn read(row: &Row) -> Result<Self> {
        Ok((ApiKey::read(row)?, User::read(row)?))
    }
}

#[async_trait]
impl Keys for Database {
    async fn create_key(&self, change: &Change, new: NewApiKey) -> Result<ApiKey> {
        if new.scopes.iter().any(|s| s.is_empty() || s.contains(char::is_whitespace)) {
            return Err(Error::Invalid("a scope is a word"));
        }
        let mut write = self.change(change).await?;
        let id = ApiKeyId::fresh(change.at);
        let sql =
            sql("INSERT INTO api_keys (id, owner, name, prefix, secret, scopes, created, expires) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
            .bind(&id)
            .bind(&new.owner)
            .bind(&new.name)
            .bind(&new.prefix)
            .bind(new.key)
            .bind(new.scopes.join(" "))
            .bind(change.at)
            .bind(new.expires);
        sql.run(write.on()).await.map_err(|e| e.about("key", "user"))?;
        let detail =
            json!({ "owner": new.owner.as_str(), "scopes": new.scopes, "expires": new.expires });
        write.log("api_key.created", SubjectKind::ApiKey, &id, detail);
        write.commit().await?;
        let NewApiKey { owner, name, prefix, scopes, expires, .. } = new;
        let (created, last_used, revoked) = (change.at, None, None);
        Ok(ApiKey { id, owner, name, prefix, scopes, created, expires, last_used, revoked })
    }

    async fn key(&self, key: Digest, now: Millis) -> Result<Option<(ApiKey, User)>> {
        let sql = composed(format!(
            "SELECT {COLUMNS}, {} FROM api_keys k JOIN users u ON u.id = k.owner \
             WHERE k.secret = $1 AND k.revoked IS NULL AND (k.expires IS NULL OR k.expires > $2) \
             AND u.active = 1",
            users::sql::COLUMNS
        ));
        sql.bind(key).bind(now).first(&mut *self.reader().await?).await
    }

    async fn keys(&self, owner: Option<&UserId>) -> Result<Vec<ApiKey>> {
        let sql = composed(format!(
            "SELECT {COLUMNS} FROM api_keys k WHERE ($1 = '' OR k.owner = $1) \
             ORDER BY k.created DESC, k.id DESC"
        ));
        sql.bind(owner.map_or("", UserId::as_str)).all(&mut *self.reader().await?).await
    }

    async fn revoke_key(&self, change: &Change, id: &ApiKeyId) -> Result<()> {
        let mut write = self.change(change).await?;
        let sql = sql("UPDATE api_keys SET revoked = $2 WHERE id = $1 AND revoked IS NULL")
            .bind(id)
            .bind(change.at);
        if sql.run(write.on()).await? == 0 {
            let known = crate::db::sql("SELECT count(*) AS n FROM api_keys WHERE id = $1").bind(id);
            let known: i64 = known.one(write.on(), "key").await?;
            return if known == 0 { Err(Error::NotFound("key")) } else { Ok(()) };
        }
        write.log("api_key.revoked", SubjectKind::ApiKey, id, json!({}));
        write.commit().await
    }

    async fn touch_key(&self, id: &ApiKeyId, now: Millis) -> Result<()> {
        let mut transaction = self.begin().await?;
        let sql = sql("UPDATE api_keys SET last_used = $2 WHERE id = $1").bind(id).bind(now);
        sql.run(&mut transaction).await?;
        Ok(transaction.commit().await?)
    }
}
