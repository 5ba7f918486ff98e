//! Who is behind a request: the cookie of a session, or an API key.

use super::who::{By, Who};
use crate::fault::Fault;
use crate::state::App;
use axum::http::{HeaderMap, header};
use medcode_store::{Change, Digest, Millis, Session, User};
use std::collections::HashMap;
use std::sync::Mutex;

/// The name of the cookie. `__Host-` binds it to this host and asks for TLS.
const fn cookie_name(secure: bool) -> &'static str {
    if secure { "__Host-medcode" } else { "medcode" }
}

/// How long an answer of the records is believed, so that a page with many requests asks once. A
/// role that was taken away, or a session that was ended elsewhere, holds no longer than this.
const BELIEVED: Millis = 2_000;
/// How often the records are told that a session was used.
const TOUCHED: Millis = 60_000;
/// Most sessions that are remembered.
const MOST: usize = 10_000;

/// Sessions and keys seen a moment ago, by the digest of their secret.
#[derive(Default)]
pub(crate) struct Sessions(Mutex<HashMap<Digest, (Millis, Who)>>);

impl Sessions {
    fn get(&self, secret: &Digest, now: Millis) -> Option<Who> {
        let kept = self.0.lock().ok()?;
        kept.get(secret).filter(|(at, _)| now - at < BELIEVED).map(|(_, who)| who.clone())
    }

    fn put(&self, secret: Digest, now: Millis, who: &Who) {
        let Ok(mut kept) = self.0.lock() else { return };
        if kept.len() >= MOST {
            kept.retain(|_, (at, _)| now - *at < BELIEVED);
        }
        kept.insert(secret, (now, who.clone()));
    }

    /// Forgets all: somebody's rights changed here.
    pub(crate) fn forget(&self) {
        if let Ok(mut kept) = self.0.lock() {
            kept.clear();
        }
    }
}

/// The caller, where there is one.
pub(crate) async fn who(app: &App, headers: &HeaderMap) -> Result<Option<Who>, Fault> {
    if let Some(key) = bearer(headers) {
        return of_key(app, key).await;
    }
    match cookie(app, headers) {
        Some(cookie) => of_cookie(app, cookie).await,
        None => Ok(None),
    }
}

async fn of_cookie(app: &App, cookie: &str) -> Result<Option<Who>, Fault> {
    let (secret, now) = (Digest::of(cookie.as_bytes()), crate::clock::now());
    if let Some(who) = app.sessions.get(&secret, now) {
        return Ok(Some(who));
    }
    let Some((session, user)) = app.store.session(secret, now).await? else { return Ok(None) };
    let idle = i64::try_from(app.config.idle.as_millis()).unwrap_or(Millis::MAX);
    if now - session.last_seen > idle {
        app.store.end_session(&Change::system("idle", now), secret).await?;
        return Ok(None);
    }
    if now - session.last_seen > TOUCHED {
        app.store.touch_session(secret, now).await?;
    }
    let who = named(user, By::Session, super::token::csrf_of(cookie));
    app.sessions.put(secret, now, &who);
    Ok(Some(who))
}

async fn of_key(app: &App, key: &str) -> Result<Option<Who>, Fault> {
    let (secret, now) = (Digest::of(key.as_bytes()), crate::clock::now());
    if let Some(who) = app.sessions.get(&secret, now) {
        return Ok(Some(who));
    }
    let Some((key, user)) = app.store.key(secret, now).await? else { return Ok(None) };
    if key.last_used.is_none_or(|used| now - used > TOUCHED) {
        app.store.touch_key(&key.id, now).await?;
    }
    let who = named(user, By::Key { id: key.id, scopes: key.scopes }, String::new());
    app.sessions.put(secret, now, &who);
    Ok(Some(who))
}

fn named(user: User, by: By, csrf: String) -> Who {
    Who {
        id: user.id,
        name: user.name,
        role: user.role,
        by,
        csrf,
        must_change: user.must_change,
        request: None,
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    value.strip_prefix("Bearer ").map(str::trim).filter(|k| !k.is_empty())
}

/// The cookie of the session, where the browser sent one.
pub(crate) fn cookie<'h>(app: &App, headers: &'h HeaderMap) -> Option<&'h str> {
    let name = cookie_name(app.config.secure);
    let sent = headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok());
    let mut pairs = sent.flat_map(|v| v.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(n, _)| *n == name).map(|(_, value)| value)
}

/// Begins a session; the value of its `Set-Cookie`.
pub(crate) async fn begin(app: &App, user: &User) -> Result<String, Fault> {
    let now = crate::clock::now();
    let cookie = super::token::fresh()?;
    let csrf = super::token::csrf_of(&cookie);
    let lasts = i64::try_from(app.config.absolute.as_millis()).unwrap_or(Millis::MAX);
    let digest = |text: &str| Digest::of(text.as_bytes());
    let change = Change::by(&user.id, now);
    let _: Session = app
        .store
        .create_session(&change, &user.id, digest(&cookie), digest(&csrf), now.saturating_add(lasts))
        .await?;
    Ok(set_cookie(app, &cookie, app.config.absolute.as_secs()))
}

/// Ends the session of a request; the value of the `Set-Cookie` that takes the cookie away.
pub(crate) async fn end(app: &App, who: &Who, headers: &HeaderMap) -> Result<String, Fault> {
    if let Some(cookie) = cookie(app, headers) {
        app.store.end_session(&who.change(), Digest::of(cookie.as_bytes())).await?;
    }
    app.sessions.forget();
    Ok(set_cookie(app, "", 0))
}

fn set_cookie(app: &App, value: &str, seconds: u64) -> String {
    let secure = if app.config.secure { "; Secure" } else { "" };
    let name = cookie_name(app.config.secure);
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}")
}
