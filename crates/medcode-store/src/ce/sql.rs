//! Continuing education in the database.

use async_trait::async_trait;
use serde_json::json;
use sqlx::AnyConnection;

use super::{Continuing, Evidence, HeldCredential, NewEvidence, NewHeldCredential, NewUnits, Units};
use crate::audit::SubjectKind;
use crate::db::{Database, Record, Row, composed, sql};
use crate::{Change, Digest, Error, EvidenceId, HeldCredentialId, Result, UnitId, UserId};

const HELD: &str = "id, user_id, credential, since, renewal, version";
const UNITS: &str = "id, user_id, body, earned, hundredths, title, provider, own_body, field, version";
const PAPER: &str = "id, unit_id, user_id, name, media_type, bytes, digest, kept";

impl Record for HeldCredential {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.word("id")?,
            user: row.word("user_id")?,
            about: NewHeldCredential {
                credential: row.text("credential")?,
                since: row.maybe_word("since")?,
                renewal: row.word("renewal")?,
            },
            version: row.int("version")?,
        })
    }
}

impl Record for Units {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.word("id")?,
            user: row.word("user_id")?,
            about: NewUnits {
                body: row.text("body")?,
                earned: row.word("earned")?,
                hundredths: row.int("hundredths")?,
                title: row.text("title")?,
                provider: row.text("provider")?,
                own_body: row.flag("own_body")?,
                field: row.flag("field")?,
            },
            version: row.int("version")?,
        })
    }
}

impl Record for Evidence {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.word("id")?,
            units: row.word("unit_id")?,
            user: row.word("user_id")?,
            name: row.text("name")?,
            media_type: row.text("media_type")?,
            bytes: row.int("bytes")?,
            digest: row.word("digest")?,
            kept: row.int("kept")?,
        })
    }
}

/// A paper with its bytes.
struct Whole(Evidence, Vec<u8>);

impl Record for Whole {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self(Evidence::read(row)?, row.maybe_bytes("body")?.unwrap_or_default()))
    }
}

async fn held_by_id(on: &mut AnyConnection, id: &HeldCredentialId) -> Result<HeldCredential> {
    let sql = composed(format!("SELECT {HELD} FROM held_credentials WHERE id = $1")).bind(id);
    sql.one(on, "credential").await
}

async fn units_by_id(on: &mut AnyConnection, id: &UnitId) -> Result<Units> {
    let sql = composed(format!("SELECT {UNITS} FROM earned_units WHERE id = $1")).bind(id);
    sql.one(on, "continuing education").await
}

/// What the log says of units: not their titles, which are the user's own words.
fn said(about: &NewUnits) -> serde_json::Value {
    json!({ "body": about.body, "earned": about.earned.to_string(), "hundredths": about.hundredths })
}

#[async_trait]
impl Continuing for Database {
    async fn hold_credential(
        &self,
        change: &Change,
        user: &UserId,
        new: NewHeldCredential,
    ) -> Result<HeldCredential> {
        let mut write = self.change(change).await?;
        let id = HeldCredentialId::fresh(change.at);
        let sql =
            sql("INSERT INTO held_credentials (id, user_id, credential, since, renewal, version) \
                       VALUES ($1, $2, $3, $4, $5, 1)")
            .bind(&id)
            .bind(user)
            .bind(&new.credential)
            .bind(new.since)
            .bind(new.renewal);
        sql.run(write.on()).await.map_err(|e| e.about("credential", "user"))?;
        let detail = json!({ "credential": new.credential, "renewal": new.renewal.to_string() });
        write.log("credential.held", SubjectKind::Credential, &id, detail);
        let held = held_by_id(write.on(), &id).await?;
        write.commit().await?;
        Ok(held)
    }

    async fn change_credential(
        &self,
        change: &Change,
        id: &HeldCredentialId,
        version: i64,
        to: NewHeldCredential,
    ) -> Result<HeldCredential> {
        let mut write = self.change(change).await?;
        let sql = sql("UPDATE held_credentials SET credential = $3, since = $4, renewal = $5, \
                       version = version + 1 WHERE id = $1 AND version = $2")
        .bind(id)
        .bind(version)
        .bind(&to.credential)
        .bind(to.since)
        .bind(to.renewal);
        if sql.run(write.on()).await.map_err(|e| e.about("credential", "user"))? == 0 {
            return Err(write.stale("held_credentials", id.as_str(), "credential").await);
        }
        let detail = json!({ "credential": to.credential, "renewal": to.renewal.to_string() });
        write.log("credential.changed", SubjectKind::Credential, id, detail);
        let held = held_by_id(write.on(), id).await?;
        write.commit().await?;
        Ok(held)
    }

    async fn drop_credential(&self, change: &Change, id: &HeldCredentialId) -> Result<()> {
        let mut write = self.change(change).await?;
        let sql = sql("DELETE FROM held_credentials WHERE id = $1").bind(id);
        if sql.run(write.on()).await? == 0 {
            return Err(Error::NotFound("credential"));
        }
        write.log("credential.dropped", SubjectKind::Credential, id, json!({}));
        write.commit().await
    }

    async fn held_credential(&self, id: &HeldCredentialId) -> Result<HeldCredential> {
        held_by_id(&mut *self.reader().await?, id).await
    }

    async fn held_credentials(&self, user: &UserId) -> Result<Vec<HeldCredential>> {
        let sql = composed(format!(
            "SELECT {HELD} FROM held_credentials WHERE user_id = $1 ORDER BY renewal, credential"
        ));
        sql.bind(user).all(&mut *self.reader().await?).await
    }

