//! `serve`: how the server is set up.

use clap::Args as Group;
use std::path::PathBuf;

/// Every setting has a flag, a variable of the environment and a line of the configuration file;
/// the first of them that is given holds.
#[derive(Group)]
pub(crate) struct Serve {
    /// Where to listen [default: 127.0.0.1:7878]
    #[arg(long, env = "MEDCODE_LISTEN", value_name = "ADDRESS")]
    pub(crate) listen: Option<String>,
    /// Where records are kept: `sqlite:PATH` or `postgres://...` [default: records.db in the home folder]
    #[arg(long, env = "MEDCODE_DB", value_name = "URL", hide_env_values = true)]
    pub(crate) db: Option<String>,
    /// Certificate chain (PEM): the server then speaks TLS itself
    #[arg(long, env = "MEDCODE_TLS_CERTIFICATE", value_name = "FILE", requires = "tls_key")]
    pub(crate) tls_certificate: Option<PathBuf>,
    /// Private key of the certificate (PEM)
    #[arg(long, env = "MEDCODE_TLS_KEY", value_name = "FILE", requires = "tls_certificate")]
    pub(crate) tls_key: Option<PathBuf>,
    /// Address of a proxy in front that has TLS; its X-Forwarded-For is believed (may be repeated)
    #[arg(long, env = "MEDCODE_BEHIND_PROXY", value_name = "ADDRESS", value_delimiter = ',')]
    pub(crate) behind_proxy: Vec<String>,
    /// A session ends when unused for this many minutes [default: 30]
    #[arg(long, env = "MEDCODE_IDLE_MINUTES", value_name = "MINUTES")]
    pub(crate) idle_minutes: Option<u64>,
    /// A session ends after this many hours, used or not [default: 12]
    #[arg(long, env = "MEDCODE_SESSION_HOURS", value_name = "HOURS")]
    pub(crate) session_hours: Option<u64>,
    /// Largest upload in MB [default: 32]
    #[arg(long, env = "MEDCODE_UPLOAD_MB", value_name = "MB")]
    pub(crate) upload_mb: Option<usize>,
    /// Requests a minute of one caller before it is told to wait; 0: no limit [default: 60000]
    #[arg(long, env = "MEDCODE_RATE", value_name = "REQUESTS")]
    pub(crate) rate: Option<u32>,
    /// Folder from which a manager may import charts [default: none]
    #[arg(long, env = "MEDCODE_IMPORT_FOLDER", value_name = "FOLDER")]
    pub(crate) import_folder: Option<PathBuf>,
    /// Folder for copies of the records [default: backups in the home folder]
    #[arg(long, env = "MEDCODE_BACKUP_FOLDER", value_name = "FOLDER")]
    pub(crate) backup_folder: Option<PathBuf>,
    /// A file of these settings (TOML): `listen = "0.0.0.0:443"`
    #[arg(long, env = "MEDCODE_CONFIG", value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}
