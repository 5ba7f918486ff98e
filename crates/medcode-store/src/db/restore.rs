//! A copy is put in the place of the records: never under a program that works on them, and over what the
//! copy does not have only where that is said.

use std::path::Path;

use sqlx::{AnyConnection, Connection as _, Executor as _};

use super::copy::{beside, check, publish, remove};
use super::{Head, sql, sqlite};
use crate::{Error, Result};

/// What a copy may take the place of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replace {
    /// Nothing: there must be no records.
    Nothing,
    /// Records that have no audit entry which the copy lacks.
    Earlier,
    /// Any records.
    Anything,
}

/// Puts a copy in the place of the database that `url` (`sqlite:PATH`) names. The copy is checked first,
/// and nothing of the database is touched where it is refused.
///
/// # Errors
///
/// `Exists` when there is a database and nothing may be replaced; `Live` when a program has it open;
/// `Later` when it has entries that the copy lacks, or cannot be read, and only earlier records may be
/// replaced; `Damaged` when the copy is not sound; `Unsupported` for PostgreSQL.
pub async fn restore(copy: &Path, url: &str, replace: Replace) -> Result<()> {
    sqlx::any::install_default_drivers();
    let Some(to) = sqlite::path_of(url) else {
        return Err(Error::Unsupported("PostgreSQL is restored with pg_restore"));
    };
    if to.exists() && replace == Replace::Nothing {
        return Err(Error::Exists(to));
    }
    let aside = beside(&to, ".partial");
    remove(&aside);
    let done = put(copy, &aside, &to, replace).await;
    if done.is_err() {
        remove(&aside);
    }
    done
}

async fn put(copy: &Path, aside: &Path, to: &Path, replace: Replace) -> Result<()> {
    let file = |path: &Path| {
        let path = path.to_owned();
        move |error| Error::File { path, error }
    };
    sqlite::make(aside)?;
    std::fs::copy(copy, aside).map_err(file(copy))?;
    check(aside).await?;
    // Held until the copy has the name, so that no program begins to work on what goes.
    let mut held = if to.exists() { hold(to).await? } else { None };
    let placed = place(aside, to, held.as_mut(), replace).await;
    if let Some(held) = held {
        held.close().await?;
    }
    placed
}

/// Gives the copy its name, where the records that are there may go.
async fn place(
    aside: &Path,
    to: &Path,
    held: Option<&mut AnyConnection>,
    replace: Replace,
) -> Result<()> {
    if replace == Replace::Earlier && to.exists() {
        let lost = match held {
            Some(there) => lost(there, aside).await?,
            None => None,
        };
        if lost != Some(0) {
            return Err(Error::Later { path: to.to_owned(), entries: lost });
        }
    }
    // The log of the database that goes must not be read into the one that comes.
    for side in ["-wal", "-shm"] {
        remove(&beside(to, side));
    }
    publish(aside, to)
}

/// A connection that keeps everybody else out; none where the file is no sound database. In write-ahead
/// mode an open connection holds the file also while it does nothing, and this one gets it only alone.
async fn hold(path: &Path) -> Result<Option<AnyConnection>> {
    const ALONE: &str = "PRAGMA busy_timeout = 300; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE";
    let begun = async {
        let mut connection = sqlite::alone(path).await?;
        connection.execute(ALONE).await?;
        Ok(connection)
    };
    match begun.await {
        Ok(connection) => Ok(Some(connection)),
        Err(Error::Busy) => Err(Error::Live(path.to_owned())),
        Err(_) => Ok(None),
    }
}

/// How many audit entries of these records the copy lacks; none where they cannot be read.
async fn lost(there: &mut AnyConnection, copy: &Path) -> Result<Option<i64>> {
    let mut copy = sqlite::alone(copy).await?;
    let here = head(&mut copy).await?;
    let Ok(stands) = head(there).await else { return Ok(None) };
    let common = stands.seq.min(here.seq);
    let (in_copy, standing) = (entry(&mut copy, common).await?, entry(there, common).await?);
    copy.close().await?;
    let same = in_copy.map(|e| e.digest) == standing.map(|e| e.digest);
    // Logs that differ at an entry which both have are those of different installations.
    Ok(Some(if same { stands.seq - common } else { stands.seq }))
}

async fn head(on: &mut AnyConnection) -> Result<Head> {
    sql("SELECT seq, digest FROM audit_head").one(on, "audit head").await
}

async fn entry(on: &mut AnyConnection, seq: i64) -> Result<Option<Head>> {
    sql("SELECT seq, digest FROM audit_log WHERE seq = $1").bind(seq).first(on).await
}
