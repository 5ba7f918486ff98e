//! A server over records of its own, and people and programs that ask it.

use crate::auth::{Role, password, token};
use crate::config::Config;
use crate::state::App;
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use medcode::Engine;
use medcode::kb::query::{Library, Release};
use medcode_store::{Change, Digest, NewApiKey, NewUser, User, UserId};
use serde_json::Value;
use std::sync::{Arc, LazyLock};
use tower::ServiceExt;

/// Everybody's password.
pub(super) const PASSWORD: &str = "a sentence is easy to keep";
/// Hashing takes its time: once is enough.
static HASH: LazyLock<String> = LazyLock::new(|| password::hash(PASSWORD).unwrap());

/// A server.
pub(super) struct World {
    pub(super) app: Arc<App>,
    router: Router,
    _folder: tempfile::TempDir,
}

/// Who asks.
#[derive(Clone)]
pub(super) enum As {
    Nobody,
    Session { cookie: String, csrf: String },
    Key(String),
}

/// What came back.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) text: String,
}

impl Answer {
    pub(super) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or(Value::Null)
    }

    pub(super) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default()
    }
}

impl World {
    pub(super) async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// With other settings.
    pub(super) async fn with(set: impl FnOnce(&mut Config)) -> Self {
        Self::over(Vec::new(), set).await
    }

    /// Over releases held in memory, with other settings.
    pub(super) async fn over(releases: Vec<Release>, set: impl FnOnce(&mut Config)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut config = Config::new(folder.path().to_owned());
        set(&mut config);
        let store = medcode_store::open(&config.db).await.unwrap();
        let engine = Engine::of(Library::of_releases(releases));
        let app = Arc::new(App::new(engine, store, config));
        Self { router: crate::run::service(&app), app, _folder: folder }
    }

    pub(super) fn change(&self) -> Change {
        Change::system("test", crate::clock::now())
    }

    pub(super) async fn user(&self, login: &str, role: Role) -> User {
        let new = NewUser {
            login: login.into(),
            name: format!("The {login}"),
            role,
            password_hash: HASH.clone(),
            must_change: false,
        };
        self.app.store.create_user(&self.change(), new).await.unwrap()
    }

    /// A session of a user.
    pub(super) async fn session(&self, user: &User) -> As {
        let set = crate::auth::session::begin(&self.app, user).await.unwrap();
        as_cookie(&set)
    }

    /// Somebody of this role, in a session.
    pub(super) async fn person(&self, role: Role) -> As {
        let user = self.user(&format!("{}-{}", role.id(), token::short()), role).await;
        self.session(&user).await
    }

    /// A key of a user.
    pub(super) async fn key(&self, owner: &UserId, scopes: &[&str]) -> As {
        let key = token::fresh().unwrap();
        let new = NewApiKey {
            owner: owner.clone(),
            name: "a program".into(),
            prefix: key[..4].into(),
            key: Digest::of(key.as_bytes()),
            scopes: scopes.iter().map(|s| (*s).to_owned()).collect(),
            expires: None,
        };
        self.app.store.create_key(&self.change(), new).await.unwrap();
        As::Key(key)
    }

    /// Asks with these headers too.
    pub(super) async fn ask(
        &self,
        who: &As,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Answer {
        ask(&self.router, who, method, path, headers, body).await
    }

    pub(super) async fn get(&self, who: &As, path: &str) -> Answer {
        self.ask(who, "GET", path, &[], Body::empty()).await
    }

    pub(super) async fn send(&self, who: &As, method: &str, path: &str, body: &Value) -> Answer {
        let json = [("content-type", "application/json")];
        self.ask(who, method, path, &json, body.to_string()).await
    }

    pub(super) async fn post(&self, who: &As, path: &str, body: &Value) -> Answer {
        self.send(who, "POST", path, body).await
    }

    /// Logs in as the page does.
    pub(super) async fn log_in(&self, login: &str, password: &str, before: &As) -> (Answer, As) {
        let body = serde_json::json!({ "login": login, "password": password });
        let answer = self.post(before, "/api/v1/login", &body).await;
        let who = as_cookie(answer.header("set-cookie"));
        (answer, who)
    }

    /// Waits until a job is over.
    pub(super) async fn ended(&self, who: &As, job: &Value) -> Value {
        let path = format!("/api/v1/jobs/{}", job["id"].as_str().unwrap());
        for _ in 0..500 {
            let now = self.get(who, &path).await.json();
            if !matches!(now["state"].as_str(), Some("queued" | "running")) {
                return now;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        panic!("the job does not end");
    }
}

/// Who has the cookie that an answer sets.
pub(super) fn as_cookie(set: &str) -> As {
    let cookie = set.split(';').next().and_then(|pair| pair.split_once('=')).map_or("", |(_, v)| v);
    As::Session { cookie: cookie.to_owned(), csrf: token::csrf_of(cookie) }
}

/// Asks a router.
pub(super) async fn ask(
    router: &Router,
    who: &As,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: impl Into<Body>,
) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    match who {
        As::Nobody => {}
        As::Session { cookie, csrf } => {
            request =
                request.header(header::COOKIE, format!("medcode={cookie}; __Host-medcode={cookie}"));
            if method != "GET" && !headers.iter().any(|(name, _)| *name == "x-csrf-token") {
                request = request.header("x-csrf-token", csrf);
            }
        }
        As::Key(key) => request = request.header(header::AUTHORIZATION, format!("Bearer {key}")),
    }
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let answer = router.clone().oneshot(request.body(body.into()).unwrap()).await.unwrap();
    let (status, headers) = (answer.status(), answer.headers().clone());
    let bytes = axum::body::to_bytes(answer.into_body(), 64 << 20).await.unwrap();
    Answer { status, headers, text: String::from_utf8_lossy(&bytes).into_owned() }
}
