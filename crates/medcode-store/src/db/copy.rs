//! Copies of an SQLite database, made while it is in use.

use std::path::{Path, PathBuf};

use sqlx::Connection as _;

use super::{Database, sql, sqlite};
use crate::upkeep::Backend;
use crate::{Audit as _, Error, Result};

impl Database {
    /// Writes a copy to a new file and checks it.
    pub(crate) async fn copy_to(&self, to: &Path) -> Result<()> {
        let aside = beside(to, ".partial");
        for path in [to, &aside] {
            if path.exists() {
                return Err(Error::Exists(path.to_owned()));
            }
        }
        let done = self.copy_aside(&aside).await;
        let done = match done {
            Ok(()) => publish(&aside, to),
            Err(error) => Err(error),
        };
        if done.is_err() {
            remove(&aside);
        }
        done
    }

    async fn copy_aside(&self, aside: &Path) -> Result<()> {
        let name = aside.to_str().ok_or_else(|| Error::Address("the path is not UTF-8".to_owned()))?;
        // An empty file of the right mode first: the statement takes one that is empty.
        sqlite::make(aside)?;
        let from = self.path.as_deref().ok_or(Error::Unsupported("only a file is copied"))?;
        let mut connection = sqlite::alone(from).await?;
        let copied = sql("VACUUM INTO $1").bind(name).run(&mut connection).await;
        connection.close().await?;
        copied?;
        check(aside).await
    }
}

/// Opens a copy as the program would, has SQLite check it, walks the audit chain.
pub(super) async fn check(path: &Path) -> Result<()> {
    let name = path.to_str().ok_or_else(|| Error::Address("the path is not UTF-8".to_owned()))?;
    let database = Database::open(&format!("sqlite:{name}")).await?;
    let checked = checked(&database).await;
    database.shut().await;
    checked
}

async fn checked(database: &Database) -> Result<()> {
    debug_assert_eq!(database.backend, Backend::Sqlite);
    let said: String = sql("SELECT integrity_check AS t FROM pragma_integrity_check")
        .one(&mut *database.reader().await?, "check")
        .await?;
    if said != "ok" {
        return Err(Error::Damaged(said));
    }
    match database.verify_audit().await?.fault {
        Some(fault) => Err(Error::Damaged(format!("audit entry {}: {}", fault.seq, fault.why))),
        None => Ok(()),
    }
}

/// Makes a finished file last under its name.
pub(super) fn publish(aside: &Path, to: &Path) -> Result<()> {
    let failed = |error| Error::File { path: to.to_owned(), error };
    std::fs::File::open(aside).and_then(|f| f.sync_all()).map_err(failed)?;
    std::fs::rename(aside, to).map_err(failed)?;
    let folder = to.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    #[cfg(unix)]
    std::fs::File::open(folder).and_then(|f| f.sync_all()).map_err(failed)?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// A file that need not be there.
pub(super) fn remove(path: &Path) {
    // What is not there is removed already; what cannot be removed shows when it is written.
    let _ = std::fs::remove_file(path);
}

/// The path with this behind its name.
pub(super) fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}
