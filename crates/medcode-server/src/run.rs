//! Starting, answering, stopping.

use crate::auth::RequestId;
use crate::config::{Config, Tls};
use crate::state::App;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum_server::Handle;
use axum_server::accept::NoDelayAcceptor;
use axum_server::tls_rustls::RustlsConfig;
use medcode::Engine;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};

/// Why the server cannot start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {cause}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// The system's words.
        cause: std::io::Error,
    },
    /// The records cannot be opened.
    #[error("cannot open the records")]
    Records(#[from] medcode_store::Error),
    /// The records cannot be read.
    #[error("{0}")]
    Failed(String),
    /// Certificate or key cannot be used.
    #[error("cannot use the certificate {0} and its key: {1}")]
    Tls(String, std::io::Error),
    /// The server stopped by itself.
    #[error("the server stopped: {0}")]
    Stopped(std::io::Error),
}

/// How long requests that run may still take when the server is told to stop.
const GRACE: Duration = Duration::from_secs(10);

/// A server that listens and does not answer yet.
pub struct Serving {
    runtime: Runtime,
    app: Arc<App>,
    listener: TcpListener,
    tls: Option<RustlsConfig>,
    /// Where it listens: the port that the system gave where 0 was asked for.
    address: SocketAddr,
}

impl Serving {
    /// Opens the records and takes the address.
    ///
    /// # Errors
    /// When the records cannot be opened, the address is taken or not this machine's, or the certificate
    /// cannot be used.
    pub fn start(engine: Engine, config: Config) -> Result<Self, ServeError> {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
        let runtime = runtime.map_err(ServeError::Stopped)?;
        // Told before an address is: with a wrong key nobody could follow it.
        let tls = config.tls.as_ref().map(|tls| runtime.block_on(certificate(tls))).transpose()?;
        let store = runtime.block_on(medcode_store::open(&config.db))?;
        let address = config.listen;
        let listen = || {
            let listener = TcpListener::bind(address)?;
            listener.set_nonblocking(true)?;
            let address = listener.local_addr()?;
            Ok((listener, address))
        };
        let (listener, address) = listen().map_err(|cause| ServeError::Listen { address, cause })?;
        Ok(Self { runtime, app: Arc::new(App::new(engine, store, config)), listener, tls, address })
    }

    /// The address as a browser takes it.
    #[must_use]
    pub fn url(&self) -> String {
        let scheme = if self.app.config.tls.is_some() { "https" } else { "http" };
        format!("{scheme}://{}", self.address)
    }

    /// The link that makes the first administrator, where there is nobody yet.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub fn first_link(&self) -> Result<Option<String>, ServeError> {
        let link = self.runtime.block_on(crate::api::account::first_link(&self.app));
        let link = link.map_err(|e| ServeError::Failed(e.detail().to_owned()))?;
        Ok(link.map(|path| format!("{}{path}", self.url())))
    }

    /// What is told of code sets that are installed while the server answers.
    #[must_use]
    pub fn installing(&self) -> Installing {
        Installing::begin(self.app.clone())
    }

    /// Answers until the process is told to stop (SIGINT, SIGTERM), then lets requests that run
    /// come to their end.
    ///
    /// # Errors
    /// When the system stops the server.
    pub fn run(self) -> Result<(), ServeError> {
        let stopped = self.runtime.block_on(answer(self.app, self.listener, self.tls, told_to_stop()));
        crate::log::flush();
        stopped
    }
}

/// Code sets on their way: as long as it lives, who asks for a code hears that they come.
pub struct Installing(Arc<App>);

impl Installing {
    fn begin(app: Arc<App>) -> Self {
        crate::state::INSTALLING.store(true, Ordering::Relaxed);
        Self(app)
    }

    /// They are there: the server answers from them, from the next request on.
    ///
    /// # Errors
    /// When the knowledge base cannot be used.
    pub fn done(self) -> Result<(), medcode::EngineError> {
        self.0.reopen()
    }
}