    async fn earn_units(&self, change: &Change, user: &UserId, new: NewUnits) -> Result<Units> {
        let mut write = self.change(change).await?;
        let id = UnitId::fresh(change.at);
        let sql =
            sql("INSERT INTO earned_units (id, user_id, body, earned, hundredths, title, provider, \
                       own_body, field, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)")
            .bind(&id)
            .bind(user)
            .bind(&new.body)
            .bind(new.earned)
            .bind(new.hundredths)
            .bind(&new.title)
            .bind(&new.provider)
            .bind(new.own_body)
            .bind(new.field);
        sql.run(write.on()).await.map_err(|e| e.about("value", "user"))?;
        write.log("education.earned", SubjectKind::Credential, &id, said(&new));
        let units = units_by_id(write.on(), &id).await?;
        write.commit().await?;
        Ok(units)
    }

    async fn change_units(
        &self,
        change: &Change,
        id: &UnitId,
        version: i64,
        to: NewUnits,
    ) -> Result<Units> {
        let mut write = self.change(change).await?;
        let sql = sql("UPDATE earned_units SET body = $3, earned = $4, hundredths = $5, title = $6, \
                       provider = $7, own_body = $8, field = $9, version = version + 1 \
                       WHERE id = $1 AND version = $2")
        .bind(id)
        .bind(version)
        .bind(&to.body)
        .bind(to.earned)
        .bind(to.hundredths)
        .bind(&to.title)
        .bind(&to.provider)
        .bind(to.own_body)
        .bind(to.field);
        if sql.run(write.on()).await? == 0 {
            return Err(write.stale("earned_units", id.as_str(), "continuing education").await);
        }
        write.log("education.changed", SubjectKind::Credential, id, said(&to));
        let units = units_by_id(write.on(), id).await?;
        write.commit().await?;
        Ok(units)
    }

    async fn drop_units(&self, change: &Change, id: &UnitId) -> Result<()> {
        let mut write = self.change(change).await?;
        sql("DELETE FROM evidence_files WHERE unit_id = $1").bind(id).run(write.on()).await?;
        if sql("DELETE FROM earned_units WHERE id = $1").bind(id).run(write.on()).await? == 0 {
            return Err(Error::NotFound("continuing education"));
        }
        write.log("education.dropped", SubjectKind::Credential, id, json!({}));
        write.commit().await
    }

    async fn units(&self, id: &UnitId) -> Result<Units> {
        units_by_id(&mut *self.reader().await?, id).await
    }

    async fn units_of(&self, user: &UserId) -> Result<Vec<Units>> {
        let sql = composed(format!(
            "SELECT {UNITS} FROM earned_units WHERE user_id = $1 ORDER BY earned DESC, id DESC"
        ));
        sql.bind(user).all(&mut *self.reader().await?).await
    }

    async fn add_evidence(
        &self,
        change: &Change,
        id: &UnitId,
        most: i64,
        new: NewEvidence,
    ) -> Result<Evidence> {
        let mut write = self.change(change).await?;
        // The row of the units is the lock: two papers at once wait for each other.
        let lock = sql("UPDATE earned_units SET version = version WHERE id = $1").bind(id);
        lock.run(write.on()).await?;
        let units = units_by_id(write.on(), id).await?;
        let count = sql("SELECT count(*) AS n FROM evidence_files WHERE unit_id = $1").bind(id);
        if count.one::<i64>(write.on(), "count").await? >= most {
            return Err(Error::Refused("these units have as many papers as are kept"));
        }
        let paper = Evidence {
            id: EvidenceId::fresh(change.at),
            units: id.clone(),
            user: units.user,
            name: new.name,
            media_type: new.media_type,
            bytes: i64::try_from(new.body.len()).unwrap_or(i64::MAX),
            digest: Digest::of(&new.body),
            kept: change.at,
        };
        let sql =
            sql("INSERT INTO evidence_files (id, unit_id, user_id, name, media_type, bytes, digest, \
                       body, kept) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
            .bind(&paper.id)
            .bind(id)
            .bind(&paper.user)
            .bind(&paper.name)
            .bind(&paper.media_type)
            .bind(paper.bytes)
            .bind(paper.digest)
            .bind(new.body)
            .bind(paper.kept);
        sql.run(write.on()).await?;
        let detail =
            json!({ "units": id.as_str(), "bytes": paper.bytes, "sha256": paper.digest.to_string() });
        write.log("education.evidence_added", SubjectKind::Credential, &paper.id, detail);
        write.commit().await?;
        Ok(paper)
    }

    async fn drop_evidence(&self, change: &Change, id: &EvidenceId) -> Result<()> {
        let mut write = self.change(change).await?;
        if sql("DELETE FROM evidence_files WHERE id = $1").bind(id).run(write.on()).await? == 0 {
            return Err(Error::NotFound("paper"));
        }
        write.log("education.evidence_dropped", SubjectKind::Credential, id, json!({}));
        write.commit().await
    }

    async fn evidence(&self, id: &EvidenceId) -> Result<(Evidence, Vec<u8>)> {
        let sql = composed(format!("SELECT {PAPER}, body FROM evidence_files WHERE id = $1")).bind(id);
        let Whole(paper, body) = sql.one(&mut *self.reader().await?, "paper").await?;
        Ok((paper, body))
    }

    async fn evidence_of(&self, user: &UserId) -> Result<Vec<Evidence>> {
        let sql =
            composed(format!("SELECT {PAPER} FROM evidence_files WHERE user_id = $1 ORDER BY kept, id"));
        sql.bind(user).all(&mut *self.reader().await?).await
    }
}
