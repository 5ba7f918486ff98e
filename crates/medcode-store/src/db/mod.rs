//! The database behind a store: where it is, how it is opened, what differs between the two.

mod copy;
mod filter;
mod migrate;
mod postgres;
mod restore;
mod sql;
mod sqlite;
mod write;

use std::path::PathBuf;
use std::sync::Arc;

use sqlx::pool::PoolConnection;
use sqlx::{Any, AnyPool};

pub(crate) use filter::{Filter, literal};
pub use restore::{Replace, restore};
pub(crate) use sql::{Bind, Record, Row, Sql, Word, composed, sql};
pub(crate) use write::{Head, Write};

use crate::upkeep::Backend;
use crate::{Change, Error, InUse, Result, Store};

/// Opens a store and brings its records to this program's version.
///
/// `sqlite:PATH` is a file, made (readable by its owner only) where it does not exist;
/// `postgres://USER@HOST/DATABASE` a database that exists. Several programs may open the same one at the
/// same time.
///
/// # Errors
///
/// `Address` for anything else, `Newer` for the database of a newer medcode, `Foreign` for one made
/// by another build, `File` and `Database` when it cannot be reached.
pub async fn open(url: &str) -> Result<Arc<dyn Store>> {
    Ok(Arc::new(Database::open(url).await?))
}

/// Opens records that are there, for reading only: nothing is made, brought up to date or written.
///
/// # Errors
///
/// `Address` where no records of medcode are kept, `Newer` for those of a newer medcode, `File` and
/// `Database` when they cannot be reached.
pub async fn open_to_read(url: &str) -> Result<Arc<dyn InUse>> {
    sqlx::any::install_default_drivers();
    let database = match sqlite::path_of(url) {
        Some(path) => sqlite::connect_to_read(path)?,
        None if is_postgres(url) => postgres::connect_to_read(url).await?,
        None => return Err(neither()),
    };
    migrate::known(&database).await?;
    Ok(Arc::new(database))
}

fn is_postgres(url: &str) -> bool {
    url.starts_with("postgres://") || url.starts_with("postgresql://")
}

/// Not quoted: it may be a password, or another's address with one.
fn neither() -> Error {
    Error::Address("it begins neither with `sqlite:` nor with `postgres://`".to_owned())
}

/// An open database.
#[derive(Debug)]
pub(crate) struct Database {
    pub(crate) backend: Backend,
    /// The file, where it is one.
    pub(crate) path: Option<PathBuf>,
    read: AnyPool,
    write: AnyPool,
}

impl Database {
    pub(crate) async fn open(url: &str) -> Result<Self> {
        sqlx::any::install_default_drivers();
        if let Some(path) = sqlite::path_of(url) {
            return sqlite::open(path).await;
        }
        if is_postgres(url) {
            return Self::migrated(postgres::connect(url).await?).await;
        }
        Err(neither())
    }

    /// The database with its records at this program's version; shut again where that fails.
    async fn migrated(self) -> Result<Self> {
        match migrate::run(&self).await {
            Ok(()) => Ok(self),
            Err(error) => {
                self.shut().await;
                Err(error)
            }
        }
    }

    /// A connection to read by.
    pub(crate) async fn reader(&self) -> Result<PoolConnection<Any>> {
        Ok(self.read.acquire().await?)
    }

    /// Begins a change that is logged.
    pub(crate) async fn change<'a>(&self, change: &'a Change) -> Result<Write<'a>> {
        Ok(Write::new(self.begin().await?, self.backend, change))
    }

    /// Begins a change that is not logged.
    pub(crate) async fn begin(&self) -> Result<sqlx::Transaction<'static, Any>> {
        // SQLite: taking the lock at once, so that what was read cannot have changed when it is written.
        Ok(match self.backend {
            Backend::Sqlite => self.write.begin_with("BEGIN IMMEDIATE").await?,
            Backend::Postgres => self.write.begin().await?,
        })
    }

    /// Takes what was erased out of the write-ahead log too, as far as no reader still needs it.
    pub(crate) async fn settle_erasure(&self) -> Result<()> {
        if self.backend == Backend::Sqlite {
            let mut connection = self.write.acquire().await?;
            sql("PRAGMA wal_checkpoint(TRUNCATE)").run(&mut connection).await?;
        }
        Ok(())
    }

    pub(crate) async fn shut(&self) {
        self.read.close().await;
        self.write.close().await;
    }
}
