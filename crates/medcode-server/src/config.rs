//! How is the server set up? Flags, then environment, then the configuration file.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

/// Certificate and key, both PEM.
#[derive(Clone, Debug)]
pub struct Tls {
    /// The chain of certificates.
    pub certificate: PathBuf,
    /// The private key.
    pub key: PathBuf,
}

/// How the server is set up.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where it listens.
    pub listen: SocketAddr,
    /// Folder of the knowledge base.
    pub home: PathBuf,
    /// Where records are kept: `sqlite:PATH` or `postgres://…`.
    pub db: String,
    /// TLS of its own; none behind a proxy or on this machine only.
    pub tls: Option<Tls>,
    /// Cookies are marked `Secure` and HSTS is sent: TLS of its own, or a proxy that has it.
    pub secure: bool,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<std::net::IpAddr>,
    /// A session ends when unused for this long.
    pub idle: Duration,
    /// A session ends after this long, used or not.
    pub absolute: Duration,
    /// Most bytes of one upload.
    pub upload: usize,
    /// Longest time the reading of one document may take.
    pub reading: Duration,
    /// The program that reads documents; this one where none is named.
    pub reader: Option<PathBuf>,
    /// How many batches run at a time.
    pub batches: usize,
    /// Requests a minute of one caller, before it is told to wait; 0: no limit.
    pub rate: u32,
    /// The folder from which charts may be brought in; none where nothing is said.
    pub import_folder: Option<PathBuf>,
    /// The folder into which copies of the records are written.
    pub backups: PathBuf,
}

impl Config {
    /// Whether others than the one at this machine see the pages: then text that the user's own licence
    /// covers is left out.
    #[must_use]
    pub const fn is_shared(&self) -> bool {
        !self.listen.ip().is_loopback() || self.secure || !self.trusted_proxies.is_empty()
    }

    /// The usual set-up over a home folder.
    #[must_use]
    pub fn new(home: PathBuf) -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 7878)),
            db: format!("sqlite:{}", home.join("records.db").display()),
            import_folder: None,
            backups: home.join("backups"),
            home,
            tls: None,
            secure: false,
            trusted_proxies: Vec::new(),
            idle: Duration::from_secs(30 * 60),
            absolute: Duration::from_secs(12 * 60 * 60),
            upload: 32 << 20,
            reading: Duration::from_secs(20),
            reader: None,
            batches: 4,
            rate: 60_000,
        }
    }
}