impl Drop for Installing {
    fn drop(&mut self) {
        crate::state::INSTALLING.store(false, Ordering::Relaxed);
    }
}

/// Ends when the process is told to stop.
async fn told_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut terminate) = signal(SignalKind::terminate()) else {
            let _ = interrupt.await;
            return;
        };
        tokio::select! {
            _ = interrupt => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    let _ = interrupt.await;
}

async fn certificate(tls: &Tls) -> Result<RustlsConfig, ServeError> {
    let read = RustlsConfig::from_pem_file(&tls.certificate, &tls.key).await;
    read.map_err(|e| ServeError::Tls(tls.certificate.display().to_string(), e))
}

async fn answer(
    app: Arc<App>,
    listener: TcpListener,
    tls: Option<RustlsConfig>,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), ServeError> {
    let handle = Handle::new();
    let told = handle.clone();
    tokio::spawn(async move {
        stop.await;
        told.graceful_shutdown(Some(GRACE));
    });
    tokio::spawn(crate::upkeep::run(app.clone()));
    // Answers go out as they are written: else a small one waits 40 ms for the caller's receipt.
    let service = service(&app).into_make_service_with_connect_info::<SocketAddr>();
    let stopped = match tls {
        Some(config) => {
            let server = axum_server::from_tcp_rustls(listener, config);
            let server = server.map_err(ServeError::Stopped)?;
            let server = server.map(|tls| tls.acceptor(NoDelayAcceptor::new()));
            server.handle(handle).serve(service).await
        }
        None => {
            let server = axum_server::from_tcp(listener).map_err(ServeError::Stopped)?;
            server.acceptor(NoDelayAcceptor::new()).handle(handle).serve(service).await
        }
    };
    stopped.map_err(ServeError::Stopped)
}

/// The routes with what holds for every one of them.
pub(crate) fn service(app: &Arc<App>) -> axum::Router {
    crate::routes::router(app)
        .layer(DefaultBodyLimit::max(app.config.upload))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(axum::middleware::from_fn(crate::refused::refused))
        .layer(axum::middleware::from_fn(crate::pages::fault::faults))
        .layer(from_fn_with_state(app.clone(), headers))
        .layer(CompressionLayer::new().compress_when(worth_packing()))
        .layer(from_fn_with_state(app.clone(), logged))
}

/// Lines that are sent as they are made must not wait until a packer has enough of them.
fn worth_packing() -> impl Predicate {
    DefaultPredicate::new().and(NotForContentType::const_new("application/x-ndjson"))
}

/// A panic is our own fault: the caller is told no more than that.
fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    crate::fault::Fault::internal("a handler panicked").into_response()
}

/// What a browser may do with our pages: nothing but what comes from here.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

async fn headers(
    axum::extract::State(app): crate::state::Shared,
    request: Request,
    next: Next,
) -> Response {
    let mut response = next.run(request).await;
    let set = response.headers_mut();
    let fixed = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()"),
    ];
    for (name, value) in fixed {
        set.insert(name, HeaderValue::from_static(value));
    }
    // Records must not lie in a cache of the browser or of a proxy.
    set.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if app.config.secure {
        let year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        set.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    response
}

/// Logs the route as declared: an address may hold a name or a number of a patient.
async fn logged(
    axum::extract::State(app): crate::state::Shared,
    mut request: Request<Body>,
    next: Next,
) -> Response {
    let begun = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map(|p| p.as_str().to_owned());
    let id = crate::auth::token::short();
    request.extensions_mut().insert(RequestId(id.clone()));
    let mut response = next.run(request).await;
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HeaderName::from_static("x-request-id"), id);
    }
    let route = route.as_deref().unwrap_or("-");
    if !route.starts_with("/assets/") {
        let (status, took) = (response.status().as_u16(), begun.elapsed());
        app.metrics.answered(method.as_str(), route, status, took);
        crate::log::request(&id, method.as_str(), route, status, took.as_micros());
    }
    response
}
