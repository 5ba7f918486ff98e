//! Where a contract finds an empty database.

use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use medcode_store::{Change, NewUser, Role, Store, User};
use sqlx::{AssertSqlSafe, Connection as _, Executor as _};

/// The variable that names a PostgreSQL database in which schemas can be made.
const VARIABLE: &str = "MEDCODE_TEST_POSTGRES";

/// An empty database of its own.
pub(crate) struct Place {
    pub(crate) url: String,
    folder: Option<tempfile::TempDir>,
    schema: Option<String>,
}

/// An open store, as the contracts see it.
pub(crate) struct Opened(Arc<dyn Store>, pub(crate) String);

impl Deref for Opened {
    type Target = Arc<dyn Store>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl Place {
    /// A file.
    pub(crate) fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("records.db").display());
        Self { url, folder: Some(folder), schema: None }
    }

    /// A schema, where a server is given. Without one the contract is not run, which CI does not allow.
    pub(crate) async fn postgres() -> Option<Self> {
        let Ok(base) = std::env::var(VARIABLE) else {
            assert!(std::env::var("CI").as_deref() != Ok("true"), "CI runs PostgreSQL: set {VARIABLE}");
            eprintln!("not run: {VARIABLE} names no PostgreSQL database");
            return None;
        };
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let n = NEXT.fetch_add(1, Ordering::Relaxed);
        let schema = format!("contract_{}_{n}", std::process::id());
        run(&base, format!("CREATE SCHEMA {schema}")).await;
        let sign = if base.contains('?') { '&' } else { '?' };
        let url = format!("{base}{sign}options[search_path]={schema}");
        Some(Self { url, folder: None, schema: Some(schema) })
    }

    pub(crate) async fn open(&self) -> Opened {
        Opened(medcode_store::open(&self.url).await.unwrap(), self.url.clone())
    }

    pub(crate) async fn remove(self) {
        if let Some(schema) = self.schema {
            let base = std::env::var(VARIABLE).unwrap();
            run(&base, format!("DROP SCHEMA {schema} CASCADE")).await;
        }
        drop(self.folder);
    }
}

/// Runs a statement past the store.
pub(crate) async fn run(url: &str, statement: String) {
    sqlx::any::install_default_drivers();
    let mut connection = sqlx::AnyConnection::connect(url).await.unwrap();
    connection.execute(AssertSqlSafe(statement)).await.unwrap();
    connection.close().await.unwrap();
}

/// Runs a statement past the store that the database must refuse.
pub(crate) async fn refused(url: &str, statement: &'static str) -> bool {
    sqlx::any::install_default_drivers();
    let mut connection = sqlx::AnyConnection::connect(url).await.unwrap();
    let refused = connection.execute(statement).await.is_err();
    connection.close().await.unwrap();
    refused
}

/// A change by medcode itself.
pub(crate) fn at(time: i64) -> Change {
    Change::system("test", time)
}

/// A user of this name and role.
pub(crate) async fn user(store: &Opened, login: &str, role: Role) -> User {
    let new = NewUser {
        login: login.to_owned(),
        name: login.to_uppercase(),
        role,
        password_hash: "$argon2id$x".to_owned(),
        must_change: false,
    };
    store.create_user(&at(1), new).await.unwrap()
}
