//! What PostgreSQL alone needs: a pool of connections that several servers may share.

use std::str::FromStr as _;
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::{AnyConnection, Connection as _, Executor as _};

use super::Database;
use crate::upkeep::Backend;
use crate::{Error, Result};

/// Connections of one server; PostgreSQL allows a hundred by default.
const CONNECTIONS: u32 = 16;
/// How long a caller waits for a connection.
const PATIENCE: Duration = Duration::from_secs(10);

/// Connects to a database that exists.
pub(super) async fn connect(url: &str) -> Result<Database> {
    let options = options(url)?;
    // A pool would try again and again what a server that is not there answers at once.
    let first = AnyConnection::connect_with(&options).await?;
    first.close().await?;
    let pool = AnyPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(PATIENCE)
        .connect_lazy_with(options);
    Ok(Database { backend: Backend::Postgres, path: None, read: pool.clone(), write: pool })
}

/// Every transaction of it is one that reads.
const READER: &str = "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY";

/// Connects to a database that exists, so that nothing of it can be written.
pub(super) async fn connect_to_read(url: &str) -> Result<Database> {
    let options = options(url)?;
    let first = AnyConnection::connect_with(&options).await?;
    first.close().await?;
    let pool = AnyPoolOptions::new()
        .max_connections(2)
        .acquire_timeout(PATIENCE)
        .after_connect(|connection, _| {
            Box::pin(async move { connection.execute(READER).await.map(drop) })
        })
        .connect_lazy_with(options);
    Ok(Database { backend: Backend::Postgres, path: None, read: pool.clone(), write: pool })
}

fn options(url: &str) -> Result<AnyConnectOptions> {
    // What the driver says of a wrong address could quote its password.
    AnyConnectOptions::from_str(url)
        .map_err(|_| Error::Address("write it as postgres://USER@HOST/DATABASE".to_owned()))
}
