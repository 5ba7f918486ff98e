//! Who has an encounter open.

use sqlx::AnyConnection;

use crate::db::{Database, Record, Row, sql};
use crate::{EncounterId, Millis, Result, UserId};

/// One who has an encounter open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presence {
    /// Who.
    pub user: UserId,
    /// The name shown to others.
    pub name: String,
    /// Since when.
    pub since: Millis,
    /// It counts as closed from then.
    pub until: Millis,
}

impl Record for Presence {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            user: row.word("user_id")?,
            name: row.text("name")?,
            since: row.int("since")?,
            until: row.int("until")?,
        })
    }
}

/// Who has it open at `now`, the first to come first.
pub(super) async fn present(
    on: &mut AnyConnection,
    id: &EncounterId,
    now: Millis,
) -> Result<Vec<Presence>> {
    let sql = sql("SELECT r.user_id, u.name, r.since, r.until FROM presence r \
                   JOIN users u ON u.id = r.user_id \
                   WHERE r.encounter_id = $1 AND r.until > $2 ORDER BY r.since, r.user_id");
    sql.bind(id).bind(now).all(on).await
}

/// Comes, or stays; who else is there.
pub(super) async fn enter(
    database: &Database,
    id: &EncounterId,
    user: &UserId,
    now: Millis,
    until: Millis,
) -> Result<Vec<Presence>> {
    let mut transaction = database.begin().await?;
    // One who was away comes anew.
    let sql = sql("INSERT INTO presence (encounter_id, user_id, since, until) VALUES ($1, $2, $3, $4) \
                   ON CONFLICT (encounter_id, user_id) DO UPDATE SET until = excluded.until, \
                   since = CASE WHEN presence.until > excluded.since THEN presence.since \
                   ELSE excluded.since END");
    let come = sql.bind(id).bind(user).bind(now).bind(until).run(&mut transaction).await;
    come.map_err(|e| e.about("presence", "encounter or user"))?;
    let mut others = present(&mut transaction, id, now).await?;
    others.retain(|p| p.user != *user);
    transaction.commit().await?;
    Ok(others)
}

/// Goes.
pub(super) async fn leave(database: &Database, id: &EncounterId, user: &UserId) -> Result<()> {
    let mut transaction = database.begin().await?;
    let sql = sql("DELETE FROM presence WHERE encounter_id = $1 AND user_id = $2");
    sql.bind(id).bind(user).run(&mut transaction).await?;
    Ok(transaction.commit().await?)
}
