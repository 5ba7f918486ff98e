//! How patient and how strict is the fetching?

use std::time::Duration;

use ureq::Agent;
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};

use super::package::Package;

/// The most a download may hold; the largest release file has 23 million bytes.
const LARGEST: u64 = 256 << 20;

/// Limits and patience of a download.
#[derive(Clone, Debug)]
pub struct Settings {
    /// To find the host and open the connection.
    pub connect: Duration,
    /// Between two pieces of an answer.
    pub read: Duration,
    /// Attempts in a row that bring nothing new before giving up.
    pub attempts: u32,
    /// Pause before the second attempt; it doubles each time.
    pub pause: Duration,
    /// The most bytes of one file.
    pub largest: u64,
    /// The package to fall back on.
    pub package: Package,
    /// Plain HTTP, to this machine only, so that tests need no certificate.
    pub(super) plain: bool,
    /// Certificates trusted instead of the built-in ones.
    pub(super) roots: Option<RootCerts>,
}

impl Default for Settings {
    /// The built-in certificates, or those of the file that `SSL_CERT_FILE` names, as a
    /// network with a proxy that opens connections needs.
    fn default() -> Self {
        let given = std::env::var_os("SSL_CERT_FILE").and_then(|path| std::fs::read(path).ok());
        Self {
            connect: Duration::from_secs(10),
            read: Duration::from_secs(30),
            attempts: 4,
            pause: Duration::from_millis(500),
            largest: LARGEST,
            package: super::package::PACKAGE,
            plain: false,
            roots: given.and_then(|pem| certificates(&pem)),
        }
    }
}

impl Settings {
    /// An HTTP client with these settings. Proxies are those of the environment
    /// (`HTTPS_PROXY`, `NO_PROXY`).
    pub(super) fn agent(&self, whole: Option<Duration>) -> Agent {
        let mut tls = TlsConfig::builder();
        if let Some(roots) = &self.roots {
            tls = tls.root_certs(roots.clone());
        }
        let config = Agent::config_builder()
            .https_only(!self.plain)
            .http_status_as_error(false)
            .max_redirects(5)
            .timeout_global(whole)
            .timeout_resolve(Some(self.connect))
            .timeout_connect(Some(self.connect))
            .timeout_recv_response(Some(self.read))
            .timeout_per_read(Some(self.read))
            // A compressed answer has other offsets than the file, and could not be resumed.
            .accept_encoding("identity")
            .user_agent(concat!("medcode/", env!("CARGO_PKG_VERSION")))
            .tls_config(tls.build());
        config.build().new_agent()
    }

    /// Whether an address may be asked at all.
    pub(super) fn allows(&self, url: &str) -> bool {
        let local = ["http://127.0.0.1:", "http://[::1]:"].iter().any(|p| url.starts_with(p));
        url.starts_with("https://") || (self.plain && local)
    }

    #[cfg(test)]
    pub(super) fn quick() -> Self {
        Self {
            connect: Duration::from_secs(2),
            read: Duration::from_millis(400),
            attempts: 3,
            pause: Duration::from_millis(1),
            plain: true,
            roots: None,
            ..Self::default()
        }
    }

    #[cfg(test)]
    pub(super) fn trusting(pem: &[u8]) -> Self {
        Self { plain: false, roots: certificates(pem), ..Self::quick() }
    }
}

/// The certificates of a PEM file; none when it has none.
fn certificates(pem: &[u8]) -> Option<RootCerts> {
    let certificate = |item| match item {
        Ok(PemItem::Certificate(certificate)) => Some(certificate),
        _ => None,
    };
    let all: Vec<Certificate<'static>> = parse_pem(pem).filter_map(certificate).collect();
    (!all.is_empty()).then(|| RootCerts::new_with_certs(&all))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_is_asked_but_for_a_server_of_the_tests() {
        let usual = Settings::default();
        assert!(usual.allows("https://example.gov/a.zip"));
        assert!(!usual.allows("http://example.gov/a.zip"));
        assert!(!usual.allows("http://127.0.0.1:80/a.zip"));
        assert!(Settings::quick().allows("http://127.0.0.1:80/a.zip"));
        assert!(!Settings::quick().allows("http://127.0.0.1.example.gov/a.zip"));
        assert!(!Settings::trusting(b"").allows("http://127.0.0.1:80/a.zip"));
    }
}
