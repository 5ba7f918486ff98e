//! Favourites in the database.

use async_trait::async_trait;
use serde_json::json;
use sqlx::AnyConnection;

use super::{Favourite, Favourites, NewFavourite};
use crate::audit::SubjectKind;
use crate::db::{Database, Record, Row, composed, sql};
use crate::{Change, Error, FavouriteId, Result, UserId};

const COLUMNS: &str = "id, owner, kind, shared, system, code, body, updated, version";

impl Record for Favourite {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.word("id")?,
            owner: row.word("owner")?,
            about: NewFavourite {
                kind: row.word("kind")?,
                shared: row.flag("shared")?,
                system: row.text("system")?,
                code: row.text("code")?,
                text: row.text("body")?,
            },
            updated: row.int("updated")?,
            version: row.int("version")?,
        })
    }
}

async fn by_id(on: &mut AnyConnection, id: &FavouriteId) -> Result<Favourite> {
    composed(format!("SELECT {COLUMNS} FROM favourites WHERE id = $1"))
        .bind(id)
        .one(on, "favourite")
        .await
}

/// What the log says: the code, and whether others see it.
fn said(about: &NewFavourite) -> serde_json::Value {
    json!({ "kind": about.kind.id(), "system": about.system, "code": about.code, "shared": about.shared })
}

#[async_trait]
impl Favourites for Database {
    async fn create_favourite(
        &self,
        change: &Change,
        owner: &UserId,
        new: NewFavourite,
    ) -> Result<Favourite> {
        let mut write = self.change(change).await?;
        let id = FavouriteId::fresh(change.at);
        let sql = sql(
            "INSERT INTO favourites (id, owner, kind, shared, system, code, body, updated, version) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1)",
        )
        .bind(&id)
        .bind(owner)
        .bind(new.kind.id())
        .bind(new.shared)
        .bind(&new.system)
        .bind(&new.code)
        .bind(&new.text)
        .bind(change.at);
        sql.run(write.on()).await.map_err(|e| e.about("code", "user"))?;
        write.log("favourite.created", SubjectKind::Favourite, &id, said(&new));
        let favourite = by_id(write.on(), &id).await?;
        write.commit().await?;
        Ok(favourite)
    }

    async fn update_favourite(
        &self,
        change: &Change,
        id: &FavouriteId,
        version: i64,
        to: NewFavourite,
    ) -> Result<Favourite> {
        let mut write = self.change(change).await?;
        let sql =
            sql("UPDATE favourites SET kind = $3, shared = $4, system = $5, code = $6, body = $7, \
                       updated = $8, version = version + 1 WHERE id = $1 AND version = $2")
            .bind(id)
            .bind(version)
            .bind(to.kind.id())
            .bind(to.shared)
            .bind(&to.system)
            .bind(&to.code)
            .bind(&to.text)
            .bind(change.at);
        if sql.run(write.on()).await.map_err(|e| e.about("code", "user"))? == 0 {
            return Err(write.stale("favourites", id.as_str(), "favourite").await);
        }
        write.log("favourite.changed", SubjectKind::Favourite, id, said(&to));
        let favourite = by_id(write.on(), id).await?;
        write.commit().await?;
        Ok(favourite)
    }

    async fn delete_favourite(&self, change: &Change, id: &FavouriteId) -> Result<()> {
        let mut write = self.change(change).await?;
        let sql = sql("DELETE FROM favourites WHERE id = $1").bind(id);
        if sql.run(write.on()).await? == 0 {
            return Err(Error::NotFound("favourite"));
        }
        write.log("favourite.deleted", SubjectKind::Favourite, id, json!({}));
        write.commit().await
    }

    async fn favourite(&self, id: &FavouriteId) -> Result<Favourite> {
        by_id(&mut *self.reader().await?, id).await
    }

    async fn favourites(&self, user: &UserId) -> Result<Vec<Favourite>> {
        let sql = composed(format!(
            "SELECT {COLUMNS} FROM favourites WHERE owner = $1 OR shared = 1 ORDER BY system, code, id"
        ));
        sql.bind(user).all(&mut *self.reader().await?).await
    }

    async fn favourites_of_code(
        &self,
        user: &UserId,
        system: &str,
        code: &str,
    ) -> Result<Vec<Favourite>> {
        let sql = composed(format!(
            "SELECT {COLUMNS} FROM favourites WHERE system = $2 AND code = $3 AND (owner = $1 OR shared = 1) \
             ORDER BY kind DESC, id"
        ));
        sql.bind(user).bind(system).bind(code).all(&mut *self.reader().await?).await
    }
}
