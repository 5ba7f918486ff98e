//! What SQLite alone needs: one file, one writer, many readers.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::{AnyConnection, AnyPool, Connection as _, Executor as _};

use super::Database;
use crate::upkeep::Backend;
use crate::{Error, Result};

/// Readers; each is a thread of its own.
const READERS: u32 = 4;
/// How long a caller waits for a connection.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long to wait before a file that another program is opening is tried again.
const PAUSE: Duration = Duration::from_millis(10);

/// A commit is on the disk when it is acknowledged (`synchronous`), what is erased is overwritten
/// (`secure_delete`), and other programs on the same file are waited for.
const WRITER: &str = "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                      PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY";
/// A reader cannot write, whatever it is asked.
const READER: &str = "PRAGMA busy_timeout = 10000; PRAGMA query_only = ON; PRAGMA temp_store = MEMORY";

/// The file an address names, if it is one of SQLite.
pub(super) fn path_of(url: &str) -> Option<PathBuf> {
    let rest = url.strip_prefix("sqlite:")?;
    Some(PathBuf::from(rest.strip_prefix("//").unwrap_or(rest)))
}

/// Opens the file, made where it does not exist.
pub(super) async fn connect(path: PathBuf) -> Result<Database> {
    if path.as_os_str().is_empty() || path.as_os_str() == ":memory:" {
        return Err(Error::Address("`sqlite:` wants the path of a file".to_owned()));
    }
    make(&path)?;
    // A pool would try again and again what a file that is no database answers at once.
    let mut first = alone(&path).await?;
    first.execute(WRITER).await?;
    let write = pool(&path, WRITER, 1)?;
    let read = pool(&path, READER, READERS)?;
    first.close().await?;
    Ok(Database { backend: Backend::Sqlite, path: Some(path), read, write })
}

/// Opens a file that is there, so that nothing of it can be written, whoever asks.
pub(super) fn connect_to_read(path: PathBuf) -> Result<Database> {
    // A path that is not there is told as such, and not made.
    std::fs::metadata(&path).map_err(|error| Error::File { path: path.clone(), error })?;
    let read = pool_at(&address(&path, "ro")?, READER, READERS)?;
    Ok(Database { backend: Backend::Sqlite, path: Some(path), write: read.clone(), read })
}

/// Opens again and again while another program is opening the same file: SQLite waits for no lock when
/// it turns a file to write-ahead logging, nor when it recovers the log (`PRAGMA journal_mode`,
/// `SQLITE_BUSY_RECOVERY` in its documentation).
pub(super) async fn open(path: PathBuf) -> Result<Database> {
    let opened = tokio::time::timeout(PATIENCE, async {
        loop {
            match open_once(path.clone()).await {
                Err(Error::Busy) => tokio::time::sleep(PAUSE).await,
                other => return other,
            }
        }
    });
    opened.await.unwrap_or(Err(Error::Busy))
}

async fn open_once(path: PathBuf) -> Result<Database> {
    connect(path).await?.migrated().await
}

/// Makes an empty file that only its owner may read; SQLite gives its side files the same mode.
pub(super) fn make(path: &Path) -> Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
            Err(Error::File { path: path.to_owned(), error })
        }
        _ => Ok(()),
    }
}

/// A connection of its own, for what neither pool should be kept by.
pub(super) async fn alone(path: &Path) -> Result<AnyConnection> {
    let options = AnyConnectOptions::from_str(&address(path, "rw")?)?;
    Ok(AnyConnection::connect_with(&options).await?)
}

fn pool(path: &Path, pragmas: &'static str, size: u32) -> Result<AnyPool> {
    pool_at(&address(path, "rw")?, pragmas, size)
}

fn pool_at(address: &str, pragmas: &'static str, size: u32) -> Result<AnyPool> {
    let options = AnyConnectOptions::from_str(address)?;
    let pool = AnyPoolOptions::new()
        .max_connections(size)
        .acquire_timeout(PATIENCE)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .after_connect(move |connection, _| {
            Box::pin(async move { connection.execute(pragmas).await.map(drop) })
        })
        .connect_lazy_with(options);
    Ok(pool)
}

/// The path as the driver reads it: any byte that could mean something to it is escaped.
fn address(path: &Path, mode: &str) -> Result<String> {
    let text = path.to_str().ok_or_else(|| Error::Address("the path is not UTF-8".to_owned()))?;
    let mut out = String::from("sqlite:");
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'_' | b'-' => {
                out.push(char::from(byte))
            }
            _ => write!(out, "%{byte:02X}").unwrap_or_default(),
        }
    }
    out.push_str("?mode=");
    out.push_str(mode);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_what_stands_after_the_scheme() {
        for (url, path) in [
            ("sqlite:a.db", Some("a.db")),
            ("sqlite:///var/a.db", Some("/var/a.db")),
            ("sqlite:/var/a b.db", Some("/var/a b.db")),
            ("postgres://h/d", None),
        ] {
            assert_eq!(path_of(url), path.map(PathBuf::from), "{url}");
        }
    }

    #[test]
    fn a_path_with_signs_of_an_address_is_escaped() {
        assert_eq!(address(Path::new("/a b?c%.db"), "rw").unwrap(), "sqlite:/a%20b%3Fc%25.db?mode=rw");
    }
}
